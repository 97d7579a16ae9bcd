import { quoteIdentifier, quoteLiteral, quoteName } from '../postgres/identifiers.ts';
import { formatType } from '../postgres/types.ts';
import { key, type Column } from '../schema/catalog.ts';
import type { ColumnAspect, Difference } from '../schema/compare/difference.ts';
import { hostOf } from '../schema/compare/repair-facts.ts';

type Of<K extends Difference['kind']> = Extract<Difference, { readonly kind: K }>;

/** What a difference is, in a line: the object, and what is other about it. */
export function differenceLine(difference: Difference): string {
  switch (difference.kind) {
    case 'table': return tableLine(difference);
    case 'column': return columnLine(difference);
    case 'constraint':
    case 'index':
    case 'trigger':
    case 'policy': return partLine(difference);
    case 'view': {
      const one = difference.before ?? difference.after;
      return moved(`${one?.materialized ? 'materialized view' : 'view'} `, difference, 'shows something else than before');
    }
    case 'type': return moved(`${(difference.before ?? difference.after)?.kind === 'domain' ? 'domain' : 'type'} `, difference, 'is defined otherwise than before');
    case 'enum values': return `enum ${quoteName(difference.name)} keeps ${difference.added.map(quoteLiteral).join(', ')}: PostgreSQL cannot take a value away`;
    case 'sequence': return moved('sequence ', difference, 'is other than before');
    case 'schema': return `schema ${quoteIdentifier(difference.name)} ${fate(difference, '')}`;
    case 'routine': return `function ${quoteName(difference.name)}(${difference.arguments}) ${fate(difference, 'has another body or signature than before')}`;
    case 'object': {
      const one = difference.before ?? difference.after;
      return `${difference.object} ${one ? quoteName(one.name) : ''}${difference.on ? ` on ${quoteName(difference.on)}` : ''} ${fate(difference, '')}`;
    }
    case 'fact': return factLine(difference);
  }
}

interface Change {
  readonly before?: unknown;
  readonly after?: unknown;
}

function fate({ before, after }: Change, altered: string): string {
  if (before === undefined) return 'is left behind';
  return after === undefined ? 'is missing' : altered;
}

interface Named {
  readonly name: { readonly schema: string; readonly name: string };
}

function moved(word: string, change: { readonly before?: Named | undefined; readonly after?: Named | undefined }, altered: string): string {
  const { before, after } = change;
  const name = before ?? after;
  if (before && after && key(before.name) !== key(after.name)) return `${word}${quoteName(before.name)} is still called ${quoteName(after.name)}`;
  return `${word}${name ? quoteName(name.name) : ''} ${fate(change, altered)}`;
}

function tableLine(difference: Of<'table'>): string {
  const { before, after, aspects } = difference;
  if (before && after && !aspects.includes('name')) {
    return `table ${quoteName(after.name)} ${aspects.includes('partition') ? 'is another partition than before' : 'has other parents than before'}`;
  }
  return moved('table ', difference, '');
}

const aspectLines: Readonly<Record<ColumnAspect, (before: Column, after: Column) => string>> = {
  name: (before, after) => `was called ${quoteIdentifier(before.name)}, and is ${quoteIdentifier(after.name)}`,
  type: (before, after) => `was ${typeOf(before)}, and is ${typeOf(after)}`,
  collation: (before, after) => `had ${before.collation === undefined ? 'no collation of its own' : `collation ${before.collation}`}, and has ${after.collation ?? 'none'}`,
  'not null': (before) => (before.notNull ? 'was NOT NULL, and takes nulls' : 'took nulls, and is NOT NULL'),
  default: (before, after) => `had ${defaultOf(before)}, and has ${defaultOf(after)}`,
  identity: (before, after) => `was ${identityOf(before)}, and is ${identityOf(after)}`,
  generated: () => 'is computed otherwise than before',
};

function typeOf({ type }: Column): string {
  return type ? formatType(type) : 'unknown';
}

function defaultOf({ written }: Column): string {
  return written ? `default ${written.text.replace(/\s+/g, ' ')}` : 'no default';
}

function identityOf({ identity }: Column): string {
  return identity ? `an identity column (${identity})` : 'no identity column';
}

function columnLine(difference: Of<'column'>): string {
  const { before, after, on, aspects } = difference;
  const name = `column ${quoteName(on)}.${quoteIdentifier((after ?? before)?.name ?? '')}`;
  if (!before || !after) return `${name} ${fate(difference, '')}`;
  return `${name} ${aspects.map((aspect) => aspectLines[aspect](before, after)).join('; ')}`;
}

function partLine(difference: Of<'constraint' | 'index' | 'trigger' | 'policy'>): string {
  const { kind, before, after, on } = difference;
  const one = before ?? after;
  const name = `${kind} ${quoteIdentifier(one?.name ?? '')} on ${quoteName(on)}`;
  if (before && after && before.name !== after.name) return `${name} is still called ${quoteIdentifier(after.name)}`;
  if (kind === 'constraint' && before && after && before.validated !== after.validated) return `${name} ${before.validated ? 'is no longer validated' : 'is validated, and was not'}`;
  return `${name} ${fate(difference, 'is other than before')}`;
}

function factLine({ host, slot, before, after }: Of<'fact'>): string {
  const { kind, name } = hostOf(host);
  const object = `${kind === 'relation' ? '' : `${kind} `}${quoteName(name)}`;
  const [was, is] = [before?.value ?? '', after?.value ?? ''];
  const part = /^comment on (?:column )?([^]+)$/.exec(slot)?.[1];
  if (slot.startsWith('comment')) return `the comment on ${part === undefined ? object : `${object}: ${part}`} ${was === '' ? 'stays' : is === '' ? 'is gone' : 'is another'}`;
  if (slot.startsWith('grant to ')) {
    const role = slot.slice('grant to '.length);
    return was === '' || (is !== '' && is.length > was.length) ? `${role} keeps ${is} on ${object}` : `${role} has lost ${was} on ${object}`;
  }
  const trigger = /^trigger ([^]+)$/.exec(slot)?.[1];
  if (trigger !== undefined) return `trigger ${quoteIdentifier(trigger)} on ${object} was ${was || 'enabled'}, and is ${is || 'enabled'}`;
  return `${slot} of ${object} was ${was || 'not set'}, and is ${is || 'not set'}`;
}
