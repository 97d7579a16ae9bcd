import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection, DidChangeTextDocumentNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, DidSaveTextDocumentNotification, ExitNotification, InitializedNotification,
  InitializeRequest, PublishDiagnosticsNotification, RegistrationRequest, ShowDocumentRequest, ShowMessageNotification, ShutdownRequest, StreamMessageReader, StreamMessageWriter, LogMessageNotification, DiagnosticRefreshRequest,
  type ClientCapabilities, type Diagnostic, type InitializeParams, type InitializeResult, type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';

/** An editor that pushes nothing aside: what old clients and Neovim 0.7 can do. */
export const plainClient: ClientCapabilities = { textDocument: { publishDiagnostics: { relatedInformation: true } }, workspace: { workspaceFolders: true } };

/** What VS Code can do, as far as this server asks. */
export const fullClient: ClientCapabilities = {
  textDocument: { diagnostic: {}, publishDiagnostics: { relatedInformation: true } },
  workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  window: { showDocument: { support: true } },
};

/** An editor, played by the protocol's own client library, with the built server at the other end. */
export class Client {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcessWithoutNullStreams;
  readonly messages: string[] = [];
  readonly logged: string[] = [];
  readonly shown: string[] = [];
  readonly registered: string[] = [];
  refreshes = 0;
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #versions = new Map<string, number>();
  #heard: (() => void)[] = [];
  result: InitializeResult | undefined;

  private constructor(server: string, cwd: string, env: NodeJS.ProcessEnv) {
    this.process = spawn(process.execPath, [server, 'lsp', '--stdio'], { cwd, env });
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout), new StreamMessageWriter(this.process.stdin));
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
      this.#tell();
    });
    this.connection.onNotification(ShowMessageNotification.type, ({ message }) => { this.messages.push(message); this.#tell(); });
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => { this.logged.push(message); });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => { this.registered.push(...registrations.map(({ method }) => method)); });
    this.connection.onRequest(ShowDocumentRequest.type, ({ uri }) => { this.shown.push(uri); return { success: true }; });
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => { this.refreshes++; this.#tell(); });
    this.connection.listen();
    this.process.stderr.on('data', (chunk: Buffer) => { this.logged.push(chunk.toString()); });
    // What is waited for then will not come.
    this.process.once('exit', () => { this.connection.dispose(); });
  }

  static async start(server: string, folders: readonly string[], capabilities: ClientCapabilities, { env = process.env, options }: { env?: NodeJS.ProcessEnv; options?: object } = {}): Promise<Client> {
    const client = new Client(server, folders[0] ?? '/', env);
    const params: Omit<InitializeParams, 'rootUri'> = {
      processId: process.pid, capabilities, initializationOptions: options, workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
    };
    client.result = await client.connection.sendRequest(InitializeRequest.method, params);
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** Opens a file, with the text of the disk or another one; its URI. */
  async open(path: string, text = readFileSync(path, 'utf8')): Promise<string> {
    const { href: uri } = pathToFileURL(path);
    this.#versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'sql', version: 1, text: text.replace(/^\uFEFF/, '') } });
    return uri;
  }

  async change(uri: string, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** What was pushed last for a file. */
  pushed(uri: string): readonly Diagnostic[] | undefined {
    return this.#diagnostics.get(uri);
  }

  /** Waits until what was pushed, said or asked for is as wanted. */
  async until(isSo: () => boolean, what = 'something'): Promise<void> {
    const end = Date.now() + 20_000;
    while (!isSo()) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.#heard.push(() => { clearTimeout(timer); resolve(); });
      });
    }
  }

  /** Waits for pushed diagnostics that fit. */
  async diagnostics(uri: string, fits: (codes: readonly string[]) => boolean): Promise<readonly Diagnostic[]> {
    await this.until(() => fits(codes(this.pushed(uri) ?? [])) && this.pushed(uri) !== undefined, `diagnostics of ${uri}`);
    return this.pushed(uri) ?? [];
  }

  /** Says good-bye; the exit code. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => { this.process.once('exit', resolve); });
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return exited;
  }

  #tell(): void {
    const heard = this.#heard;
    this.#heard = [];
    for (const listener of heard) listener();
  }
}

export function codes(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code }) => String(code));
}
