/**
 * pgmiglint as a library: find the migration sets of a folder tree, and judge them.
 *
 * @packageDocumentation
 */
export { lint, type LintOptions } from './lint.ts';
export { discover } from './project/discover.ts';
/** What an operation locks, rewrites and reads, worked out from the schema before it. */
export { effectsOf, type Duration, type Effects, type IndexBuild, type Lock, type LockRole, type Scan, type Session } from './effects/effects.ts';
/** What a lock mode keeps waiting. */
export { blockedBy, blockedWords, isConflict, lockModes, type LockMode } from './postgres/lock-modes.ts';
/** The same for the statements of whole files, as `pgmiglint locks` prints it. */
export { findLocks, type LocksFound, type StatementEffects } from './judge/locks.ts';
export { rules } from './rules/registry.ts';
export { defineRule } from './judge/rule.ts';
/** The second reader's typed tree of a statement: await `loadAstReader()` once, then ask `astOf(context.statement)`. */
export { astOf, loadAstReader, type AstStatement } from './parser/ast-reader.ts';
export type { Rule, Context, MigrationContext, SetContext, Report, Settings, Step, Severity } from './judge/rule.ts';
export type { Finding } from './judge/finding.ts';
export type { Result } from './judge/result.ts';
export type { Project } from './project/project.ts';
export type { Migration, MigrationSet, Script, Execution } from './project/migration.ts';
export type { Operation } from './operations/operation.ts';
export type { Config } from './config/config.ts';
