import { mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  CodeActionRequest, DefinitionRequest, DidChangeWatchedFilesNotification, DocumentDiagnosticRequest, DocumentSymbolRequest, ExecuteCommandRequest, HoverRequest, WorkspaceDiagnosticRequest,
  type CodeAction, type Diagnostic, type DocumentSymbol, type Hover, type Location, type Position, type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Client, codes, fullClient, plainClient } from './client.ts';
import { build, temporaryFolder } from './product.ts';

let home = '';
let server = '';
let folder = '';
let client: Client;

const first = `CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL DEFAULT '',
  kind text
);
`;
const second = `ALTER TABLE users
  ALTER COLUMN email TYPE varchar(320);
CREATE TYPE mood AS ENUM ('sad', 'happy');
`;
const unsafe = `ALTER TABLE users ALTER COLUMN kind SET NOT NULL;
`;

beforeAll(() => {
  home = temporaryFolder('lsp');
  server = build(home);
});

afterAll(() => { rmSync(home, { recursive: true, force: true }); });

beforeEach(() => {
  folder = temporaryFolder('workspace');
  write('db/000001_users.up.sql', first);
  write('db/000001_users.down.sql', 'DROP TABLE users;\n');
  write('db/000002_email.up.sql', second);
  write('db/000002_email.down.sql', 'DROP TYPE mood;\nALTER TABLE users ALTER COLUMN email TYPE text;\n');
});

afterEach(async () => {
  expect(client.logged).toEqual([]);
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The pending migration that the tests type in. */
function third(text = unsafe): string {
  write('db/000003_kind.down.sql', 'ALTER TABLE users ALTER COLUMN kind DROP NOT NULL;\n');
  return write('db/000003_kind.up.sql', text);
}

function at(text: string, words: string, inside = 0): Position {
  const offset = text.indexOf(words) + inside;
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function edited(text: string, { range, newText }: TextEdit): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number => lines.slice(0, line).reduce((sum, own) => sum + own.length + 1, 0) + character;
  return text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
}

describe('a client that takes what is pushed', () => {
  beforeEach(async () => { client = await Client.start(server, [folder], plainClient); });

  test('is told what is found, with its rule, its page and related places', async () => {
    const uri = await client.open(third());
    const [diagnostic] = await client.diagnostics(uri, (own) => own.length > 0);
    expect(diagnostic).toMatchObject({ source: 'pgmiglint', code: 'not-null-without-backfill', severity: 1, range: { start: { line: 0 } } });
    expect(fileURLToPath(diagnostic?.codeDescription?.href ?? '')).toMatch(/docs.rules.not-null-without-backfill\.md$/);
    for (const { location } of diagnostic?.relatedInformation ?? []) expect(location.uri).toMatch(/^file:.*000001_users\.up\.sql$/);
  });

  test('is told again with each keystroke, before anything is saved', async () => {
    const uri = await client.open(third());
    await client.diagnostics(uri, (own) => own.includes('not-null-without-backfill'));
    await client.change(uri, `UPDATE users SET kind = 'x' WHERE kind IS NULL;\n${unsafe}`);
    await client.diagnostics(uri, (own) => !own.includes('not-null-without-backfill'));
    await client.change(uri, 'ALTER TABEL');
    await client.diagnostics(uri, (own) => own.includes('syntax-error'));
  });

  test('sees a new file that is not on the disk, and what an open one before it makes of it', async () => {
    const uri = await client.open(join(folder, 'db/000004_new.up.sql'), 'ALTER TABLE users ALTER COLUMN nick SET NOT NULL;\n');
    await client.open(join(folder, 'db/000004_new.down.sql'), 'ALTER TABLE users ALTER COLUMN nick DROP NOT NULL;\n');
    const before = await client.open(join(folder, 'db/000003_nick.up.sql'), "ALTER TABLE users ADD COLUMN nick text NOT NULL DEFAULT '';\n");
    await client.diagnostics(uri, (own) => own.length === 0);
    await client.change(before, 'ALTER TABLE users ADD COLUMN nick text;\n');
    await client.diagnostics(uri, (own) => own.includes('not-null-without-backfill'));
    await client.change(before, "ALTER TABLE users ADD COLUMN nick text NOT NULL DEFAULT '';\n");
    await client.diagnostics(uri, (own) => own.length === 0);
  });

  test('sees what another program does to the folder', async () => {
    const uri = await client.open(third());
    await client.diagnostics(uri, (own) => own.includes('not-null-without-backfill'));
    write('db/000001_users.up.sql', first.replace('kind text', "kind text NOT NULL DEFAULT ''"));
    await client.diagnostics(uri, (own) => !own.includes('not-null-without-backfill'));
  });

  test('sees a renamed file', async () => {
    const uri = await client.open(third());
    await client.diagnostics(uri, (own) => own.length > 0);
    const renamed = join(folder, 'db/000005_kind.up.sql');
    renameSync(fileURLToPath(uri), renamed);
    await client.close(uri);
    const now = await client.open(renamed);
    await client.diagnostics(now, (own) => own.includes('missing-down') && own.includes('not-null-without-backfill'));
    expect(client.pushed(uri)).toEqual([]);
  });

  test('has the configuration of the command line, and its mistakes on the file itself', async () => {
    const uri = await client.open(third());
    await client.diagnostics(uri, (own) => own.includes('not-null-without-backfill'));
    const config = write('.pgmiglintrc.json', '{ "rules": { "not-null-without-backfill": "off" } }');
    await client.save(uri);
    await client.diagnostics(uri, (own) => own.length === 0);
    write('.pgmiglintrc.json', '{ "rulse": {} }');
    await client.save(uri);
    const { href } = pathToFileURL(config);
    await client.until(() => (client.pushed(href)?.length ?? 0) > 0, 'the mistake');
    expect(client.pushed(href)).toMatchObject([{ message: 'unknown key "rulse", did you mean "rules"?', range: { start: { line: 0, character: 2 } } }]);
    await client.until(() => client.messages.length > 0, 'a message');
    expect(client.messages).toEqual([expect.stringContaining('unknown key "rulse"')]);
    write('.pgmiglintrc.json', '{}');
    await client.save(uri);
    await client.diagnostics(uri, (own) => own.includes('not-null-without-backfill'));
    expect(client.pushed(href)).toEqual([]);
    const open = await client.open(config, '{ "failOn": "wraning" }');
    await client.until(() => (client.pushed(open)?.length ?? 0) > 0, 'the mistake in the buffer');
  });

  test('knows what is applied from the lock file', async () => {
    const uri = await client.open(join(folder, 'db/000002_email.up.sql'), `${second}SELECT 1;\n`);
    await client.diagnostics(uri, (own) => own.length > 0);
    write('db/.applied.sha256', `${'0'.repeat(64)}  000001_users.up.sql\n${'0'.repeat(64)}  000002_email.up.sql\n`);
    await client.save(uri);
    await client.diagnostics(uri, (own) => own.includes('edited-applied-migration') && !own.includes('narrowing-type-change'));
  });

  test('says nothing of SQL that is no migration', async () => {
    const uri = await client.open(write('queries/report.sql', 'DROP TABLE users; ALTER TABEL;'));
    await client.diagnostics(uri, (own) => own.length === 0);
  });

  test('two folders with different configurations', async () => {
    const other = temporaryFolder('other');
    await client.stop();
    client = await Client.start(server, [folder, other], plainClient);
    mkdirSync(join(other, 'db'));
    writeFileSync(join(other, '.pgmiglintrc.json'), '{ "rules": { "missing-down": "info" } }');
    writeFileSync(join(other, 'db/000001_a.up.sql'), 'CREATE TABLE IF NOT EXISTS a (id int);\n');
    const here = await client.open(third());
    unlinkSync(join(folder, 'db/000003_kind.down.sql'));
    const there = await client.open(join(other, 'db/000001_a.up.sql'));
    await client.diagnostics(here, (own) => own.includes('missing-down'));
    const [found] = await client.diagnostics(there, (own) => own.includes('missing-down'));
    expect(found?.severity).toBe(3);
    rmSync(other, { recursive: true, force: true });
  });
});

describe('a client that asks', () => {
  beforeEach(async () => { client = await Client.start(server, [folder], fullClient); });

  const pull = async (uri: string, previousResultId?: string): Promise<{ kind: string; resultId?: string; items?: Diagnostic[] }> =>
    client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });

  test('gets diagnostics of what it sees, and the same not twice', async () => {
    await client.until(() => client.registered.includes('workspace/didChangeWatchedFiles'), 'the watching of files');
    const uri = await client.open(third());
    const { resultId, items } = await pull(uri);
    expect(codes(items ?? [])).toContain('not-null-without-backfill');
    expect(await pull(uri, resultId)).toMatchObject({ kind: 'unchanged' });
    await client.change(uri, `UPDATE users SET kind = 'x' WHERE kind IS NULL;\n${unsafe}`);
    expect(codes((await pull(uri, resultId)).items ?? [])).not.toContain('not-null-without-backfill');
    expect(client.pushed(uri)).toBeUndefined();
  });

  test('is told to ask again when another file changes', async () => {
    const uri = await client.open(third());
    await pull(uri);
    const changed = write('db/000001_users.up.sql', first.replace('kind text', "kind text NOT NULL DEFAULT ''"));
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: pathToFileURL(changed).href, type: 2 }] });
    await client.until(() => client.refreshes > 0, 'a refresh');
    expect(codes((await pull(uri)).items ?? [])).not.toContain('not-null-without-backfill');
  });

  test('gets the whole workspace if it wants that', async () => {
    third();
    await client.stop();
    client = await Client.start(server, [folder], fullClient, { options: { workspaceDiagnostics: true } });
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    const report = items.find(({ uri }) => uri.endsWith('000003_kind.up.sql'));
    expect(report).toMatchObject({ kind: 'full', items: [expect.objectContaining({ code: 'not-null-without-backfill' })] });
    const previousResultIds = items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const again = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
    expect(new Set(again.items.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
  });

  const hover = async (uri: string, position: Position): Promise<string> => {
    const answer: Hover | null = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    return answer && 'value' in (answer.contents as object) ? (answer.contents as { value: string }).value : '';
  };

  test('hover: what a column is and where it became so', async () => {
    const text = 'UPDATE users AS u SET email = lower(u.email);\n';
    const uri = await client.open(third(text));
    const said = await hover(uri, at(text, 'u.email', 3));
    expect(said).toContain("users.email character varying(320) not null default ''");
    expect(said).toMatch(/declared in \[000001_users\.up\.sql:3\]\(file:.*#L3\)/);
    expect(said).toMatch(/its type was set in \[000002_email\.up\.sql:2\]/);
  });

  test('hover: a table, a type, a finding, and what a statement locks', async () => {
    const uri = await client.open(third());
    expect(await hover(uri, at(unsafe, 'users', 2))).toMatch(/table users\n {2}id bigint not null\n {2}email character varying\(320\)/);
    expect(await hover(uri, at(unsafe, 'ALTER'))).toMatch(/ACCESS EXCLUSIVE on `users`/);
    expect(await hover(uri, at(unsafe, 'NOT NULL'))).toMatch(/Instead.*```sql.*\[not-null-without-backfill\]\(file:/s);
    const text = "ALTER TABLE users ADD COLUMN mood mood;\nSELECT 'users';\n";
    await client.change(uri, text);
    expect(await hover(uri, at(text, 'mood mood', 6))).toContain("enum mood\n  'sad'\n  'happy'");
    expect(await hover(uri, at(text, "'users'", 2))).toBe('');
  });

  test('definition: where a table, a column and a type come from', async () => {
    const text = 'ALTER TABLE public.users ALTER COLUMN email DROP NOT NULL, ADD COLUMN m mood;\n';
    const uri = await client.open(third(text));
    const define = async (words: string, inside = 0): Promise<readonly string[]> => {
      const found = await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position: at(text, words, inside) }) as Location[];
      return found.map((location) => `${location.uri.split('/').at(-1) ?? ''}:${location.range.start.line + 1}`);
    };
    expect(await define('users', 1)).toEqual(['000001_users.up.sql:1']);
    expect(await define('email', 2)).toEqual(['000001_users.up.sql:3']);
    expect(await define('mood', 2)).toEqual(['000002_email.up.sql:3']);
    expect(await define('ALTER')).toEqual([]);
  });

  test('symbols: what a file makes and changes', async () => {
    const uri = await client.open(join(folder, 'db/000001_users.up.sql'));
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } }) as DocumentSymbol[];
    expect(symbols).toMatchObject([{ name: 'users', detail: 'create table', children: [{ name: 'id' }, { name: 'email' }, { name: 'kind' }] }]);
  });

  const actions = async (uri: string, position: Position): Promise<readonly CodeAction[]> =>
    await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } }) as CodeAction[];

  test('actions: the safe way, tried before it is offered', async () => {
    const text = 'CREATE INDEX users_kind ON users (kind);\n';
    const uri = await client.open(third(text));
    const found = await actions(uri, at(text, 'CREATE'));
    const safe = found.find(({ title, diagnostics }) => title === 'Write it the safe way (non-idempotent-create)' && diagnostics?.[0]?.code === 'non-idempotent-create');
    const [edit] = safe?.edit?.changes?.[uri] ?? [];
    if (!edit) throw new Error(JSON.stringify(found, undefined, 2));
    expect(edited(text, edit)).toBe('CREATE INDEX CONCURRENTLY users_kind ON users (kind);\n');
  });

  test('actions: a suppression whose reason is asked for, and the page of the rule', async () => {
    const uri = await client.open(third());
    const found = await actions(uri, at(unsafe, 'NOT NULL'));
    expect(found.find(({ title }) => title === 'Suppress not-null-without-backfill for this statement')?.edit?.documentChanges).toMatchObject([
      { edits: [{ snippet: { value: '-- pgmiglint-disable-next-statement not-null-without-backfill -- ${1:why it is right here}\n' }, range: { start: { line: 0, character: 0 } } }] },
    ]);
    const explain = found.find(({ command }) => command !== undefined);
    await client.connection.sendRequest(ExecuteCommandRequest.type, { command: explain?.command?.command ?? '', arguments: explain?.command?.arguments ?? [] });
    expect(client.shown).toEqual([expect.stringMatching(/docs\/rules\/not-null-without-backfill\.md$/)]);
  });
});
