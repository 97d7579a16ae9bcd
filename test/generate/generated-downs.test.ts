import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from '../cli/terminal.ts';
import { differing } from '../truth/downs.ts';
import { Server } from '../truth/server.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');
const base = read('base.sql');
const ups = readdirSync(join(import.meta.dirname, 'ups')).filter((name) => name.endsWith('.sql')).map((name) => name.slice(0, -'.sql'.length));

/** What a generated down cannot put back, and says so. */
const admits: Readonly<Record<string, string>> = {
  'enum-in-place-of-boolean': 'no cast turns state into boolean',
  'enum-value': 'PostgreSQL cannot take a value from an enum',
  'what-nobody-can-read': 'the up holds',
};

const nothing = 'missing-down: The down of 000002_change.up.sql holds no statement: a rollback would report success and undo nothing.';

/** What the rules still say, and rightly: comments alone are a down that does nothing. */
const told: Readonly<Record<string, string>> = {
  data: nothing,
  'enum-value': nothing,
  'what-nobody-can-read': nothing,
  'enum-in-place-of-boolean': 'down-does-not-undo: After this down the schema is not what it was before the up:\n- type state is left behind\n- column audit.sent was boolean, and is state; had default false, and has no default',
  'type-in-place-of-domain': 'narrowing-type-change: Changing orders.place from text (set in 000002_change.up.sql:1) to postcode narrows it: the conditions of domain postcode are checked on every row.',
};

interface Report {
  readonly findings: readonly { readonly file: string; readonly rule: string; readonly severity: string; readonly message: string }[];
}

describe('a generated down', () => {
  let server: Server;
  beforeAll(async () => { server = await Server.start(); });
  afterAll(() => server.stop());

  it.each(ups)('of %s passes every rule, and undoes its up on a server or says what it does not', async (name) => {
    const up = read(`ups/${name}.sql`);
    const terminal = new Terminal({
      'db/000001_base.up.sql': base, 'db/000001_base.down.sql': "DO $$ BEGIN RAISE EXCEPTION 'never'; END; $$;\n", 'db/000002_change.up.sql': up,
    });
    expect(await terminal.run('generate down db/000002_change.up.sql --write')).toMatchObject({ code: 0, stdout: 'db/000002_change.down.sql written\n' });
    const down = terminal.read('db/000002_change.down.sql');
    await expect(down).toMatchFileSnapshot(`downs/${name}.txt`);

    const { findings } = JSON.parse((await terminal.run('--all --format json')).stdout) as Report;
    expect(findings.flatMap(({ file, severity, rule, message }) => (file.endsWith('2_change.down.sql') && severity !== 'info' ? [`${rule}: ${message}`] : []))).toEqual(told[name] === undefined ? [] : [told[name]]);

    await server.reset();
    await server.run(base);
    const before = await server.snapshot();
    await server.run(up);
    await server.run(down);
    const left = differing(before, await server.snapshot());
    expect(left.length > 0, left.join('\n')).toBe(name in admits);
    for (const word of admits[name] === undefined ? [] : [admits[name]]) expect(down).toContain(`-- cannot be undone: ${word}`);
  });
});
