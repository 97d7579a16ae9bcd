import { lower } from '../../src/operations/lower.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { Catalog } from '../../src/schema/catalog.ts';
import { Replay } from '../../src/schema/replay.ts';
import { SourceFile } from '../../src/source/source-file.ts';

/** What a replay of texts gave. */
export interface Replayed {
  readonly catalog: Catalog;
  /** The texts of all statements. */
  readonly statements: readonly string[];
}

/** Replays each text as a script of its own, the first as number 1. The grammar must be loaded. */
export function replaySql(...texts: readonly string[]): Replayed {
  const replay = new Replay();
  const statements = texts.flatMap((text, index) => run(replay, text, index + 1));
  return { catalog: replay.catalog, statements };
}

/** Replays one script. */
export function run(replay: Replay, text: string, ordinal: number): readonly string[] {
  const file = new SourceFile(`${ordinal}.sql`, text);
  const span = { start: 0, end: text.length };
  const parsed = readScript({ file, span, direction: 'up', execution: { wrap: 'none', send: 'statements', session: 'kept' }, heading: { file, span } });
  if (parsed.errors.length > 0) throw new Error(parsed.errors[0]?.message);
  replay.startScript(ordinal);
  for (const statement of parsed.statements) {
    for (const operation of lower(statement, replay.names())) replay.apply(operation, statement);
  }
  replay.endScript();
  return parsed.statements.map(({ span: own }) => text.slice(own.start, own.end));
}
