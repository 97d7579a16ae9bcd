import { readScript } from '../../src/parser/read-script.ts';
import type { Statement } from '../../src/parser/statement.ts';
import { lower } from '../../src/operations/lower.ts';
import type { MigrationSet, Script } from '../../src/project/migration.ts';
import type { Catalog } from '../../src/schema/catalog.ts';
import { Replay } from '../../src/schema/replay.ts';
import type { Server } from './server.ts';

/** One script that can be sent and replayed. */
interface Part {
  readonly script: Script;
  readonly statements: readonly Statement[];
}

/** The ups of a set in its runner's order; a reason where they cannot be sent as they are. The grammar must be loaded. */
export function partsOf(set: MigrationSet): readonly Part[] | string {
  const parts: Part[] = [];
  for (const { up, opaque } of set.migrations) {
    if (opaque !== undefined) return `a migration is a program: ${opaque}`;
    if (!up) continue;
    const { statements, errors, standIns } = readScript(up);
    if (errors.length > 0) return `${up.file.path}: ${errors[0]?.message ?? ''}`;
    if (standIns > 0) return `${up.file.path} is a template`;
    parts.push({ script: up, statements });
  }
  return parts;
}

/** Replays the scripts; no server is asked. */
export function replay(parts: readonly Part[]): Catalog {
  const history = new Replay();
  parts.forEach(({ statements }, index) => {
    history.startScript(index + 1);
    for (const statement of statements) {
      for (const operation of lower(statement, history.names())) history.apply(operation, statement);
    }
    history.endScript();
  });
  return history.catalog;
}

/**
 * Sends the scripts as their runner does, each with a fresh search_path.
 *
 * @returns the first error and its place
 */
export async function apply(parts: readonly Part[], server: Server): Promise<string | undefined> {
  for (const { script, statements } of parts) {
    for (const text of messages(script, statements)) {
      const error = await server.error(text);
      if (error !== undefined) return `${script.file.path}: ${error}`;
    }
    await server.run('RESET ALL');
    await server.run('DISCARD TEMP');
  }
  return undefined;
}

function messages({ file, span, execution }: Script, statements: readonly Statement[]): readonly string[] {
  const whole = file.text.slice(span.start, span.end);
  if (execution.send === 'one message' && execution.wrap === 'none') return [whole];
  const each = statements.map((statement) => file.text.slice(statement.span.start, statement.span.end));
  const isOwn = statements.some(({ node }) => 'TransactionStmt' in node);
  const isTakenAway = execution.leavesTransactionFor !== undefined && each.some((text) => /\bconcurrently\b|\bvacuum\b|^alter type\b.*\badd value\b/i.test(text));
  return execution.wrap === 'none' || isOwn || isTakenAway ? each : ['BEGIN', ...each, 'COMMIT'];
}
