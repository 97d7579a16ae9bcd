import type { InitializeParams } from 'vscode-languageserver';
import type { ActionAbilities } from './actions.ts';

type Told = Pick<InitializeParams, 'capabilities' | 'initializationOptions'>;

/** What the client at the other end can do, as far as it matters here. */
export class Abilities implements ActionAbilities {
  static readonly none = new Abilities({ capabilities: {} });

  /** It asks for diagnostics, and can be told to ask again. */
  readonly pulls: boolean;
  /** It watches files that it is told to watch. */
  readonly watches: boolean;
  readonly hasFolders: boolean;
  readonly snippets: boolean;
  readonly showsDocuments: boolean;
  /** The user wants the findings of all files of the workspace, open or not. */
  readonly whole: boolean;

  private constructor({ capabilities: { textDocument, workspace, window }, initializationOptions }: Told) {
    this.pulls = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
    this.watches = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.hasFolders = workspace?.workspaceFolders === true;
    this.snippets = workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true;
    this.showsDocuments = window?.showDocument?.support === true;
    this.whole = this.pulls && (initializationOptions as { readonly workspaceDiagnostics?: unknown } | null | undefined)?.workspaceDiagnostics === true;
  }

  static of(params: Told): Abilities {
    return new Abilities(params);
  }
}
