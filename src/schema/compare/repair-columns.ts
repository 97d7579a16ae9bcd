import { fillValue } from '../../postgres/fill-values.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from '../../postgres/identifiers.ts';
import { misfits } from '../../postgres/misfits.ts';
import { shapeOf, type ResolvedType } from '../../postgres/type-shapes.ts';
import { formatType } from '../../postgres/types.ts';
import { key, type Column, type Type } from '../catalog.ts';
import type { Difference } from './difference.ts';
import { cannot, run, settledName, type Staged, type Surroundings } from './repair.ts';
import { defaultOf, restoredColumn, sequenceOf, serialType } from './restore-table.ts';
import { restoredType } from './restore-text.ts';

type Of<K extends Difference['kind']> = Extract<Difference, { readonly kind: K }>;

export function columnRepairs(difference: Of<'column'>, catalogs: Surroundings): readonly Staged[] {
  const { before, after } = difference;
  const on = settledName(difference.on, catalogs);
  if (before && !after) return addedAgain(before, on, catalogs);
  if (after && !before) return [run(isInTheWay(after, difference.on, catalogs) ? 'drop what has the name' : 'drop columns', `ALTER TABLE ${quoteName(isInTheWay(after, difference.on, catalogs) ? difference.on : on)} DROP COLUMN IF EXISTS ${quoteIdentifier(after.name)};`)];
  return before && after ? alteredBack({ ...difference, on }, before, after, catalogs) : [];
}

/** Whether another column is to have its name. */
function isInTheWay({ name }: Column, on: Of<'column'>['on'], { differences }: Surroundings): boolean {
  return differences.some((each) => each.kind === 'column' && key(each.on) === key(on) && each.aspects.includes('name') && each.before?.name === name);
}

/** The values are gone; a NOT NULL needs some. */
function addedAgain(column: Column, on: Of<'column'>['on'], { wanted }: Surroundings): readonly Staged[] {
  const [t, c] = [quoteName(on), quoteIdentifier(column.name)];
  const definition = restoredColumn(column, on);
  if (definition === undefined) return [cannot('make columns', `the history does not tell the type of ${t}.${c}`)];
  const add = (text: string): string => `ALTER TABLE ${t} ADD COLUMN IF NOT EXISTS ${text};`;
  if (column.generated || column.identity) return [run('make columns', add(definition))];
  const lost = cannot('make columns', `the values of ${t}.${c} are gone`);
  if (!column.notNull || defaultOf(column) !== undefined || !column.type) return [lost, run('make columns', add(definition))];
  const value = fillValue(wanted.resolve(column.type));
  if (value === 'DEFAULT') return [lost, run('make columns', add(definition))];
  return [
    cannot('make columns', `the values of ${t}.${c} are gone: every row gets ${value}`),
    run('make columns', `${add(`${definition} DEFAULT ${value}`)}\nALTER TABLE ${t} ALTER COLUMN ${c} DROP DEFAULT;`),
  ];
}

function alteredBack({ on, aspects }: Of<'column'>, before: Column, after: Column, catalogs: Surroundings): readonly Staged[] {
  const t = quoteName(on);
  const c = quoteIdentifier(before.name);
  const alter = (action: string, rank: number): Staged => run('alter columns', `ALTER TABLE ${t} ALTER COLUMN ${c} ${action};`, rank);
  const value = defaultOf(before);
  const repairs: Staged[] = [];
  const has = new Set(aspects);
  if (has.has('name')) repairs.push(run('rename', `ALTER TABLE ${t} RENAME COLUMN ${quoteIdentifier(after.name)} TO ${c};`, 2));
  if (has.has('identity') && after.identity) repairs.push(alter('DROP IDENTITY IF EXISTS', 0));
  const stays = isUncastable(before, after, catalogs);
  if (stays) for (const each of ['default', 'generated'] as const) has.delete(each);
  if (has.has('type') || has.has('collation')) {
    if (!stays && (after.written || before.written)) {
      if (after.written) repairs.push(alter('DROP DEFAULT', 1));
      if (value !== undefined) has.add('default');
    }
    repairs.push(...typeBack(on, before, after, catalogs));
  }
  if (has.has('generated')) repairs.push(cannot('alter columns', `${t}.${c} is computed by another expression than before`));
  if (value !== undefined && serialType(before, on, value) !== undefined && !catalogs.found.sequences.has(key(sequenceOf(before.name, on)))) {
    const as = before.type ? ` AS ${formatType(before.type)}` : '';
    repairs.push(run('alter columns', `CREATE SEQUENCE IF NOT EXISTS ${quoteName(sequenceOf(before.name, on))}${as} OWNED BY ${t}.${c};`, 3));
  }
  if (has.has('default')) repairs.push(alter(value === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${value}`, 4));
  if (has.has('not null') && !before.identity) repairs.push(before.notNull ? run('alter columns', `${lookFirst(t, `${c} IS NULL`, `${t}.${c} holds nulls`)}\nALTER TABLE ${t} ALTER COLUMN ${c} SET NOT NULL;`, 5) : alter('DROP NOT NULL', 0));
  if (has.has('identity') && before.identity) repairs.push(alter(after.identity ? `SET GENERATED ${before.identity.toUpperCase()}` : `ADD GENERATED ${before.identity.toUpperCase()} AS IDENTITY`, 6));
  return repairs;
}

/** The old type again, behind a look at the values that it cannot hold. */
function typeBack(on: Of<'column'>['on'], before: Column, after: Column, { wanted, found }: Surroundings): readonly Staged[] {
  const [t, c] = [quoteName(on), quoteIdentifier(before.name)];
  if (!before.type) return [cannot('alter columns', `the history does not tell what type ${t}.${c} had`, 2)];
  const written = formatType(before.type);
  const using = after.type ? castTo(written, found.resolve(after.type), wanted.resolve(before.type)) : `::${written}`;
  if (after.type && using === undefined) return [cannot('alter columns', `no cast turns ${formatType(after.type)} into ${written}: ${t}.${c} needs a USING of its own`, 2)];
  const condition = after.type ? misfits(found.resolve(after.type), wanted.resolve(before.type), written, c) : undefined;
  const collation = before.collation === undefined ? '' : ` COLLATE ${before.collation.split('.').map(quoteIdentifier).join('.')}`;
  const change = `ALTER TABLE ${t} ALTER COLUMN ${c} TYPE ${written}${collation} USING ${c}${using ?? ''};`;
  if (condition === undefined) return [run('alter columns', change, 2)];
  return [run('alter columns', `${lookFirst(t, condition, `${t}.${c} holds values that do not fit ${written}`)}\n${change}`, 2)];
}

/** Stops the down with a sentence of its own where rows stand in its way. */
function lookFirst(table: string, condition: string, sentence: string): string {
  return `DO $$\nBEGIN\n  IF EXISTS (SELECT 1 FROM ${table} WHERE ${condition}) THEN\n    RAISE EXCEPTION '${sentence.replaceAll("'", "''").replaceAll('%', '%%')}';\n  END IF;\nEND\n$$;`;
}

/** How a value is cast: what an enum's values mean in a type other than a text or an enum, nobody knows. */
function castTo(written: string, from: ResolvedType, to: ResolvedType): string | undefined {
  if (from.base.dimensions > 0 !== to.base.dimensions > 0) return undefined;
  if (shapeOf(from).family !== 'enum') return `::${written}`;
  const { family } = shapeOf(to);
  if (family === 'enum') return `::text::${written}`;
  return family === 'text' ? `::${written}` : undefined;
}

/** Nothing turns the type that the column has into the one that it had: it stays as it is. */
function isUncastable(before: Column, after: Column, { wanted, found }: Surroundings): boolean {
  return before.type !== undefined && after.type !== undefined && before.typed !== after.typed && castTo('', found.resolve(after.type), wanted.resolve(before.type)) === undefined;
}

/** The column that keeps a type, because nothing turns its values back. */
function keeper({ name }: Type, surroundings: Surroundings): string | undefined {
  for (const each of surroundings.differences) {
    if (each.kind !== 'column' || !each.before || !each.after || each.after.type?.name !== name.name || each.after.type.schema !== name.schema) continue;
    if (isUncastable(each.before, each.after, surroundings)) return `${quoteName(settledName(each.on, surroundings))}.${quoteIdentifier(each.before.name)}`;
  }
  return undefined;
}

export function typeRepairs({ before, after }: Of<'type'>, surroundings: Surroundings): readonly Staged[] {
  const word = (type: Type): string => (type.kind === 'domain' ? 'DOMAIN' : 'TYPE');
  if (before && before.declared === after?.declared && key(before.name) !== key(after.name)) {
    return [run('rename', `ALTER ${word(after)} ${quoteName(after.name)} RENAME TO ${quoteIdentifier(before.name.name)};`)];
  }
  const keptBy = before || !after ? undefined : keeper(after, surroundings);
  if (after && keptBy !== undefined) return [cannot('drop types', `type ${quoteName(after.name)} stays, for ${keptBy} has it`)];
  if (!before && after) return [run('drop types', `DROP ${word(after)} IF EXISTS ${quoteName(after.name)};`)];
  if (before && !after) {
    const sql = restoredType(before);
    return [sql === undefined ? cannot('make types', `what type ${quoteName(before.name)} was stands in no statement of its own`) : run('make types', sql)];
  }
  if (before?.kind === 'enum' && after?.kind === 'enum' && before.values.length === after.values.length) {
    return before.values.flatMap((value, index) => {
      const now = after.values[index];
      return now === undefined || now === value ? [] : [run('rename', `ALTER TYPE ${quoteName(before.name)} RENAME VALUE ${quoteLiteral(now)} TO ${quoteLiteral(value)};`)];
    });
  }
  return before ? [cannot('make types', `type ${quoteName(before.name)} is other than it was: make a new type and move the columns to it`)] : [];
}
