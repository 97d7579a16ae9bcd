import type { QualifiedName } from '../../operations/operation.ts';
import { formatType } from '../../postgres/types.ts';
import { withIfNotExists } from '../../postgres/repeatable-sql.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from '../../postgres/identifiers.ts';
import type { Moment, Trigger, Type, View } from '../catalog.ts';

/** The statement that made something, as its history has it; undefined where it was made by other means. */
export function statementOf({ place: { file, span } }: Moment): string | undefined {
  const text = file.text.slice(span.start, span.end);
  return /^create\b/i.test(text) ? text.replace(/\r\n?/g, '\n') : undefined;
}

/** Whether a text names the object by the name that it has now. */
function names(text: string, name: string): boolean {
  return text.includes(name) || text.toLowerCase().includes(name);
}

export function restoredView({ name, declared, materialized }: View): string | undefined {
  const text = statementOf(declared);
  if (text === undefined || !names(text.slice(0, 300), name.name)) return undefined;
  return materialized ? ifNotExists(text, 'materialized view') : `${text.replace(/^create\s+(?:or\s+replace\s+)?/i, 'CREATE OR REPLACE ')};`;
}

function ifNotExists(text: string, object: string): string {
  return /^create\s[^(]*?\bif\s+not\s+exists\b/i.test(text) ? `${text};` : (withIfNotExists(text, object) ?? `${text};`);
}

export function restoredRoutine(declared: Moment, name: QualifiedName): string | undefined {
  const text = statementOf(declared);
  if (text === undefined || !names(text.slice(0, 300), name.name)) return undefined;
  return `${text.replace(/^create\s+(?:or\s+replace\s+)?(?=function|procedure|aggregate)/i, 'CREATE OR REPLACE ')};`;
}

/** One whose body PostgreSQL checks when it is made: what it reads has to be there. */
export function routineIsSql(declared: Moment): boolean {
  return /\blanguage\s+'?sql\b|\bbegin\s+atomic\b/i.test(statementOf(declared) ?? '');
}

/** Dropped first, for neither triggers nor policies know IF NOT EXISTS. */
export function restoredTrigger(kind: 'trigger' | 'policy', { name, declared }: Trigger, on: QualifiedName): string | undefined {
  const text = statementOf(declared);
  if (text === undefined || !names(text.slice(0, 300), name) || !names(text, on.name)) return undefined;
  return `DROP ${kind.toUpperCase()} IF EXISTS ${quoteIdentifier(name)} ON ${quoteName(on)};\n${text.replace(/^create\s+or\s+replace\s+/i, 'CREATE ')};`;
}

/** Enums and composite types as they were last, others as they were made. */
export function restoredType(type: Type): string | undefined {
  const name = quoteName(type.name);
  if (type.kind === 'enum') return `CREATE TYPE ${name} AS ENUM (${type.values.map(quoteLiteral).join(', ')});`;
  if (type.kind === 'composite') return `CREATE TYPE ${name} AS (${type.attributes.map((each) => `${quoteIdentifier(each.name)} ${formatType(each.type)}`).join(', ')});`;
  const text = statementOf(type.declared);
  return text !== undefined && /^create\s+(?:domain|type)\b/i.test(text) && names(text, type.name.name) ? `${text};` : undefined;
}

/** Anything else by the statement that made it. */
export function restoredObject(object: string, declared: Moment): string | undefined {
  const text = statementOf(declared);
  return !text?.toLowerCase().includes(object.split(' ')[0] ?? '') ? undefined : ifNotExists(text, object);
}
