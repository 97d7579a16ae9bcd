// How long the language server takes to answer a keystroke: from the change of a file in the middle of a history to its
// diagnostics, over the protocol, with the built server.
//
//   npm run build && node bench/keystroke.mjs [migrations]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

const count = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-keystroke-'));
mkdirSync(join(folder, 'db'));
for (let n = 1; n <= count; n++) {
  const table = `table_${Math.ceil(n / 5)}`;
  const stem = join(folder, 'db', `${String(n).padStart(6, '0')}_step`);
  const up = n % 5 === 1
    ? `CREATE TABLE IF NOT EXISTS ${table} (\n  id bigint PRIMARY KEY,\n  name varchar(100) NOT NULL\n);\nCREATE INDEX IF NOT EXISTS ${table}_name_idx ON ${table} (name);\n`
    : `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS note_${n} text;\nUPDATE ${table} SET note_${n} = 'x' WHERE note_${n} IS NULL;\n`;
  writeFileSync(`${stem}.up.sql`, up);
  writeFileSync(`${stem}.down.sql`, n % 5 === 1 ? `DROP TABLE IF EXISTS ${table};\n` : `ALTER TABLE ${table} DROP COLUMN IF EXISTS note_${n};\n`);
}

const server = spawn(process.execPath, [process.env.PGMIGLINT ?? join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'pgmiglint.cjs'), 'lsp']);
const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
let heard;
connection.onNotification('textDocument/publishDiagnostics', (params) => heard?.(params));
const diagnostics = () => new Promise((resolve) => { heard = resolve; });
connection.listen();
await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }] });
await connection.sendNotification('initialized', {});

const percentile = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
for (const [where, n] of [['in the middle', Math.ceil(count / 2)], ['in the last', count]]) {
  const uri = pathToFileURL(join(folder, 'db', `${String(n).padStart(6, '0')}_step.up.sql`)).href;
  const start = performance.now();
  const opened = diagnostics();
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 1, text: '' } });
  await opened;
  const opening = performance.now() - start;
  const times = [];
  const text = `ALTER TABLE table_${Math.ceil(n / 5)} ADD COLUMN typed int NOT NULL;\n`;
  for (let stroke = 0; stroke < 200; stroke++) {
    // Always another number of findings, so that there is always an answer; now and then a pause, in which the rest is judged.
    if (stroke % 20 === 19) await pause(1000);
    const answer = diagnostics();
    const began = performance.now();
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: stroke + 2 }, contentChanges: [{ text: text.repeat(1 + (stroke % 7)) }] });
    await answer;
    times.push(performance.now() - began);
    await pause(30);
  }
  console.log(`${count} migrations, ${where}: opened in ${opening.toFixed(0)} ms; a keystroke median ${percentile(times, 0.5).toFixed(1)} ms, 95 % below ${percentile(times, 0.95).toFixed(1)} ms, worst ${percentile(times, 1).toFixed(1)} ms`);
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
}
server.kill();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
