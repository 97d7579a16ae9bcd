import { join } from 'node:path';
import type { Finding } from '../judge/finding.ts';
import type { Column, Moment, Table } from '../schema/catalog.ts';
import { declarationOf } from './definition.ts';
import type { Folders } from './diagnostics.ts';
import { lockLines } from './lock-lines.ts';
import { meaningsOf, nameAt, type Meaning } from './meaning.ts';
import { formatType, quoteIdentifier, quoteName, redact, rules } from './parts.ts';
import { locationOf, uriOf } from './places.ts';
import type { Buffer, Root } from './root.ts';
import { atStatement, type Met } from './statement-at.ts';

/** How many of a table's columns are shown. */
const shownColumns = 30;

/** What is to be said at an offset, as Markdown; empty where there is nothing. */
export function hoverAt(root: Root, buffer: Buffer, offset: number, findings: readonly Finding[], packageRoot: string): string {
  const own = findings.filter(({ place: { span } }) => span.start <= offset && offset <= span.end);
  const said = own.map((finding) => aboutFinding(finding, { folder: root.folder, packageRoot }));
  const schema = atStatement(root, buffer, offset, (met) => aboutStatement(met, buffer, offset, root)) ?? [];
  return [...said, ...schema].join('\n\n---\n\n');
}

function aboutFinding({ rule: id, message, instead, documentation }: Finding, { packageRoot }: Folders): string {
  const rule = rules.find((one) => one.id === id);
  const [why = ''] = rule?.why.trim().split(/\n\s*\n/) ?? [];
  const steps = instead.map(({ script, transaction, sql }) => {
    const where = script === 'this' ? 'Instead' : 'Then, in a migration of its own';
    return `${where}${transaction ? '' : ' (outside a transaction)'}:\n\n\`\`\`sql\n${redact(sql)}\n\`\`\``;
  });
  return [redact(message), why.replaceAll('\n', ' '), ...steps, `[${id}](${uriOf(join(packageRoot, documentation))})`].filter((part) => part !== '').join('\n\n');
}

function aboutStatement(met: Met, buffer: Buffer, offset: number, root: Root): readonly string[] {
  const name = nameAt(buffer.text, met.statement.span, offset);
  const meanings = name ? meaningsOf(name, met) : [];
  if (meanings.length > 0) return meanings.map((meaning) => aboutMeaning(meaning, met, root));
  const locks = lockLines(met, root.config.postgres);
  return name && locks.length > 0 ? [locks.join('\n')] : [];
}

function aboutMeaning(meaning: Meaning, { before }: Met, root: Root): string {
  const where = (moment: Moment): string => linkTo(moment, root);
  const doubt = before.holds(declarationOf(meaning)) ? [] : ['A migration that cannot be read here came after it: it may have changed since.'];
  switch (meaning.kind) {
    case 'table':
      return [...aboutTable(meaning.table, where), ...doubt].join('\n\n');
    case 'column':
      return [...aboutColumn(meaning.table, meaning.column, where), ...doubt].join('\n\n');
    case 'view': {
      const { view } = meaning;
      const columns = view.output.map(({ name, type }) => `  ${quoteIdentifier(name)}${type ? ` ${formatType(type)}` : ''}`);
      return [sql([`${view.materialized ? 'materialized view' : 'view'} ${quoteName(view.name)}`, ...columns]), `declared in ${where(view.declared)}`, ...doubt].join('\n\n');
    }
    case 'index': {
      const { index, table } = meaning;
      const kind = `${index.unique ? 'unique ' : ''}index ${quoteIdentifier(index.name)} on ${quoteName(table)} using ${index.method}`;
      const state = index.valid ? [] : ['It is invalid: no query uses it, and its rows are maintained all the same.'];
      return [sql([kind]), `declared in ${where(index.declared)}`, ...state, ...doubt].join('\n\n');
    }
    case 'type': {
      const { type } = meaning;
      const inside = type.kind === 'enum' ? type.values.map((value) => `  '${value}'`) : type.kind === 'domain' ? [`  ${formatType(type.base)}${type.notNull ? ' not null' : ''}`] : [];
      return [sql([`${type.kind === 'other' ? 'type' : type.kind} ${quoteName(type.name)}`, ...inside]), `declared in ${where(type.declared)}`, ...doubt].join('\n\n');
    }
    case 'sequence':
    case 'schema':
      return [sql([`${meaning.kind} ${quoteIdentifier(meaning.name)}`]), `declared in ${where(meaning.declared)}`].join('\n\n');
  }
}

function aboutTable({ name, columns, partial, declared }: Table, where: (moment: Moment) => string): readonly string[] {
  const all = [...columns.values()];
  const lines = all.slice(0, shownColumns).map((column) => `  ${written(column)}`);
  const more = all.length > shownColumns ? [`  … ${all.length - shownColumns} more`] : [];
  const origin = partial ? 'The history does not show where it was created: this is what it does show.' : `created in ${where(declared)}`;
  return [sql([`table ${quoteName(name)}`, ...lines, ...more]), origin];
}

function aboutColumn({ name }: Table, column: Column, where: (moment: Moment) => string): readonly string[] {
  const { declared, typed, notNullSince } = column;
  const lines = [`declared in ${where(declared)}`];
  if (!isSamePlace(typed, declared)) lines.push(`its type was set in ${where(typed)}`);
  if (notNullSince && !isSamePlace(notNullSince, declared)) lines.push(`not null since ${where(notNullSince)}`);
  return [sql([`${quoteName(name)}.${written(column)}`]), lines.map((line) => `- ${line}`).join('\n')];
}

function written({ name, type, notNull, written: value, identity, generated }: Column): string {
  const parts = [quoteIdentifier(name), type && type.name !== '' ? formatType(type) : 'of a type that the history does not tell'];
  if (notNull) parts.push('not null');
  if (identity) parts.push(`generated ${identity} as identity`);
  else if (generated) parts.push(`generated (${generated})`);
  else if (value) parts.push(`default ${value.text}`);
  return parts.join(' ');
}

function isSamePlace(a: Moment, b: Moment): boolean {
  return a.script === b.script && a.place.file.path === b.place.file.path && a.place.file.position(a.place.span.start).line === b.place.file.position(b.place.span.start).line;
}

function linkTo({ place }: Moment, root: Root): string {
  const { uri, range } = locationOf(place, root.folder);
  const line = range.start.line + 1;
  return `[${place.file.path.split('/').at(-1) ?? ''}:${line}](${uri}#L${line})`;
}

function sql(lines: readonly string[]): string {
  return `\`\`\`sql\n${lines.join('\n')}\n\`\`\``;
}
