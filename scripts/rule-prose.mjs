import { createRequire } from 'node:module';
import { build } from 'esbuild';
import ts from 'typescript';

/** What rules say at length: a tenth of the command, and few runs print any of it. */
const fields = ['why', 'references'];

const source = 'rule prose';

/** Gives a rule's prose when it is asked for it, out of a file beside the command. */
const inherited = `
let all;
const told = (id) => (all ??= require('./rule-prose.json'))[id];
export const prose = { ${fields.map((field) => `get ${field}() { return told(this.id).${field}; }`).join(', ')} };`;

/** Resolves what the rules without their prose import instead. */
export const rulesInherit = {
  name: source,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${source}$`) }, () => ({ path: source, namespace: source }));
    onResolve({ filter: /\.json$/, namespace: source }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: source }, () => ({ contents: inherited, loader: 'js' }));
  },
};

/**
 * The source of a rule without its prose, which it inherits.
 *
 * @param {string} text
 */
export function withoutProse(text) {
  const cuts = [];
  const visit = (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineRule') return ts.forEachChild(node, visit);
    for (const property of node.arguments[0].properties) if (fields.includes(property.name?.getText())) cuts.push(property);
  };
  visit(ts.createSourceFile('rule.ts', text, ts.ScriptTarget.Latest, true));
  if (cuts.length === 0) return text;
  if (cuts.length !== fields.length) throw new Error(`a rule has other prose than ${fields.join(' and ')}:\n${text}`);
  const late = cuts.reduceRight((rest, property, index) => `${rest.slice(0, property.getStart())}${index === 0 ? '__proto__: prose' : ''}${rest.slice(index === 0 ? property.getEnd() : property.getEnd() + 1)}`, text);
  return `import { prose } from '${source}';\n${late}`;
}

/**
 * The prose of all rules, by their ids.
 *
 * @param {string} root - the project's folder
 */
export async function proseOf(root) {
  const { outputFiles: [{ text }] } = await build({ absWorkingDir: root, entryPoints: ['src/rules/registry.ts'], bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'error' });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', text)(module, module.exports, createRequire(import.meta.url));
  return Object.fromEntries(module.exports.rules.map((rule) => [rule.id, Object.fromEntries(fields.map((field) => [field, rule[field]]))]));
}
