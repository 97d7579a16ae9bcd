import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { makeObjectName } from '../../src/postgres/naming.ts';
import { formatType, isBuiltInType } from '../../src/postgres/types.ts';
import { describe as describeCatalog } from '../../src/schema/describe.ts';
import { replaySql } from '../schema/replay-sql.ts';
import { compare } from './compare.ts';
import { Server } from './server.ts';

let server: Server;

beforeAll(async () => {
  await loadGrammar();
  server = await Server.start();
});
beforeEach(() => server.reset());
afterAll(() => server.stop());

const sql = (name: string): string => readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8');

/** Sends a text statement by statement and replays it. */
async function differences(text: string): Promise<readonly string[]> {
  const { catalog, statements } = replaySql(text);
  for (const statement of statements) await server.run(statement);
  return compare(describeCatalog(catalog), await server.describe()).differences;
}

describe('what the server calls things, we call the same', () => {
  it('spells types as format_type does', async () => {
    expect(await differences(sql('types'))).toEqual([]);
  });

  it('chooses names as the server does', async () => {
    expect(await differences(sql('names'))).toEqual([]);
  });

  it('gives partitions and children what the server gives them', async () => {
    expect(await differences(sql('partitions'))).toEqual([]);
  });

  it('cuts long names where the server cuts them, and no character in two', async () => {
    for (const column of ['ä'.repeat(28), 'x'.repeat(60), '漢'.repeat(20), 'ab'.repeat(25)]) {
      for (const table of ['ü'.repeat(30), 'y'.repeat(63), 'short', '漢字'.repeat(9)]) {
        await server.run(`CREATE TABLE "${table}" ("${column}" int UNIQUE)`);
        const [index] = await server.values(`SELECT relname FROM pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace`);
        expect(makeObjectName(table, column, 'key')).toBe(index);
        await server.run(`DROP TABLE "${table}"`);
      }
    }
  });

  it('knows the types of pg_catalog', async () => {
    const names = await server.values(`SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typrelid = 0 AND (typelem = 0 OR typlen > 0 OR typcategory <> 'A')`);
    expect(names.filter((name) => !isBuiltInType(name))).toEqual([]);
    const arrays = await server.values(`SELECT format_type(typarray, -1) || ' ' || typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typrelid = 0 AND typarray <> 0 AND typtype <> 'p'`);
    const spelled = arrays.map((line) => {
      const name = line.slice(line.lastIndexOf(' ') + 1);
      return `${formatType({ schema: 'pg_catalog', name: `_${name}`, modifiers: [], dimensions: 0 })} ${name}`;
    });
    expect(spelled).toEqual(arrays);
  });

  it('quotes the names of types that are keywords', async () => {
    const words = await server.values(`SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'`);
    const quoted = await server.values(`SELECT quote_ident(word) FROM pg_get_keywords() WHERE catcode <> 'U'`);
    expect(words.map((name) => formatType({ schema: 'public', name, modifiers: [], dimensions: 0 }))).toEqual(quoted);
  });
});

describe('what blocks the drop of a column', () => {
  it('is what the server says', async () => {
    const setup = sql('dependents');
    const { catalog, statements } = replaySql(setup);
    for (const statement of statements) await server.run(statement);
    const table = catalog.table({ schema: 'public', name: 'items' });
    const verdicts: string[] = [];
    const truth: string[] = [];
    for (const column of table?.columns.keys() ?? []) {
      const blocking = catalog.dependents({ schema: 'public', name: 'items' }, column).filter(({ blocks }) => blocks);
      verdicts.push(`${column} ${blocking.length > 0 ? 'blocked' : 'free'}`);
      await server.run('BEGIN');
      const state = await server.sqlState(`ALTER TABLE items DROP COLUMN "${column}"`);
      await server.run('ROLLBACK');
      truth.push(`${column} ${state === undefined ? 'free' : 'blocked'}`);
    }
    expect(verdicts).toEqual(truth);
    expect(new Set(truth.map((line) => line.split(' ')[1]))).toEqual(new Set(['blocked', 'free']));
  });

  it('names each of them', () => {
    const { catalog } = replaySql(sql('dependents'));
    const named = (column: string): readonly string[] => catalog.dependents({ schema: 'public', name: 'items' }, column).map(({ kind, name, blocks }) => `${kind} ${name}${blocks ? '' : ' goes'}`);
    expect(named('id')).toEqual(['foreign key items_parent_fkey', 'foreign key orders_item_fkey', 'constraint items_pkey goes']);
    expect(named('in_view')).toEqual(['view plain']);
    expect(named('in_star')).toEqual(['view starred']);
    expect(named('in_mat')).toEqual(['materialized view mat']);
    expect(named('indexed')).toEqual(['index items_indexed_idx goes', 'index by_expression goes', 'index partial goes']);
    expect(named('checked')).toEqual(['constraint items_checked_check goes', 'constraint items_check goes']);
    expect(named('watched')).toEqual(['trigger watch']);
    expect(named('conditional')).toEqual(['trigger watch_when']);
    expect(named('secured')).toEqual(['policy own']);
    expect(named('base')).toEqual(['generated column computed']);
    expect(named('parent')).toEqual(['foreign key items_parent_fkey goes']);
    expect(named('nothing')).toEqual([]);
  });
});
