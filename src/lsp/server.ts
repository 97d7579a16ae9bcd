import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import {
  createConnection, DidChangeWatchedFilesNotification, MessageType, ProposedFeatures, ShowDocumentRequest, ShowMessageNotification, TextDocuments, TextDocumentSyncKind,
  type Connection, type Diagnostic, type InitializeParams, type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Abilities } from './abilities.ts';
import { actionsAt, explainCommand } from './actions.ts';
import { definitionsAt } from './definition.ts';
import { hoverAt } from './hover.ts';
import { rules, SourceFile } from './parts.ts';
import { offsetOf, pathOf, uriOf } from './places.ts';
import { Pulled } from './pulled.ts';
import { Session, type OpenBuffer, type Surroundings } from './session.ts';
import { symbolsOf } from './symbols.ts';
import { FolderWatch, watched } from './watching.ts';
import type { Root } from './root.ts';
import type { Position } from 'vscode-languageserver';

/** What a server runs with. */
export interface Serving extends Surroundings {
  readonly input: Readable;
  readonly output: Writable;
  readonly version: string;
}

/** Milliseconds without a keystroke until everything else is judged again. */
const settlesAfter = 250;

/** Speaks the language server protocol until the client says `exit`, closes the stream or dies. */
export function serve(serving: Serving): void {
  const connection = createConnection(ProposedFeatures.all, serving.input, serving.output);
  new Server(connection, serving).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #serving: Serving;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #session: Session;
  readonly #sent = new Map<string, string>();
  readonly #pulled = new Pulled();
  readonly #typing = new Map<string, NodeJS.Timeout>();
  /** How long the last judging of a buffer took, in milliseconds: what takes long waits for a pause. */
  readonly #costs = new Map<string, number>();
  readonly #watch: FolderWatch;
  #abilities = Abilities.none;

  constructor(connection: Connection, serving: Serving) {
    this.#connection = connection;
    this.#serving = serving;
    this.#watch = new FolderWatch(() => { this.#session.settleIn(settlesAfter, true); });
    this.#session = new Session(serving, {
      onDiagnostics: (uri, diagnostics) => { this.#send(uri, diagnostics); },
      onSettled: () => { this.#settled(); },
      onTrouble: (message) => { this.#tell(connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: `pgmiglint: ${message}` })); },
    });
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => { this.#initialized(); });
    connection.onDidChangeWatchedFiles(() => { this.#session.settleIn(50, true); });
    connection.onHover(async ({ textDocument, position }) => this.#at(textDocument.uri, position, async (root, buffer, offset) => {
      const value = hoverAt(root, buffer, offset, (await root.typed(buffer)) ?? [], this.#serving.packageRoot);
      return value === '' ? null : { contents: { kind: 'markdown' as const, value } };
    }));
    connection.onDefinition(async ({ textDocument, position }) => this.#at(textDocument.uri, position, (root, buffer, offset) => [...definitionsAt(root, buffer, offset)]));
    connection.onDocumentSymbol(async ({ textDocument }) => this.#at(textDocument.uri, { line: 0, character: 0 }, (root, buffer) => [...symbolsOf(root, buffer)]));
    connection.onCodeAction(async ({ textDocument, range }) => this.#at(textDocument.uri, range.start, async (root, buffer) => [
      ...await actionsAt({ root, buffer, range, uri: textDocument.uri, version: buffer.version, packageRoot: this.#serving.packageRoot, abilities: this.#abilities }),
    ]));
    connection.onExecuteCommand(({ command, arguments: words }) => {
      if (command === explainCommand) this.#explain(String(words?.[0]));
      return null;
    });
    connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => this.#pulled.report(uri, await this.#session.diagnosticsOf(uri), previousResultId));
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
      await this.#session.settled();
      return { items: this.#pulled.reports(this.#session.all(), previousResultIds) };
    });
    this.#documents.onDidOpen(({ document }) => {
      this.#put(document);
      void this.#type(document.uri);
      this.#session.settleIn(0, true);
    });
    this.#documents.onDidChangeContent(({ document }) => { this.#changed(document); });
    this.#documents.onDidSave(() => { this.#session.settleIn(0, true); });
    this.#documents.onDidClose(({ document }) => { this.#close(document.uri); });
    this.#documents.listen(connection);
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#abilities = Abilities.of(params);
    const { pulls, whole } = this.#abilities;
    this.#session.whole = whole;
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [];
    this.#session.configurations.folders = folders.flatMap((uri) => pathOf(uri) ?? []);
    return {
      serverInfo: { name: 'pgmiglint', version: this.#serving.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        documentSymbolProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        executeCommandProvider: { commands: [explainCommand] },
        ...(pulls ? { diagnosticProvider: { identifier: 'pgmiglint', interFileDependencies: true, workspaceDiagnostics: whole } } : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  #initialized(): void {
    const connection = this.#connection;
    if (this.#abilities.watches) {
      const watchers = watched.map((globPattern) => ({ globPattern }));
      this.#tell(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (this.#abilities.hasFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
        const { configurations } = this.#session;
        configurations.folders = [...configurations.folders.filter((folder) => !gone.has(folder)), ...added.flatMap(({ uri }) => pathOf(uri) ?? [])];
        this.#session.settleIn(0, true);
      });
    }
    if (this.#abilities.whole) this.#session.settleIn(0, true);
  }

  #put(document: TextDocument): void {
    this.#session.put(document.uri, document.version, document.getText());
  }

  #changed(document: TextDocument): void {
    const { uri } = document;
    const isNew = this.#session.buffer(uri)?.version === document.version;
    this.#put(document);
    // An opening says so itself.
    if (isNew) return;
    clearTimeout(this.#typing.get(uri));
    const cost = this.#costs.get(uri) ?? 0;
    this.#typing.set(uri, setTimeout(() => void this.#type(uri), cost < 50 ? 0 : Math.min(2 * cost, 2000)));
    this.#session.settleIn(settlesAfter + cost, false);
  }

  async #type(uri: string): Promise<void> {
    const start = performance.now();
    try {
      await this.#session.type(uri);
    } catch (error) {
      this.#connection.console.error(`pgmiglint: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    }
    this.#costs.set(uri, performance.now() - start);
  }

  #close(uri: string): void {
    clearTimeout(this.#typing.get(uri));
    this.#typing.delete(uri);
    this.#costs.delete(uri);
    this.#session.close(uri);
    this.#session.settleIn(settlesAfter, true);
  }

  #settled(): void {
    if (!this.#abilities.watches) this.#watch.follow(this.#session.configurations.roots.flatMap(({ sets }) => sets));
    if (this.#abilities.pulls && this.#pulled.isStale(this.#session.all())) this.#tell(this.#connection.languages.diagnostics.refresh());
  }

  /** Files that are open are pulled where the client pulls. */
  #send(uri: string, diagnostics: readonly Diagnostic[]): void {
    const buffer = this.#session.buffer(uri);
    if (this.#abilities.pulls && buffer) return;
    const text = JSON.stringify(diagnostics);
    const last = this.#sent.get(uri) ?? (buffer ? undefined : '[]');
    if (last === text) return;
    this.#sent.set(uri, text);
    this.#tell(this.#connection.sendDiagnostics({ uri, diagnostics: [...diagnostics], ...(buffer ? { version: buffer.version } : {}) }));
  }

  /** A client that is gone, or does not know what it is told, is no reason to stop. */
  #tell(told: Promise<unknown>): void {
    told.catch(() => undefined);
  }

  /** Answers about a place of a buffer; null where it is not known, whatever goes wrong. */
  async #at<T>(uri: string, position: Position, answer: (root: Root, buffer: OpenBuffer, offset: number) => T | Promise<T>): Promise<T | null> {
    try {
      if (this.#session.buffer(uri)) await this.#session.diagnosticsOf(uri);
      const located = await this.#session.located(uri);
      if (!located) return null;
      const { root, buffer } = located;
      return await answer(root, buffer, offsetOf(new SourceFile(buffer.path, buffer.text), position));
    } catch (error) {
      this.#connection.console.error(`pgmiglint: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      return null;
    }
  }

  #explain(id: string): void {
    if (!rules.some((rule) => rule.id === id)) return;
    const uri = uriOf(join(this.#serving.packageRoot, 'docs', 'rules', `${id}.md`));
    this.#tell(this.#connection.sendRequest(ShowDocumentRequest.type, { uri, takeFocus: true }));
  }
}
