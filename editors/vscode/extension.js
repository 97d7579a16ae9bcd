'use strict';
// Starts `pgmiglint lsp` and nothing else: what is shown and offered comes from the program that the workspace has installed.
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const { commands, window, workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { findServer } = require('./find-server.js');

let client;

async function start() {
  const settings = workspace.getConfiguration('pgmiglint');
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const server = findServer({ folders, setting: settings.get('path', ''), path: process.env.PATH ?? '', trusted: workspace.isTrusted, platform: process.platform, exists: existsSync, join, delimiter });
  if (!server) {
    const choice = await window.showWarningMessage('pgmiglint is not installed here: run "npm install --save-dev pgmiglint" in the workspace, or name the program in the setting pgmiglint.path.', 'Open the setting');
    if (choice) await commands.executeCommand('workbench.action.openSettings', 'pgmiglint.path');
    return;
  }
  // A script runs on the editor's own Node where there may be no other.
  const run = server.isScript ? { command: process.execPath, args: [server.path, 'lsp'], options: { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } } } : { command: server.path, args: ['lsp'], options: { shell: process.platform === 'win32' } };
  client = new LanguageClient('pgmiglint', 'pgmiglint', run, {
    documentSelector: [{ scheme: 'file', language: 'sql' }, { scheme: 'file', pattern: '**/*.{sql,pgsql,psql}' }, { scheme: 'file', pattern: '**/.pgmiglintrc.json' }],
    initializationOptions: { workspaceDiagnostics: settings.get('workspaceDiagnostics', false) },
  });
  await client.start();
}

async function stop() {
  const last = client;
  client = undefined;
  await last?.stop();
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand('pgmiglint.restart', async () => { await stop(); await start(); }),
    workspace.onDidChangeConfiguration(async (event) => { if (event.affectsConfiguration('pgmiglint')) { await stop(); await start(); } }),
    workspace.onDidGrantWorkspaceTrust(async () => { await stop(); await start(); }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
