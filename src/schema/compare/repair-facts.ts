import { quoteIdentifier, quoteLiteral, quoteName } from '../../postgres/identifiers.ts';
import type { QualifiedName } from '../../operations/operation.ts';
import type { Difference } from './difference.ts';
import { cannot, run, settledName, type Catalogs, type Staged, type Surroundings } from './repair.ts';

type FactDifference = Extract<Difference, { readonly kind: 'fact' }>;

/** Says again what was said before. */
export function factRepair({ host, slot, before, after }: FactDifference, surroundings: Surroundings): readonly Staged[] {
  const { wanted, found } = surroundings;
  const { kind, name: written } = hostOf(host);
  const name = kind === 'relation' ? settledName(written, surroundings) : written;
  const [was, is] = [before?.value ?? '', after?.value ?? ''];
  if (slot.startsWith('comment')) return commented(kind, name, slot, was, wanted, found);
  if (slot.startsWith('grant to ')) return granted(kind, name, slot.slice('grant to '.length), was, is, wanted, found);
  if (kind !== 'relation') return [];
  const t = `ALTER TABLE ${quoteName(name)}`;
  switch (slot) {
    case 'row level security': return [run('facts', `${t} ${was === 'enabled' ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY;`)];
    case 'forced row level security': return [run('facts', `${t} ${was === 'forced' ? 'FORCE' : 'NO FORCE'} ROW LEVEL SECURITY;`)];
    case 'persistence': return [run('facts', `${t} SET ${was === 'unlogged' ? 'UNLOGGED' : 'LOGGED'};`)];
    case 'replica identity': return [run(isIndex(was) ? 'facts' : 'release', `${t} REPLICA IDENTITY ${identity(was)};`)];
    case 'cluster on': return [run('facts', was === '' ? `${t} SET WITHOUT CLUSTER;` : `${t} CLUSTER ON ${quoteIdentifier(was)};`)];
    default: {
      const trigger = /^trigger ([^]+)$/.exec(slot)?.[1];
      return trigger === undefined ? [cannot('facts', `${slot} of ${quoteName(name)} is other than it was`)] : [run('facts', `${t} ${(was || 'enable').toUpperCase()} TRIGGER ${quoteIdentifier(trigger)};`)];
    }
  }
}

/** `relation public…`, `type mood`, `all tables in schema …`. */
export function hostOf(host: string): { readonly kind: string; readonly name: QualifiedName } {
  const line = host.indexOf('\n');
  const space = host.lastIndexOf(' ', line < 0 ? host.length : line);
  const first = host.slice(space + 1, line < 0 ? undefined : line);
  return { kind: host.slice(0, space), name: line < 0 ? { schema: '', name: first } : { schema: first, name: host.slice(line + 1) } };
}

/** An index that is the replica identity has to be there by then, and keeps its columns NOT NULL as long as it is. */
function isIndex(value: string): boolean {
  return value !== '' && value !== 'full' && value !== 'nothing';
}

function identity(value: string): string {
  if (value === '') return 'DEFAULT';
  return isIndex(value) ? `USING INDEX ${quoteIdentifier(value)}` : value.toUpperCase();
}

/** What kind of relation it is: COMMENT wants to hear. */
function relationWord(name: QualifiedName, { views, sequences, indexes }: Catalogs['wanted']): string {
  const at = `${name.schema}\n${name.name}`;
  const view = views.get(at);
  if (view) return view.materialized ? 'MATERIALIZED VIEW' : 'VIEW';
  if (sequences.has(at)) return 'SEQUENCE';
  return indexes.has(at) ? 'INDEX' : 'TABLE';
}

function commented(kind: string, name: QualifiedName, slot: string, text: string, wanted: Catalogs['wanted'], found: Catalogs['found']): readonly Staged[] {
  const [, part = '', partName = ''] = /^comment on (\w+) ([^]+)$/.exec(slot) ?? [];
  const value = text === '' ? 'NULL' : quoteLiteral(text);
  if (part === 'column') return [run('facts', `COMMENT ON COLUMN ${quoteName(name)}.${quoteIdentifier(partName)} IS ${value};`)];
  if (part !== '') return [run('facts', `COMMENT ON ${part.toUpperCase()} ${quoteIdentifier(partName)} ON ${quoteName(name)} IS ${value};`)];
  if (kind === 'relation') return [run('facts', `COMMENT ON ${relationWord(name, wanted)} ${quoteName(name)} IS ${value};`)];
  if (kind === 'routine') return routine(name, found).map((signature) => run('facts', `COMMENT ON FUNCTION ${signature} IS ${value};`));
  return [run('facts', `COMMENT ON ${kind.toUpperCase()} ${quoteName(name)} IS ${value};`)];
}

/** The one signature of a name. */
function routine(name: QualifiedName, { objects }: Catalogs['found']): readonly string[] {
  const signatures = [...(objects.get(`routine ${name.schema}\n${name.name}`)?.overloads?.keys() ?? [])];
  return signatures.length === 1 ? [`${quoteName(name)}(${signatures[0] ?? ''})`] : [];
}

function granted(kind: string, name: QualifiedName, role: string, was: string, is: string, wanted: Catalogs['wanted'], found: Catalogs['found']): readonly Staged[] {
  const [had, has] = [words(was), words(is)];
  const on = kind === 'relation' ? relationOn(name, wanted) : kind === 'routine' ? routine(name, found).map((each) => `FUNCTION ${each}`)[0] : `${kind.toUpperCase()} ${quoteName(name)}`;
  if (on === undefined) return [];
  const to = role === 'PUBLIC' || role === 'CURRENT_USER' || role === 'SESSION_USER' || role === 'CURRENT_ROLE' ? role : quoteIdentifier(role);
  const [more, less] = [has.filter((each) => !had.includes(each)), had.filter((each) => !has.includes(each))];
  return [
    ...(more.length > 0 ? [run('facts', `REVOKE ${spelled(more)} ON ${on} FROM ${to};`)] : []),
    ...(less.length > 0 ? [run('facts', `GRANT ${spelled(less)} ON ${on} TO ${to};`, 1)] : []),
  ];
}

function relationOn(name: QualifiedName, wanted: Catalogs['wanted']): string {
  return relationWord(name, wanted) === 'SEQUENCE' ? `SEQUENCE ${quoteName(name)}` : quoteName(name);
}

function words(value: string): readonly string[] {
  return value === '' ? [] : value.split('; ');
}

function spelled(privileges: readonly string[]): string {
  return privileges.map((each) => each.replace(/^[a-z]+/, (word) => word.toUpperCase())).join(', ');
}
