import type { Rule } from '../judge/rule.ts';
import concurrentlyInTransaction from './concurrently-in-transaction.ts';
import editedAppliedMigration from './edited-applied-migration.ts';
import missingDown from './missing-down.ts';
import missingUp from './missing-up.ts';
import narrowingTypeChange from './narrowing-type-change.ts';
import nonIdempotentAlter from './non-idempotent-alter.ts';
import nonIdempotentCreate from './non-idempotent-create.ts';
import nonIdempotentDrop from './non-idempotent-drop.ts';
import nonIdempotentInsert from './non-idempotent-insert.ts';
import notAllowedInTransaction from './not-allowed-in-transaction.ts';
import notNullWithoutBackfill from './not-null-without-backfill.ts';
import suppressionWithoutReason from './suppression-without-reason.ts';
import syntaxError from './syntax-error.ts';
import uncheckedDropColumn from './unchecked-drop-column.ts';
import unknownSuppression from './unknown-suppression.ts';
import unusedSuppression from './unused-suppression.ts';

/** Every rule, in the order of its id. */
export const rules: readonly Rule[] = [
  concurrentlyInTransaction,
  editedAppliedMigration,
  missingDown,
  missingUp,
  narrowingTypeChange,
  nonIdempotentAlter,
  nonIdempotentCreate,
  nonIdempotentDrop,
  nonIdempotentInsert,
  notAllowedInTransaction,
  notNullWithoutBackfill,
  suppressionWithoutReason,
  syntaxError,
  uncheckedDropColumn,
  unknownSuppression,
  unusedSuppression,
];
