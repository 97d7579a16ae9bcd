import { beforeAll, expect, it, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { treeFiles } from '../../scripts/tree-layouts.mjs';
import { fixtures, sqlFiles } from '../invariants/judging.ts';
import { asRead, bothWays, inOrder, type BothWays } from './both-ways.ts';

let ways: BothWays;

beforeAll(async () => {
  ways = await bothWays();
});

/** What migrations seldom hold: each value that a tree shows in a way of its own, and fields of rare kinds. */
const rare = [
  "SELECT '', 'a', U&'d\\0061t\\+000061', E'\\u00e9', 1, 0, -1, 2147483648, 1.5, -.5e-3, +.5, 0x1F, B'01', X'1F', TRUE, FALSE, NULL, $1",
  'SELECT \'é\' AS "ü", a."ö".*, (b).c[1:2][3], ARRAY[1, NULL], ROW(1, 2), GROUPING(a) FROM t GROUP BY ROLLUP (a), CUBE (b), ()',
  "SELECT COUNT(*) FILTER (WHERE a IS NOT TRUE) OVER (PARTITION BY b ORDER BY c DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES)",
  'WITH RECURSIVE a (b) AS NOT MATERIALIZED (SELECT 1 UNION ALL SELECT b + 1 FROM a) SEARCH DEPTH FIRST BY b SET c CYCLE b SET d TO 1 DEFAULT 0 USING e SELECT * FROM a ORDER BY b FETCH FIRST 3 ROWS WITH TIES; SELECT 1 FROM a, b LIMIT 1 OFFSET 2 FOR UPDATE OF a SKIP LOCKED',
  "SELECT * FROM JSON_TABLE(a, '$[*]' PASSING 1 AS b COLUMNS (c FOR ORDINALITY, d int PATH '$.d' DEFAULT 0 ON EMPTY, NESTED PATH '$.e' COLUMNS (f int))) g",
  "SELECT JSON_OBJECT('a': 1 ABSENT ON NULL RETURNING jsonb), JSON_ARRAYAGG(b ORDER BY c), JSON_QUERY(d, '$' WITH WRAPPER OMIT QUOTES), e IS JSON OBJECT WITH UNIQUE KEYS",
  "SELECT XMLELEMENT(NAME a, XMLATTRIBUTES(b AS c), d), XMLSERIALIZE(CONTENT e AS text) FROM XMLTABLE('/a' PASSING f COLUMNS g int PATH '@g' NOT NULL)",
  'MERGE INTO a USING b ON a.c = b.c WHEN MATCHED AND b.d THEN UPDATE SET e = b.e WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT (c) OVERRIDING USER VALUE VALUES (b.c) RETURNING WITH (OLD AS o) o.*, merge_action()',
  'INSERT INTO a AS b DEFAULT VALUES ON CONFLICT (c) WHERE d DO UPDATE SET (e, f) = (SELECT 1, 2) WHERE b.g',
  'CREATE TABLE a (b int GENERATED ALWAYS AS (c * 2) VIRTUAL, d int STORAGE MAIN COMPRESSION lz4 COLLATE "C", PRIMARY KEY (e, f WITHOUT OVERLAPS), EXCLUDE USING gist (g WITH &&) WHERE (h)) PARTITION BY RANGE (lower(i) COLLATE "C" text_ops)',
  "CREATE TABLE a PARTITION OF b FOR VALUES FROM (MINVALUE, 1) TO (MAXVALUE, '2')",
  'CREATE TABLE a PARTITION OF b FOR VALUES WITH (MODULUS 4, REMAINDER 0)',
  'CREATE FOREIGN TABLE a (b int OPTIONS (c \'d\')) INHERITS (e) SERVER f OPTIONS (g \'h\')',
  'CREATE CONSTRAINT TRIGGER a AFTER INSERT OR UPDATE OF b OR TRUNCATE ON c FROM d DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.b) EXECUTE FUNCTION e.f(1, g)',
  'CREATE TRIGGER a INSTEAD OF DELETE ON b REFERENCING OLD TABLE AS c FOR EACH STATEMENT EXECUTE FUNCTION d()',
  'CREATE FUNCTION a(IN b int DEFAULT 1, OUT c text, INOUT d int, VARIADIC e int[]) RETURNS SETOF record LANGUAGE sql BEGIN ATOMIC SELECT 1; RETURN 2; END',
  'CREATE FUNCTION a() RETURNS TABLE (b c.d%TYPE) LANGUAGE c AS \'e\', \'f\'',
  'CREATE OPERATOR CLASS a DEFAULT FOR TYPE int USING btree AS OPERATOR 1 < (int, int) FOR SEARCH, FUNCTION 1 b(int, int), STORAGE int4',
  'CREATE AGGREGATE a (int ORDER BY text) (sfunc = b, stype = c); CREATE TEXT SEARCH CONFIGURATION a (COPY = b); CREATE CAST (a AS b) WITHOUT FUNCTION AS IMPLICIT',
  'ALTER TEXT SEARCH CONFIGURATION a ALTER MAPPING FOR b, c REPLACE d WITH e',
  'ALTER TABLE ALL IN TABLESPACE a OWNED BY b, CURRENT_USER SET TABLESPACE c NOWAIT; ALTER EXTENSION a ADD FUNCTION b(int); ALTER FUNCTION a DEPENDS ON EXTENSION b',
  'FETCH BACKWARD ALL FROM a; FETCH -3 a; DECLARE a SCROLL CURSOR WITH HOLD FOR SELECT 1; UPDATE a SET b = DEFAULT WHERE CURRENT OF c',
  'GRANT SELECT (a, b), INSERT ON ALL TABLES IN SCHEMA c TO PUBLIC, SESSION_USER WITH GRANT OPTION GRANTED BY d; GRANT a TO b WITH ADMIN TRUE, INHERIT FALSE',
  'CREATE PUBLICATION a FOR TABLE b (c) WHERE (d), TABLES IN SCHEMA e, CURRENT_SCHEMA WITH (f = 0)',
  'CREATE STATISTICS a (ndistinct) ON b, (c + 1) FROM d; CREATE POLICY a ON b AS RESTRICTIVE FOR UPDATE TO c USING (d) WITH CHECK (e)',
  'EXPLAIN (ANALYZE, BUFFERS false) EXECUTE a(1); COPY (SELECT 1) TO PROGRAM \'a\' WITH (FORMAT csv, FORCE_QUOTE (b)); VACUUM (FULL, PARALLEL 0) a (b), c; PREPARE a (int) AS SELECT $1',
  'SET LOCAL a.b TO 1, \'c\', 2.5; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY; RESET ALL; SHOW a; BEGIN; SAVEPOINT a; COMMIT AND CHAIN; PREPARE TRANSACTION \'a\'',
  'CREATE RULE a AS ON INSERT TO b WHERE c DO INSTEAD (DELETE FROM d; NOTIFY e, \'f\'); CREATE VIEW a (b) WITH (security_barrier) AS SELECT 1 WITH LOCAL CHECK OPTION; IMPORT FOREIGN SCHEMA a LIMIT TO (b) FROM SERVER c INTO d',
  'SELECT a FROM ONLY b TABLESAMPLE bernoulli (1) REPEATABLE (2), LATERAL ROWS FROM (f(1) AS (c int), g()) WITH ORDINALITY AS d (e), (h FULL JOIN i USING (j) AS k) NATURAL JOIN l WHERE l = ANY (SELECT 1) AND m BETWEEN SYMMETRIC 1 AND 2 AND n NOT LIKE o ESCAPE \'p\' AND q IS DISTINCT FROM r',
  "SELECT CAST(a AS interval DAY TO SECOND (3)), current_timestamp(2), extract(year FROM b), c AT TIME ZONE 'd', COALESCE(e, 1), GREATEST(f, 2), CASE g WHEN 1 THEN 2 END, h COLLATE \"C\", f(VARIADIC i), g(j => 1), k OPERATOR(pg_catalog.+) l",
];

test.each(rare)('%s', (text) => {
  const tree = ways.memory(text);
  expect(tree).toHaveProperty('statements');
  expect(tree).toEqual(asRead(ways.json(text)));
  expect(inOrder(tree)).toBe(inOrder(asRead(ways.json(text))));
});

it('reads every fixture, whole and cut short, as it stands in the JSON', () => {
  for (const { path, text } of sqlFiles(fixtures)) {
    for (let length = text.length; length > 0; length = Math.floor(length * 0.8)) {
      const part = text.slice(0, length);
      const [memory, json] = [ways.memory(part), asRead(ways.json(part))];
      if (inOrder(memory) !== inOrder(json)) expect(memory, path).toEqual(json);
    }
  }
});

/** No comparison goes as deep as such trees. */
function depthOf(tree: unknown): number {
  let depth = 0;
  for (let values: unknown[] = [tree]; values.length > 0; depth++) values = values.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values<unknown>(value as Record<string, unknown>) : []));
  return depth;
}

it.each([3_000, 7_000, 20_000])('reads expressions nested %i deep, or refuses them, as the JSON does', (depth) => {
  for (const text of [`SELECT ${'1+'.repeat(depth)}1`, `SELECT 1 ${'UNION SELECT 1 '.repeat(depth)}`, `SELECT ${'('.repeat(depth)}`]) {
    const [memory, json] = [ways.memory(text), ways.json(text)];
    if ('error' in memory || 'error' in json) expect(memory).toEqual(json);
    else expect(depthOf(memory)).toBe(depthOf(json));
  }
});

it('leaves no memory behind, neither after errors nor after trees that are too deep', () => {
  const deep = `SELECT ${'1+'.repeat(20_000)}1`;
  for (let count = 0; count < 20; count++) ways.memory(deep);
  const before = ways.size();
  for (let count = 0; count < 20_000; count++) ways.memory(count % 3 === 0 ? 'SELECT 1 FRM' : 'SELECT 1');
  for (let count = 0; count < 20; count++) ways.memory(deep);
  expect(ways.size()).toBe(before);
});

it('has a table and readers that fit the module', async () => {
  for (const [name, text] of Object.entries(await treeFiles())) expect(readFileSync(join('src/parser', name), 'utf8')).toBe(text);
});

it('makes objects of one shape of the nodes of a kind', () => {
  const shapes = (text: string): Set<string> => {
    const tree = ways.memory(text);
    const nodes = 'error' in tree ? [] : tree.statements.map(({ node }) => node);
    return new Set(nodes.map((node) => Object.values<object>(node).map((content) => Object.keys(content).join()).join()));
  };
  expect(shapes('SELECT 1; SELECT a FROM b WHERE c; VALUES (1), (2); SELECT 1 UNION SELECT 2 ORDER BY 1 LIMIT 1').size).toBe(1);
  expect(shapes('DROP TABLE a; DROP INDEX CONCURRENTLY IF EXISTS b; DROP TYPE c CASCADE').size).toBe(1);
});
