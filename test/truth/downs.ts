import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config/config.ts';
import { differenceLine } from '../../src/evidence/difference-lines.ts';
import { Generator } from '../../src/generate/down.ts';
import { Dispatch } from '../../src/judge/dispatch.ts';
import { judgeSet } from '../../src/judge/judge-set.ts';
import { Ledger } from '../../src/judge/ledger.ts';
import { Levels } from '../../src/judge/levels.ts';
import { loadReader } from '../../src/judge/reader.ts';
import { defineRule, type DownContext } from '../../src/judge/rule.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import { discover } from '../../src/project/discover.ts';
import type { MigrationSet, Script } from '../../src/project/migration.ts';
import { preparations } from './preparations.ts';
import { rules } from '../../src/rules/registry.ts';
import type { Server } from './server.ts';

/** Real histories; not part of this repository. */
const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** Why the histories cannot be had here; false where they can. */
export const absent: string | false = existsSync(corpus) ? false : 'the corpus of real histories is not here';

const config: Config = { paths: [], ignore: [], failOn: 'error', sets: {}, rules: {}, overrides: [] };

/** A migration whose up the server took, and what became of its down. */
export interface DownOutcome {
  readonly path: string;
  /** What the server said to the down, with its SQLSTATE. */
  readonly failed?: string;
  /** What is other on the server after both. */
  readonly server: readonly string[];
  /** What we say is other. */
  readonly ours: readonly string[];
  /** Why we say nothing. */
  readonly unread?: string;
  /** The failures of which our rules warn, by SQLSTATE. */
  readonly told: readonly string[];
}

/** Calls back with each down of a set while its catalogs are at hand. */
async function probe(set: MigrationSet, see: (context: DownContext) => void): Promise<void> {
  const levels = await Levels.of(config);
  const rule = defineRule({ id: 'down-does-not-undo', severity: 'error', summary: '', why: '', references: [], down: (context) => { see(context); return undefined; } });
  judgeSet(set, new Set(), { dispatch: new Dispatch([rule], levels), ledger: new Ledger(levels), config, reader: await loadReader(config), onScript: () => undefined });
}

/** What our rules say will fail in each down of a set: the SQLSTATE and the rule. */
async function toldOf(set: MigrationSet): Promise<(down: Script) => readonly string[]> {
  const levels = await Levels.of(config);
  const ledger = new Ledger(levels);
  judgeSet(set, new Set(), { dispatch: new Dispatch(rules.filter((rule) => rule.downs), levels), ledger, config, reader: await loadReader(config), onScript: () => undefined });
  const failing = ledger.findings.flatMap(({ fails, rule, place }) => (fails === undefined ? [] : [{ said: `${fails} ${rule}`, place }]));
  return ({ file, span }) => failing.flatMap(({ said, place }) => (place.file === file && place.span.start >= span.start && place.span.end <= span.end ? [said] : []));
}

/** The sets of the corpus that have downs. */
export async function setsWithDowns(paths: readonly string[] = []): Promise<readonly MigrationSet[]> {
  await loadGrammar();
  const { sets } = await discover({ cwd: corpus, paths, config });
  return sets.filter(({ migrations }) => migrations.some(({ up, down }) => up && down));
}

/** The statements of a script that can run inside a transaction of ours. */
function statementsOf(script: Script): readonly string[] | undefined {
  const { statements, errors, standIns } = readScript(script);
  if (errors.length > 0 || standIns > 0) return undefined;
  return statements.flatMap(({ file, span, node }) => ('TransactionStmt' in node ? [] : [file.text.slice(span.start, span.end).replace(/\b(index|refresh\s+materialized\s+view)\s+concurrently\b/gi, '$1')]));
}

/** Runs every up of a set on the server, and behind each its down, which is then taken back. */
export async function downOutcomes(server: Server, set: MigrationSet): Promise<readonly DownOutcome[]> {
  const ours = new Map<Script, { readonly lines: readonly string[]; readonly unread?: string }>();
  await probe(set, (context) => {
    const lines = context.differences().list.map(differenceLine);
    const unread = context.unread ?? (lines.length === 0 ? context.differences().unknown[0] : undefined);
    ours.set(context.down, { lines, ...(unread === undefined ? {} : { unread }) });
  });
  const told = await toldOf(set);
  const results: DownOutcome[] = [];
  await server.reset();
  for (const preparation of preparations) if (set.path.startsWith(preparation.set)) await server.run(preparation.sql);
  let before: ReadonlyMap<string, string> | undefined;
  for (const { up, down, opaque } of set.migrations) {
    if (opaque !== undefined) break;
    if (!up) continue;
    const statements = statementsOf(up);
    if (!statements) break;
    const undoing = down && statementsOf(down);
    const judged = down && ours.get(down);
    if (undoing && undoing.length > 0 && judged) {
      before ??= await server.snapshot();
      await server.run('BEGIN');
      const refused = await server.firstError(statements);
      if (refused === undefined) {
        await server.error('RESET ALL');
        const failed = await server.firstError(undoing);
        await server.error('RESET search_path');
        const after = failed === undefined ? await server.snapshot() : before;
        results.push({ path: down.file.path, ...(failed === undefined ? {} : { failed }), server: differing(before, after), ours: judged.lines, told: told(down), ...(judged.unread === undefined ? {} : { unread: judged.unread }) });
      }
      await server.error('ROLLBACK');
    }
    if ((await server.firstError(['BEGIN', ...statements, 'COMMIT'])) !== undefined) {
      await server.error('ROLLBACK');
      break;
    }
    await server.error('RESET ALL');
    before = undefined;
  }
  return results;
}

/** One line for each thing that is other. */
export function differing(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name)).map((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === undefined) return `${name} is left behind`;
    return is === undefined ? `${name} is missing` : `${name}: ${was} → ${is}`;
  });
}

/** A migration for which a down was generated, and what became of it. */
export interface GeneratedOutcome {
  readonly path: string;
  readonly sql: string;
  readonly failed?: string;
  readonly server: readonly string[];
  /** It says that something cannot be undone. */
  readonly admits: boolean;
}

/** Runs every up of a set on the server, and behind each the down that is generated for it. */
export async function generatedOutcomes(server: Server, set: MigrationSet, most = Infinity): Promise<readonly GeneratedOutcome[]> {
  const results: GeneratedOutcome[] = [];
  await server.reset();
  for (const preparation of preparations) if (set.path.startsWith(preparation.set)) await server.run(preparation.sql);
  const generator = await Generator.of(set, config);
  for (const migration of set.migrations) {
    const { up, opaque } = migration;
    if (opaque !== undefined || results.length >= most) break;
    if (!up) continue;
    const statements = statementsOf(up);
    if (!statements) break;
    const { repairs } = generator.next(migration);
    const undoing = repairs.flatMap(({ sql }) => (sql === undefined ? [] : [sql]));
    const before = await server.snapshot();
    await server.run('BEGIN');
    if ((await server.firstError(statements)) === undefined) {
      await server.error('RESET ALL');
      const failed = await server.firstError(undoing);
      await server.error('RESET search_path');
      const after = failed === undefined ? await server.snapshot() : before;
      results.push({ path: up.file.path, sql: undoing.join('\n'), ...(failed === undefined ? {} : { failed }), server: differing(before, after), admits: repairs.some(({ cannot }) => cannot !== undefined) });
    }
    await server.error('ROLLBACK');
    if ((await server.firstError(['BEGIN', ...statements, 'COMMIT'])) !== undefined) {
      await server.error('ROLLBACK');
      break;
    }
    await server.error('RESET ALL');
  }
  return results;
}
