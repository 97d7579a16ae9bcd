import type { Node, VariableSetStmt } from '../parser/nodes.ts';
import { word } from './words.ts';

/** Spellings of a switch that is on: it counts as the bare word. */
const on: ReadonlySet<string> = new Set(['', 'true', 'on', '1']);

/** The names of options alone. */
export function optionNames(options: readonly Node[] | undefined): readonly string[] {
  return (options ?? []).map((node) => ('DefElem' in node ? (node.DefElem.defname ?? '') : ''));
}

/** Options such as `(FULL, ANALYZE false)` in lower case: `full` and `analyze=false`. */
export function optionWords(options: readonly Node[] | undefined): readonly string[] {
  return (options ?? []).map((node) => {
    if (!('DefElem' in node)) return '';
    const { defname = '', arg } = node.DefElem;
    const value = valueOf(arg).toLowerCase();
    const name = defname.toLowerCase();
    return on.has(value) ? name : `${name}=${value}`;
  });
}

/** Who a function or procedure runs as, and its settings: `security definer`, `set search_path`, `reset all`. */
export function routineOptions(options: readonly Node[] | undefined): readonly string[] {
  const words: string[] = [];
  for (const node of options ?? []) {
    if (!('DefElem' in node)) continue;
    const { defname, arg } = node.DefElem;
    if (defname === 'security') words.push(valueOf(arg) === 'true' ? 'security definer' : 'security invoker');
    if (defname === 'set' && arg && 'VariableSetStmt' in arg) words.push(settingWords(arg.VariableSetStmt));
  }
  return words;
}

function settingWords({ kind, name = 'all' }: VariableSetStmt): string {
  return `${kind?.startsWith('VAR_RESET') || kind === 'VAR_SET_DEFAULT' ? 'reset' : 'set'} ${name.toLowerCase()}`;
}

function valueOf(node: Node | undefined): string {
  if (!node) return '';
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('Boolean' in node) return String(node.Boolean.boolval ?? false);
  if ('Float' in node) return node.Float.fval ?? '';
  // Words that the grammar takes for a type: `off`, `main`.
  if ('TypeName' in node) return word(node.TypeName.names?.at(-1));
  return word(node);
}
