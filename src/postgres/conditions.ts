import type { ConstraintDefinition, ObjectKind, Operation } from '../operations/operation.ts';

/**
 * Conditions that migrations catch, by SQLSTATE, as PL/pgSQL calls them.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const names: Readonly<Record<string, string>> = {
  '23505': 'unique_violation',
  '42501': 'insufficient_privilege',
  '42601': 'syntax_error',
  '42701': 'duplicate_column',
  '42703': 'undefined_column',
  '42704': 'undefined_object',
  '42710': 'duplicate_object',
  '42723': 'duplicate_function',
  '42883': 'undefined_function',
  '42P01': 'undefined_table',
  '42P04': 'duplicate_database',
  '42P06': 'duplicate_schema',
  '42P07': 'duplicate_table',
  '42P16': 'invalid_table_definition',
  '42P17': 'invalid_object_definition',
  '3F000': 'invalid_schema_name',
  '55000': 'object_not_in_prerequisite_state',
};

/** Conditions of a whole class: they catch every SQLSTATE that begins so. */
const classes: Readonly<Record<string, string>> = {
  '23': 'integrity_constraint_violation',
  '42': 'syntax_error_or_access_rule_violation',
  '3F': 'invalid_schema_name',
  '55': 'object_not_in_prerequisite_state',
};

/** The condition name of a SQLSTATE; the SQLSTATE itself where this table has none. */
export function conditionName(state: string): string {
  return names[state] ?? state;
}

/**
 * Whether an EXCEPTION clause handles an error.
 *
 * @param caught - condition names, SQLSTATEs or `others`, lower case
 */
export function catches(caught: readonly string[], state: string): boolean {
  const wanted = [state.toLowerCase(), names[state], classes[state.slice(0, 2)], `${state.slice(0, 2).toLowerCase()}000`, 'others'];
  return caught.some((condition) => wanted.includes(condition));
}

const duplicateObject = '42710';
const duplicateTable = '42P07';
const duplicateFunction = '42723';

/** What CREATE of such an object answers where it exists; absent: 42710. */
const byObject: Readonly<Partial<Record<ObjectKind, string>>> = {
  aggregate: duplicateFunction,
  database: '42P04',
  'foreign table': duplicateTable,
  function: duplicateFunction,
  operator: duplicateFunction,
  procedure: duplicateFunction,
  routine: duplicateFunction,
  sequence: duplicateTable,
  'text search configuration': '23505',
  'text search dictionary': '23505',
  'text search parser': '23505',
  'text search template': '23505',
};

/** A second primary key is refused whatever its name; NOT NULL may be given twice. */
const byConstraint: Readonly<Record<ConstraintDefinition['type'], string | undefined>> = {
  'primary key': '42P16',
  unique: duplicateTable,
  exclusion: duplicateTable,
  check: duplicateObject,
  'foreign key': duplicateObject,
  'not null': undefined,
};

/**
 * The SQLSTATE that an operation answers where its object exists already; undefined where it has no object to collide
 * with. Proven by test/postgres/conditions.test.ts.
 */
export function duplicateState(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'create-table':
    case 'create-index':
    case 'create-view':
    case 'create-sequence':
      return duplicateTable;
    case 'create-enum':
    case 'create-domain':
    case 'create-composite-type':
    case 'add-enum-value':
      return duplicateObject;
    case 'create-schema':
      return '42P06';
    case 'create-object':
      return byObject[operation.object] ?? duplicateObject;
    case 'add-column':
      return '42701';
    case 'add-constraint':
      return byConstraint[operation.constraint.type];
    default:
      return undefined;
  }
}
