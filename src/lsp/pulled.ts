import type { Diagnostic, DocumentDiagnosticReport, PreviousResultId, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';

interface Given {
  readonly id: string;
  readonly text: string;
}

/** What clients have been told that ask for diagnostics: the same again is not said twice. */
export class Pulled {
  readonly #given = new Map<string, Given>();
  #next = 1;

  /** @param previous - the id of what the client has */
  report(uri: string, diagnostics: readonly Diagnostic[], previous: string | undefined): DocumentDiagnosticReport {
    const { id } = this.#give(uri, diagnostics);
    return id === previous ? { kind: 'unchanged', resultId: id } : { kind: 'full', resultId: id, items: [...diagnostics] };
  }

  /** Every file that has diagnostics, and those that the client still believes to have some. */
  reports(all: ReadonlyMap<string, readonly Diagnostic[]>, previous: readonly PreviousResultId[]): WorkspaceDocumentDiagnosticReport[] {
    const ids = new Map(previous.map(({ uri, value }) => [uri, value]));
    const uris = new Set([...all.keys(), ...ids.keys()]);
    return [...uris].map((uri) => ({ uri, version: null, ...this.report(uri, all.get(uri) ?? [], ids.get(uri)) }));
  }

  /** Whether a file that was asked for has another answer now. */
  isStale(all: ReadonlyMap<string, readonly Diagnostic[]>): boolean {
    return [...this.#given].some(([uri, { text }]) => text !== JSON.stringify(all.get(uri) ?? []));
  }

  #give(uri: string, diagnostics: readonly Diagnostic[]): Given {
    const text = JSON.stringify(diagnostics);
    const last = this.#given.get(uri);
    if (last?.text === text) return last;
    const given = { id: String(this.#next++), text };
    this.#given.set(uri, given);
    return given;
  }
}
