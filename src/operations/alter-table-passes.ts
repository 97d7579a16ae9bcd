import type { AlterTableCmd, AlterTableType } from '../parser/nodes.ts';

/**
 * The passes in which PostgreSQL works off the commands of one ALTER TABLE, by ATPrepCmd and ATParseTransformCmd in
 * src/backend/commands/tablecmds.c (AT_PASS_…): 0 drops, 1 new types, 2 new columns, 3 new expressions, 4 NOT NULL,
 * 5 indexes that become constraints, 6 constraints with an index, 7 other constraints and defaults, 8 the rest.
 */
const passes: Partial<Readonly<Record<AlterTableType, number>>> = {
  AT_DropColumn: 0,
  AT_DropConstraint: 0,
  AT_DropNotNull: 0,
  AT_DropExpression: 0,
  AT_DropIdentity: 0,
  AT_DropOids: 0,
  AT_AlterColumnType: 1,
  AT_AddColumn: 2,
  AT_SetExpression: 3,
  AT_SetNotNull: 4,
  AT_AddIdentity: 7,
};

const rest = 8;

/** The pass of a command; commands of one pass are worked off in the order in which they are written. */
export function passOf({ subtype = 'AT_AddColumn', def }: AlterTableCmd): number {
  if (subtype === 'AT_ColumnDefault') return def ? 7 : 0;
  if (subtype !== 'AT_AddConstraint') return passes[subtype] ?? rest;
  const constraint = def && 'Constraint' in def ? def.Constraint : undefined;
  switch (constraint?.contype) {
    case 'CONSTR_NOTNULL':
      return 4;
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
    case 'CONSTR_EXCLUSION':
      return constraint.indexname === undefined ? 6 : 5;
    default:
      return 7;
  }
}
