import { resolve } from 'node:path';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../judge/finding.ts';
import { Configurations, isConfig, problemsOf, type Calling } from './configurations.ts';
import { diagnosticOf, problemOf } from './diagnostics.ts';
import { isSql } from './parts.ts';
import { pathOf, uriOf } from './places.ts';
import type { Buffer, Root } from './root.ts';

/** A buffer as the client knows it. */
export interface OpenBuffer extends Buffer {
  readonly uri: string;
  readonly version: number;
}

/** What was found in a version of a buffer. */
interface Answer {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a session tells the client. */
export interface Listener {
  /** The diagnostics of a file have been found anew. */
  readonly onDiagnostics: (uri: string, diagnostics: readonly Diagnostic[]) => void;
  /** Everything has been judged: what was asked before may have another answer now. */
  readonly onSettled: () => void;
  /** Something is wrong that stands at no place of an open file. */
  readonly onTrouble: (message: string) => void;
}

/** What a session is given by whoever starts it. */
export interface Surroundings extends Calling {
  /** Where the documentation stands; absolute. */
  readonly packageRoot: string;
}

/** The open buffers of an editor and what is known of them. Knows nothing of the protocol's connection. */
export class Session {
  readonly configurations: Configurations;
  readonly packageRoot: string;
  /** Search whole workspace folders, and not only for what the open files belong to. */
  whole = false;
  readonly #listener: Listener;
  readonly #buffers = new Map<string, OpenBuffer>();
  readonly #answers = new Map<string, Answer>();
  readonly #said = new Set<string>();
  #running: Promise<void> = Promise.resolve();
  /** A settling that will begin. */
  #due: Due | undefined;
  #timer: NodeJS.Timeout | undefined;
  #asksApplied = true;

  constructor(surroundings: Surroundings, listener: Listener) {
    this.packageRoot = surroundings.packageRoot;
    this.configurations = new Configurations(surroundings);
    this.#listener = listener;
  }

  /** A buffer was opened or has changed. */
  put(uri: string, version: number, text: string): void {
    const path = pathOf(uri);
    if (path !== undefined) this.#buffers.set(uri, { uri, version, path, text: text.replace(/^\uFEFF/, '') });
  }

  close(uri: string): void {
    this.#buffers.delete(uri);
    this.#answers.delete(uri);
    this.#listener.onDiagnostics(uri, []);
  }

  buffer(uri: string): OpenBuffer | undefined {
    return this.#buffers.get(uri);
  }

  /** A buffer that holds SQL, and the root that it belongs to. */
  async located(uri: string): Promise<{ readonly root: Root; readonly buffer: OpenBuffer } | undefined> {
    const buffer = this.#buffers.get(uri);
    const root = buffer && isSql(buffer.path) ? await this.configurations.rootOf(buffer.path) : undefined;
    return root && buffer && { root, buffer };
  }

  /** Judges a buffer as it stands now, against the history before it as it is known: what a keystroke costs. */
  async type(uri: string): Promise<void> {
    const buffer = this.#buffers.get(uri);
    if (!buffer) return;
    if (isConfig(buffer.path)) {
      this.#answer(buffer, (await problemsOf(buffer.path, buffer.text)).map((problem) => problemOf(problem)));
      return;
    }
    const located = await this.located(uri);
    const findings = located && (await located.root.typed(buffer));
    if (findings && this.#buffers.get(uri) === buffer) this.#answer(buffer, this.#diagnostics(located.root, buffer, findings));
  }

  /**
   * Reads and judges everything that the open buffers belong to, after a while. Of several calls the last one does it.
   *
   * @param asksApplied - something else than a text may have changed: asks anew what is applied
   */
  settleIn(milliseconds: number, asksApplied: boolean): void {
    this.#asksApplied ||= asksApplied;
    const due = (this.#due ??= new Due());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#due = undefined;
      this.#running = this.#settle().catch((error: unknown) => { this.#listener.onTrouble(`a bug in pgmiglint itself: ${error instanceof Error ? error.message : String(error)}`); });
      void this.#running.then(due.come);
    }, milliseconds);
  }

  /** When everything that was asked for has been done. */
  async settled(): Promise<void> {
    const next = (): Promise<void> => this.#due?.promise ?? this.#running;
    for (let last; last !== next(); ) {
      last = next();
      await last;
    }
  }

  /** The diagnostics of a buffer as it stands now. */
  async diagnosticsOf(uri: string): Promise<readonly Diagnostic[]> {
    const isCurrent = (): boolean => this.#answers.get(uri)?.text === this.#buffers.get(uri)?.text;
    if (!isCurrent()) await this.type(uri);
    if (!isCurrent()) await this.settled();
    return this.#answers.get(uri)?.diagnostics ?? [];
  }

  /** The diagnostics of every file of the sets, by URI: what the last settling found, and newer answers for open buffers. */
  all(): ReadonlyMap<string, readonly Diagnostic[]> {
    const found = new Map<string, Diagnostic[]>();
    for (const root of this.configurations.roots) {
      for (const finding of root.result?.findings ?? []) {
        const uri = uriOf(resolve(root.folder, finding.place.file.path));
        const list = found.get(uri) ?? [];
        list.push(diagnosticOf(finding, { folder: root.folder, packageRoot: this.packageRoot }));
        found.set(uri, list);
      }
    }
    for (const [uri, { diagnostics }] of this.#answers) found.set(uri, [...diagnostics]);
    return found;
  }

  async #settle(): Promise<void> {
    const asksApplied = this.#asksApplied;
    const buffers = [...this.#buffers.values()];
    const byRoot = new Map<Root, OpenBuffer[]>();
    for (const folder of this.whole ? this.configurations.folders : []) {
      const root = await this.configurations.rootOf(folder);
      if (root) byRoot.set(root, []);
    }
    for (const { uri } of buffers) {
      const located = await this.located(uri);
      if (located) byRoot.set(located.root, [...(byRoot.get(located.root) ?? []), located.buffer]);
    }
    this.#sayProblems();
    for (const [root, own] of byRoot) {
      const trouble = await root.settle({ buffers: own, whole: this.whole && this.configurations.folders.includes(root.folder), asksApplied });
      // A later call is on its way.
      if (!trouble) return;
      this.#asksApplied = false;
      for (const message of trouble.messages) this.#sayOnce(message);
      for (const buffer of own) this.#answerFrom(root, buffer);
    }
    this.#listener.onSettled();
  }

  #answerFrom(root: Root, buffer: OpenBuffer): void {
    // What was typed meanwhile has its own answer, or will have one with the next settling.
    if (this.#buffers.get(buffer.uri)?.text !== buffer.text) return;
    const path = root.shown(buffer.path);
    this.#answer(buffer, this.#diagnostics(root, buffer, root.result?.findings.filter(({ place }) => place.file.path === path) ?? []));
  }

  #diagnostics(root: Root, { path }: Buffer, findings: readonly Finding[]): readonly Diagnostic[] {
    const shown = root.shown(path);
    const unreadable = root.result?.unreadable.filter(({ file }) => file === shown) ?? [];
    return [...findings.map((finding) => diagnosticOf(finding, { folder: root.folder, packageRoot: this.packageRoot })), ...unreadable.map((one) => problemOf(one, DiagnosticSeverity.Warning))];
  }

  #answer({ uri, text }: OpenBuffer, diagnostics: readonly Diagnostic[]): void {
    this.#answers.set(uri, { text, diagnostics });
    this.#listener.onDiagnostics(uri, diagnostics);
  }

  /** Mistakes in configuration files, on those files; open ones tell their own. */
  #sayProblems(): void {
    for (const [file, problems] of this.configurations.problems()) {
      const uri = uriOf(file);
      if (!this.#buffers.has(uri)) this.#listener.onDiagnostics(uri, problems.map((problem) => problemOf(problem)));
      for (const problem of problems) this.#sayOnce(`${problem.file}:${problem.line}: ${problem.message}`);
      if (problems.length === 0) for (const said of this.#said) if (said.startsWith(`${file}:`)) this.#said.delete(said);
    }
  }

  #sayOnce(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.#listener.onTrouble(message);
  }
}

/** Something that will be. */
class Due {
  readonly promise: Promise<void>;
  come: () => void = () => undefined;

  constructor() {
    this.promise = new Promise((resolve) => { this.come = resolve; });
  }
}
