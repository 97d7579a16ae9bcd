import { formatType } from '../../postgres/types.ts';
import { key, type Type } from '../catalog.ts';
import type { Comparison } from './compare.ts';
import type { Change } from './difference.ts';
import { sameDefinition } from './spelling.ts';

/** Enums by their values, domains and composite types by what is known of them, others by the words that made them. */
export function compareTypes(comparison: Comparison): void {
  const { before, after } = comparison;
  for (const change of comparison.renamed(comparison.changed(before.types, after.types))) compareType(comparison, change);
}

function compareType(comparison: Comparison, change: Change<Type>): void {
  const { before, after } = change;
  if (!before || !after) {
    // The types of an extension come and go with it.
    const type = before ?? after;
    if (type && !(type.kind === 'other' && isOfExtension(type))) comparison.add({ kind: 'type', ...change });
    return;
  }
  if (key(before.name) !== key(after.name)) comparison.add({ kind: 'type', ...change });
  else if (before.kind === 'enum' && after.kind === 'enum') compareEnums(comparison, before, after);
  else if (before.kind !== after.kind) comparison.add({ kind: 'type', ...change });
  else if (before.declared === after.declared && described(before) === described(after)) return;
  else {
    const isSame = sameDefinition(before.declared, after.declared);
    if (isSame === undefined) comparison.unknown.add('whether a type is what it was');
    else if (!isSame || described(before) !== described(after)) comparison.add({ kind: 'type', ...change });
  }
}

function isOfExtension({ declared: { place: { file, span } } }: Type): boolean {
  return /^\s*create\s+extension/i.test(file.text.slice(span.start, span.end));
}

type Enum = Extract<Type, { readonly kind: 'enum' }>;

function compareEnums(comparison: Comparison, before: Enum, after: Enum): void {
  if (before.values.join('\n') === after.values.join('\n')) return;
  const added = after.values.filter((value) => !before.values.includes(value));
  const isOnlyMore = after.values.filter((value) => before.values.includes(value)).join('\n') === before.values.join('\n') && before.declared === after.declared;
  if (isOnlyMore) comparison.add({ kind: 'enum values', name: before.name, added, before, after });
  else comparison.add({ kind: 'type', before, after });
}

function described(type: Type): string {
  switch (type.kind) {
    case 'domain': return [formatType(type.base, []), type.notNull, type.constrained, type.hasDefault].join();
    case 'composite': return type.attributes.map(({ name, type: own }) => `${name} ${formatType(own, [])}`).join();
    default: return '';
  }
}
