import { CodeActionKind, type CodeAction, type Range, type SnippetTextEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Finding } from '../judge/finding.ts';
import { diagnosticOf, type Folders } from './diagnostics.ts';
import { directives, SourceFile } from './parts.ts';
import { offsetOf, rangeOf } from './places.ts';
import type { Buffer, Root } from './root.ts';

/** The command behind "Explain": opens a rule's page. */
export const explainCommand = 'pgmiglint.explain';

/** What a reason starts as. */
const reason = 'why it is right here';

/** What the client can do with an action. */
export interface ActionAbilities {
  readonly snippets: boolean;
  readonly showsDocuments: boolean;
}

/** Where actions are asked for. */
export interface ActionRequest {
  readonly abilities: ActionAbilities;
  readonly root: Root;
  readonly buffer: Buffer;
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  readonly packageRoot: string;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What can be done about the findings that a range touches. Each edit has been tried: with it the finding is gone and no other one is there. */
export async function actionsAt(request: ActionRequest): Promise<readonly CodeAction[]> {
  const { root, buffer, range } = request;
  const findings = await root.typed(buffer);
  if (!findings) return [];
  const file = new SourceFile(root.shown(buffer.path), buffer.text);
  const from = offsetOf(file, range.start);
  const to = offsetOf(file, range.end);
  const actions: CodeAction[] = [];
  for (const finding of findings) {
    const { start, end } = finding.place.span;
    if (finding.place.file.path !== file.path || start > to || end < from) continue;
    actions.push(...await actionsFor(finding, findings, file, request));
  }
  return actions;
}

async function actionsFor(finding: Finding, findings: readonly Finding[], file: SourceFile, request: ActionRequest): Promise<readonly CodeAction[]> {
  const { root, buffer } = request;
  const folders: Folders = { folder: root.folder, packageRoot: request.packageRoot };
  const diagnostics = [diagnosticOf(finding, folders)];
  const actions: CodeAction[] = [];
  const offer = async (title: string, change: Change | undefined, more: Partial<CodeAction> = {}): Promise<void> => {
    if (!change || !(await helps(change, finding, findings, root, buffer))) return;
    actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, edit: editOf(change, file, request), ...more });
  };
  const span = statementAround(finding, root, buffer);
  await offer(`Write it the safe way (${finding.rule})`, replacement(finding, span, buffer), { isPreferred: true });
  if (finding.rule === 'unused-suppression') await offer('Remove this suppression', removal(finding, file), { isPreferred: true });
  const suppression = suppressionOf(finding, span?.span, file);
  await offer(`Suppress ${finding.rule} ${span ? 'for this statement' : 'in this file'}`, suppression);
  if (request.abilities.showsDocuments) {
    const title = `Explain ${finding.rule}`;
    actions.push({ title, kind: CodeActionKind.Empty, diagnostics, command: { title, command: explainCommand, arguments: [finding.rule] } });
  }
  return actions;
}

interface Around {
  readonly span: { readonly start: number; readonly end: number };
  readonly operations: number;
}

/** The statement that a finding stands in. */
function statementAround({ place }: Finding, root: Root, buffer: Buffer): Around | undefined {
  let found: Around | undefined;
  root.walk(buffer, ({ span, file }, operations) => {
    const isAround = span.start <= place.span.start && place.span.end <= span.end && file.text === buffer.text && place.span.end > 0;
    if (isAround && place.file.path === file.path) found = { span, operations: operations.length };
  });
  return found;
}

/** The steps in the place of the statement: where they are all steps of this script, and the statement says nothing else that would be lost. */
function replacement({ instead }: Finding, around: Around | undefined, { text }: Buffer): Change | undefined {
  if (around?.operations !== 1 || instead.length === 0 || instead.some(({ script }) => script !== 'this')) return undefined;
  const { start, end } = around.span;
  const indent = /[ \t]*$/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.[0] ?? '';
  const line = text.includes('\r\n') ? '\r\n' : '\n';
  const written = instead.map(({ sql }) => sql.trim()).join('\n').replace(/;$/, '').split(/\r?\n/).join(line + indent);
  const isEnded = text.slice(end).trimStart().startsWith(';');
  return { start, end, text: isEnded ? written : `${written};` };
}

/** A comment above the statement; for the file as a whole at its end, because some runners read what stands in the first line. */
function suppressionOf({ rule }: Finding, statement: Around['span'] | undefined, { text }: SourceFile): Change | undefined {
  if (rule.endsWith('-suppression') || rule === 'suppression-without-reason') return undefined;
  const line = text.includes('\r\n') ? '\r\n' : '\n';
  if (!statement) {
    const gap = text === '' || text.endsWith('\n') ? '' : line;
    return { start: text.length, end: text.length, text: `${gap}-- pgmiglint-disable ${rule} -- ${reason}${line}` };
  }
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const before = text.slice(lineStart, statement.start);
  const isFirst = before.trim() === '';
  const at = isFirst ? lineStart : statement.start;
  const comment = `-- pgmiglint-disable-next-statement ${rule} -- ${reason}${line}`;
  return { start: at, end: at, text: isFirst ? before + comment : line + comment };
}

/** The comment, with its line where it has one of its own; only where it names nothing else. */
function removal({ place }: Finding, file: SourceFile): Change | undefined {
  const directive = directives(file).find(({ span }) => span.start <= place.span.start && place.span.end <= span.end);
  if (directive?.rules.length !== 1) return undefined;
  const { text } = file;
  const { start, end } = directive.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd).trim() === '';
  return isAlone ? { start: lineStart, end: lineEnd, text: '' } : { start, end, text: '' };
}

/** Judges the file with the change in it: one finding of the rule less, and of no rule one more. */
async function helps(change: Change, { rule }: Finding, before: readonly Finding[], root: Root, { path, text }: Buffer): Promise<boolean> {
  const after = await root.typed({ path, text: text.slice(0, change.start) + change.text + text.slice(change.end) });
  if (!after) return false;
  const count = (findings: readonly Finding[], id: string): number => findings.filter((finding) => finding.rule === id).length;
  return count(after, rule) < count(before, rule) && after.every((finding) => count(after, finding.rule) <= count(before, finding.rule));
}

function editOf({ start, end, text }: Change, file: SourceFile, { uri, version, abilities: { snippets } }: ActionRequest): WorkspaceEdit {
  const range = rangeOf(file, { start, end });
  if (!snippets || !text.includes(reason)) return { changes: { [uri]: [{ range, newText: text } satisfies TextEdit] } };
  const value = text.replace(/[\\$}]/g, '\\$&').replace(reason, `\${1:${reason}}`);
  return { documentChanges: [{ textDocument: { uri, version }, edits: [{ range, snippet: { kind: 'snippet', value } } satisfies SnippetTextEdit] }] };
}
