import { definitionsOf } from '../evidence/foreign-keys.ts';
import { defineRule, type Context, type Expression, type Operation, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { features, newFunctions, type Feature } from '../postgres/majors.ts';

export default defineRule({
  id: 'newer-syntax',
  severity: 'error',
  needsVersion: true,
  downs: true,
  summary: 'The oldest PostgreSQL that the migrations are judged for does not know it.',
  why: `The configuration says \`"postgres": 14\`, and the statement uses what a later major brought: the older server answers \`42601\` (syntax error) or \`42883\` (no such function).
Nothing is said where the configuration names no version. pgmiglint itself reads the grammar of the newest major.`,
  references: ['https://www.postgresql.org/docs/release/', 'https://www.postgresql.org/support/versioning/'],
  statement(context) {
    return tooNew(features.merge, context) && /^merge\b/i.test(context.sql) ? told(features.merge, context, undefined) : undefined;
  },
  on: {
    'create-table': (operation, context) => first([...operation.columns.map(ofColumn), ...definitionsOf(operation).map((each) => ofConstraint(each, operation, context))], operation, context) ?? ofFunctions(operation.columns.flatMap(inColumn), operation, context),
    'add-column': (operation, context) => first([ofColumn(operation.column), ...definitionsOf(operation).map((each) => ofConstraint(each, operation, context))], operation, context) ?? ofFunctions(inColumn(operation.column), operation, context),
    'add-constraint': (operation, context) => first([ofConstraint(operation.constraint, operation, context)], operation, context),
    'create-index': (operation, context) => (operation.nullsNotDistinct ? first([features.nullsNotDistinct], operation, context) : undefined),
    'detach-partition': (operation, context) => (operation.concurrently || operation.finalize ? first([features.detachConcurrently], operation, context) : undefined),
    'set-expression': (operation, context) => first([features.setExpression], operation, context),
    'drop-expression': (operation, context) => first([features.dropExpression], operation, context),
    'create-object': (operation, context) => (operation.object === 'trigger' && operation.orReplace ? first([features.replaceTrigger], operation, context) : undefined),
    'set-default': (operation, context) => ofFunctions(operation.default.functions, operation, context),
    update: (operation, context) => ofFunctions(operation.set.flatMap(({ value }) => value.functions), operation, context),
    select: (operation, context) => ofFunctions(operation.functions, operation, context),
    other: (operation, context) => (operation.command === 'reindex' && operation.options.includes('concurrently') ? first([features.reindexConcurrently], operation, context) : undefined),
  },
});

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;
type Column = OperationOf<'add-column'>['column'];

function tooNew({ since }: Pick<Feature, 'since'>, { settings: { postgres } }: Context): boolean {
  return postgres !== undefined && postgres < since;
}

function told({ what, since, state }: Feature, { settings: { postgres = 0 } }: Context, at: Report['at']): Report {
  return { message: `${what} is there since PostgreSQL ${since}; PostgreSQL ${postgres}, which the configuration names, answers ${state}.`.replace(/^a /, 'A '), ...(at ? { at } : {}) };
}

function first(used: readonly (Feature | undefined)[], operation: Operation, context: Context): Report | undefined {
  const found = used.find((feature) => feature !== undefined && tooNew(feature, context));
  return found && told(found, context, operation.mark);
}

function ofColumn({ generated }: Column): Feature | undefined {
  if (!generated) return undefined;
  return generated.stored ? features.stored : features.virtual;
}

function ofConstraint(definition: OperationOf<'add-constraint'>['constraint'], operation: Maker, { before }: Context): Feature | undefined {
  if (definition.type === 'not null') return features.notNullConstraint;
  if ('enforced' in definition && !definition.enforced) return features.notEnforced;
  if ('nullsNotDistinct' in definition && definition.nullsNotDistinct) return features.nullsNotDistinct;
  if (definition.type !== 'foreign key' || !definition.notValid || operation.kind !== 'add-constraint') return undefined;
  return before.table(operation.table)?.partitionBy ? features.partitionedNotValid : undefined;
}

function inColumn({ default: value, generated }: Column): readonly QualifiedName[] {
  const expressions: readonly (Expression | undefined)[] = [value, generated?.expression];
  return expressions.flatMap((expression) => expression?.functions ?? []);
}

function ofFunctions(functions: readonly QualifiedName[], operation: Operation, context: Context): Report | undefined {
  for (const { schema, name } of functions) {
    const added = newFunctions[name];
    if (!added || (schema !== '' && schema !== 'pg_catalog') || !tooNew(added, context) || isOwn(name, context)) continue;
    if (added.extension !== undefined && (!context.before.isWhole || context.before.objects.has(`extension \n${added.extension}`))) continue;
    return told({ what: `${name}()`, since: added.since, state: '42883' }, context, operation.mark);
  }
  return undefined;
}

/** Many have made a function of that name for themselves until it came. */
function isOwn(name: string, { before }: Context): boolean {
  if (!before.isWhole) return true;
  for (const object of before.objects.values()) if (object.overloads && object.name.name === name) return true;
  return false;
}
