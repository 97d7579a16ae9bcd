import type { Rule } from '../judge/rule.ts';
import addedColumnRewritesTable from './added-column-rewrites-table.ts';
import alreadyExists from './already-exists.ts';
import analyzeAfterBulkChange from './analyze-after-bulk-change.ts';
import blockingIndexBuild from './blocking-index-build.ts';
import blockingIndexDrop from './blocking-index-drop.ts';
import blockingReindex from './blocking-reindex.ts';
import brokenForeignKey from './broken-foreign-key.ts';
import caseCollision from './case-collision.ts';
import concurrentIndexLeftInvalid from './concurrent-index-left-invalid.ts';
import concurrentlyImpossible from './concurrently-impossible.ts';
import concurrentlyInTransaction from './concurrently-in-transaction.ts';
import concurrentlyWithoutIfExistsOnDrop from './concurrently-without-if-exists-on-drop.ts';
import constraintNeverValidated from './constraint-never-validated.ts';
import constraintValidatedUnderLock from './constraint-validated-under-lock.ts';
import dataCheckMissing from './data-check-missing.ts';
import deleteWithoutWhere from './delete-without-where.ts';
import disabledTriggers from './disabled-triggers.ts';
import domainConstraintScansTables from './domain-constraint-scans-tables.ts';
import downDoesNotUndo from './down-does-not-undo.ts';
import downLosesData from './down-loses-data.ts';
import downOutOfOrder from './down-out-of-order.ts';
import dropWithDependents from './drop-with-dependents.ts';
import droppedByCascade from './dropped-by-cascade.ts';
import droppedDefault from './dropped-default.ts';
import droppedFunction from './dropped-function.ts';
import droppedNotNull from './dropped-not-null.ts';
import droppedTable from './dropped-table.ts';
import droppedView from './dropped-view.ts';
import duplicateVersion from './duplicate-version.ts';
import editedAppliedMigration from './edited-applied-migration.ts';
import enumValueUsedInSameTransaction from './enum-value-used-in-same-transaction.ts';
import explicitTableLock from './explicit-table-lock.ts';
import foreignKeyLocksReferencedTable from './foreign-key-locks-referenced-table.ts';
import foreignKeyWithoutIndex from './foreign-key-without-index.ts';
import foreignKeyWithoutOnDelete from './foreign-key-without-on-delete.ts';
import grantAll from './grant-all.ts';
import grantToPublic from './grant-to-public.ts';
import hiddenDifference from './hidden-difference.ts';
import ignoredMigrationFile from './ignored-migration-file.ts';
import indexBuildHangs from './index-build-hangs.ts';
import indexNotImmutable from './index-not-immutable.ts';
import insertWithoutColumns from './insert-without-columns.ts';
import irreversibleUp from './irreversible-up.ts';
import jsonColumn from './json-column.ts';
import keyWithoutPartitionColumn from './key-without-partition-column.ts';
import lengthLimitedText from './length-limited-text.ts';
import lockTimeoutDisabled from './lock-timeout-disabled.ts';
import lostRowIdentity from './lost-row-identity.ts';
import manyTablesLocked from './many-tables-locked.ts';
import migrationName from './migration-name.ts';
import migrationNotInTransaction from './migration-not-in-transaction.ts';
import misplacedDirective from './misplaced-directive.ts';
import missingComment from './missing-comment.ts';
import missingDown from './missing-down.ts';
import missingHeader from './missing-header.ts';
import missingLockTimeout from './missing-lock-timeout.ts';
import missingPrimaryKey from './missing-primary-key.ts';
import missingUp from './missing-up.ts';
import mixedNaming from './mixed-naming.ts';
import moneyColumn from './money-column.ts';
import nameNeedsQuotes from './name-needs-quotes.ts';
import narrowingTypeChange from './narrowing-type-change.ts';
import newerSyntax from './newer-syntax.ts';
import nonIdempotentAlter from './non-idempotent-alter.ts';
import nonIdempotentCreate from './non-idempotent-create.ts';
import nonIdempotentDrop from './non-idempotent-drop.ts';
import nonIdempotentInsert from './non-idempotent-insert.ts';
import notAllowedInTransaction from './not-allowed-in-transaction.ts';
import notNullRequired from './not-null-required.ts';
import notNullWithoutBackfill from './not-null-without-backfill.ts';
import onDeleteSetNullOnNotNull from './on-delete-set-null-on-not-null.ts';
import outOfOrderVersion from './out-of-order-version.ts';
import paddedText from './padded-text.ts';
import partitionLocksParent from './partition-locks-parent.ts';
import pendingTriggerEvents from './pending-trigger-events.ts';
import psqlWithoutOnErrorStop from './psql-without-on-error-stop.ts';
import publicationOfAllTables from './publication-of-all-tables.ts';
import redundantIndex from './redundant-index.ts';
import refreshBlocksReads from './refresh-blocks-reads.ts';
import renameBreaksFunctionBody from './rename-breaks-function-body.ts';
import renamedColumn from './renamed-column.ts';
import renamedEnumValue from './renamed-enum-value.ts';
import renamedSchema from './renamed-schema.ts';
import renamedTable from './renamed-table.ts';
import replacedSignature from './replaced-signature.ts';
import rowLevelSecurityDisabled from './row-level-security-disabled.ts';
import rowLevelSecurityWithoutPolicy from './row-level-security-without-policy.ts';
import runnerSplitsStatement from './runner-splits-statement.ts';
import schemaAndDataInOneMigration from './schema-and-data-in-one-migration.ts';
import schemaFileOutdated from './schema-file-outdated.ts';
import searchPathCleared from './search-path-cleared.ts';
import secretInMigration from './secret-in-migration.ts';
import securityDefinerWithoutSearchPath from './security-definer-without-search-path.ts';
import sensitiveData from './sensitive-data.ts';
import sequenceStaysInteger from './sequence-stays-integer.ts';
import serialColumn from './serial-column.ts';
import setLocalOutsideTransaction from './set-local-outside-transaction.ts';
import setNotNullScansTable from './set-not-null-scans-table.ts';
import settingOutlivesScript from './setting-outlives-script.ts';
import severalChangesInOneMigration from './several-changes-in-one-migration.ts';
import shortIntegerKey from './short-integer-key.ts';
import starInView from './star-in-view.ts';
import subqueryNotAllowed from './subquery-not-allowed.ts';
import superuserCommand from './superuser-command.ts';
import suppressionWithoutReason from './suppression-without-reason.ts';
import syntaxError from './syntax-error.ts';
import tableRewrite from './table-rewrite.ts';
import timeoutBeforeConcurrentIndex from './timeout-before-concurrent-index.ts';
import timestampInTheFuture from './timestamp-in-the-future.ts';
import timestampWithoutTimeZone from './timestamp-without-time-zone.ts';
import transactionControlInWrappedScript from './transaction-control-in-wrapped-script.ts';
import truncateReferencedTable from './truncate-referenced-table.ts';
import truncatedTable from './truncated-table.ts';
import twinSetLacksVersion from './twin-set-lacks-version.ts';
import typeChangeBlocked from './type-change-blocked.ts';
import typeChangeRewritesTable from './type-change-rewrites-table.ts';
import unbatchedBackfill from './unbatched-backfill.ts';
import uncheckedDropColumn from './unchecked-drop-column.ts';
import unclosedTransaction from './unclosed-transaction.ts';
import uniqueConstraintBuildsIndex from './unique-constraint-builds-index.ts';
import unknownColumn from './unknown-column.ts';
import unknownEnumValue from './unknown-enum-value.ts';
import unknownObject from './unknown-object.ts';
import unknownSuppression from './unknown-suppression.ts';
import unknownTable from './unknown-table.ts';
import unnamedConstraint from './unnamed-constraint.ts';
import unusedSuppression from './unused-suppression.ts';
import updateWithoutWhere from './update-without-where.ts';
import validatedInSameTransaction from './validated-in-same-transaction.ts';
import versionGap from './version-gap.ts';
import versionOverflow from './version-overflow.ts';
import violatedCheck from './violated-check.ts';
import workUnderHeldLock from './work-under-held-lock.ts';

/** Every rule, in the order of its id. */
export const rules: readonly Rule[] = [
  addedColumnRewritesTable,
  alreadyExists,
  analyzeAfterBulkChange,
  blockingIndexBuild,
  blockingIndexDrop,
  blockingReindex,
  brokenForeignKey,
  caseCollision,
  concurrentIndexLeftInvalid,
  concurrentlyImpossible,
  concurrentlyInTransaction,
  concurrentlyWithoutIfExistsOnDrop,
  constraintNeverValidated,
  constraintValidatedUnderLock,
  dataCheckMissing,
  deleteWithoutWhere,
  disabledTriggers,
  domainConstraintScansTables,
  downDoesNotUndo,
  downLosesData,
  downOutOfOrder,
  dropWithDependents,
  droppedByCascade,
  droppedDefault,
  droppedFunction,
  droppedNotNull,
  droppedTable,
  droppedView,
  duplicateVersion,
  editedAppliedMigration,
  enumValueUsedInSameTransaction,
  explicitTableLock,
  foreignKeyLocksReferencedTable,
  foreignKeyWithoutIndex,
  foreignKeyWithoutOnDelete,
  grantAll,
  grantToPublic,
  hiddenDifference,
  ignoredMigrationFile,
  indexBuildHangs,
  indexNotImmutable,
  insertWithoutColumns,
  irreversibleUp,
  jsonColumn,
  keyWithoutPartitionColumn,
  lengthLimitedText,
  lockTimeoutDisabled,
  lostRowIdentity,
  manyTablesLocked,
  migrationName,
  migrationNotInTransaction,
  misplacedDirective,
  missingComment,
  missingDown,
  missingHeader,
  missingLockTimeout,
  missingPrimaryKey,
  missingUp,
  mixedNaming,
  moneyColumn,
  nameNeedsQuotes,
  narrowingTypeChange,
  newerSyntax,
  nonIdempotentAlter,
  nonIdempotentCreate,
  nonIdempotentDrop,
  nonIdempotentInsert,
  notAllowedInTransaction,
  notNullRequired,
  notNullWithoutBackfill,
  onDeleteSetNullOnNotNull,
  outOfOrderVersion,
  paddedText,
  partitionLocksParent,
  pendingTriggerEvents,
  psqlWithoutOnErrorStop,
  publicationOfAllTables,
  redundantIndex,
  refreshBlocksReads,
  renameBreaksFunctionBody,
  renamedColumn,
  renamedEnumValue,
  renamedSchema,
  renamedTable,
  replacedSignature,
  rowLevelSecurityDisabled,
  rowLevelSecurityWithoutPolicy,
  runnerSplitsStatement,
  schemaAndDataInOneMigration,
  schemaFileOutdated,
  searchPathCleared,
  secretInMigration,
  securityDefinerWithoutSearchPath,
  sensitiveData,
  sequenceStaysInteger,
  serialColumn,
  setLocalOutsideTransaction,
  setNotNullScansTable,
  settingOutlivesScript,
  severalChangesInOneMigration,
  shortIntegerKey,
  starInView,
  subqueryNotAllowed,
  superuserCommand,
  suppressionWithoutReason,
  syntaxError,
  tableRewrite,
  timeoutBeforeConcurrentIndex,
  timestampInTheFuture,
  timestampWithoutTimeZone,
  transactionControlInWrappedScript,
  truncateReferencedTable,
  truncatedTable,
  twinSetLacksVersion,
  typeChangeBlocked,
  typeChangeRewritesTable,
  unbatchedBackfill,
  uncheckedDropColumn,
  unclosedTransaction,
  uniqueConstraintBuildsIndex,
  unknownColumn,
  unknownEnumValue,
  unknownObject,
  unknownSuppression,
  unknownTable,
  unnamedConstraint,
  unusedSuppression,
  updateWithoutWhere,
  validatedInSameTransaction,
  versionGap,
  versionOverflow,
  violatedCheck,
  workUnderHeldLock,
];
