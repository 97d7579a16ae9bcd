import type { Config } from '../config/config.ts';
import { lowerAstStatement } from '../operations/lower-ast.ts';
import { lower } from '../operations/lower.ts';
import type { Names } from '../operations/names.ts';
import type { Operation } from '../operations/operation.ts';
import { typedLiterals, type TypedLiteral } from '../operations/typed-literals.ts';
import { isReadByAst, loadAstReader, readScriptWithAst } from '../parser/ast-reader.ts';
import { loadGrammar } from '../parser/postgres-grammar.ts';
import { readScript } from '../parser/read-script.ts';
import type { ParsedScript, Statement } from '../parser/statement.ts';
import type { Script } from '../project/migration.ts';

/** One of the two readers, with the lowering of its trees. */
export interface Reader {
  /** `unread`: statements that this reader does not understand though PostgreSQL may. */
  readonly read: (script: Script) => ParsedScript & { readonly unread?: readonly { readonly command: string }[] };
  readonly lower: (statement: Statement, names: Names) => readonly Operation[];
  /** String literals with what tells their type; the second reader knows none. */
  readonly literals: (statement: Statement, names: Names) => readonly TypedLiteral[];
}

const grammar: Reader = { read: readScript, lower, literals: typedLiterals };

const secondReader: Reader = {
  read: readScriptWithAst,
  lower: (statement, names) => (isReadByAst(statement) ? lowerAstStatement(statement, names) : lower(statement, names)),
  literals: (statement, names) => (isReadByAst(statement) ? [] : typedLiterals(statement, names)),
};

/**
 * PostgreSQL's own grammar; pgsql-ast-parser where the configuration asks for it, and where WebAssembly is not to be
 * had.
 */
export async function loadReader({ parser }: Config): Promise<Reader> {
  if (parser !== 'pgsql-ast-parser') {
    try {
      await loadGrammar();
      return grammar;
    } catch {
      // No WebAssembly here: the second reader knows less, and what it does not know is counted.
    }
  }
  await loadAstReader();
  return secondReader;
}
