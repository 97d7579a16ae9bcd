// Bundles the product into dist/, or into the folder named: small files that load what a run needs and nothing else.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildApart } from './apart.mjs';
import { grammarWasm } from './grammar-wasm.mjs';
import { plainCode } from './plain-code.mjs';
import { proseOf, rulesInherit, withoutProse } from './rule-prose.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));
// Of folders named, only one that is new, empty or an earlier build is emptied.
if (process.argv[2] !== undefined && existsSync(dist) && readdirSync(dist).length > 0 && !existsSync(join(dist, 'THIRD-PARTY-NOTICES.txt'))) {
  console.error(`${dist} holds something else than a build: name a new or empty folder`);
  process.exit(2);
}
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  metafile: true,
  legalComments: 'none',
  // Its other build finds its own parts by a `require` that no bundler can follow.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};

const sources = plainCode(root);
const isRule = /[\\/]src[\\/]rules[\\/]/;
const plain = {
  name: 'plain code',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = isRule.test(path) ? withoutProse(sources.get(path) ?? readFileSync(path, 'utf8')) : sources.get(path);
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
};

// The command is CommonJS in one file, which starts quicker than modules; what few runs need stands beside it.
const onDemand = ['@clack/prompts', 'chalk', 'fast-glob', 'fastest-levenshtein', 'jsonc-parser', 'libpg-query', 'pgsql-ast-parser', 'picomatch'];
const entries = { 'libpg-query': 'libpg-query/wasm/libpg-query.js' };
const beside = (toDist) => ({
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${onDemand.join('|')})(/|$)`) }, ({ path }) => ({ path: `${toDist}/${onDemand.find((name) => path.startsWith(name))}.cjs`, external: true }));
  },
});
const commonJs = {
  ...common,
  format: 'cjs',
  // Code that is kept compiled cannot import.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__place.url', VERSION: JSON.stringify(version) },
  outExtension: { '.js': '.cjs' },
};
const bundles = [
  ...(await Promise.all(onDemand.map((name) => build({ ...commonJs, outdir: dist, entryPoints: { [name]: entries[name] ?? name }, define: {} })))),
  ...(await buildApart(root, dist, commonJs, (toDist) => [beside(toDist), rulesInherit, plain], 'src/cli/bin.ts')),
];
const command = { file: 'command.cjs', hash: createHash('sha256').update(readFileSync(join(dist, 'command.cjs'))).digest('hex').slice(0, 16) };
const starting = { ...commonJs, outdir: dist, define: { BUNDLE: JSON.stringify(command) } };
bundles.push(
  await build({ ...starting, entryPoints: { pgmiglint: 'src/cli/start.ts' }, banner: { js: '#!/usr/bin/env node' } }),
  await build({ ...starting, entryPoints: { worker: 'src/cli/worker.ts' } }),
);

// The library is the same code.
const require = createRequire(import.meta.url);
const library = Object.keys(require(join(dist, 'command.cjs'))).filter((name) => !['run', 'serve', 'startLoadingGrammar', 'isGrammarLoaded', 'hasStartedThread', 'parts'].includes(name)).sort();
writeFileSync(join(dist, 'index.js'), `import command from './command.cjs';

export const { ${library.join(', ')} } = command;
// Their prose becomes their own: it is not to be lost where one is copied.
for (const rule of rules) Object.defineProperties(rule, Object.getOwnPropertyDescriptors(Object.getPrototypeOf(rule)));
`);
const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));

// The licences of what is bundled.
const packages = new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
const notices = [...packages].sort().map((name) => {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
});
writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), notices.join(`\n${'-'.repeat(78)}\n\n`));

writeFileSync(join(dist, 'rule-prose.json'), JSON.stringify(await proseOf(root)));
writeFileSync(join(dist, 'libpg-query.wasm'), grammarWasm());

// `explain` shows each rule's fixtures.
const rules = join(root, 'fixtures', 'rules');
const examples = {};
for (const id of existsSync(rules) ? readdirSync(rules) : []) {
  const read = (name) => (existsSync(join(rules, id, name)) ? readFileSync(join(rules, id, name), 'utf8') : undefined);
  examples[id] = { unsafe: read('unsafe.sql'), safe: read('safe.sql') };
}
writeFileSync(join(dist, 'examples.json'), JSON.stringify(examples));
if (existsSync(join(root, 'pgmiglintrc.schema.json'))) copyFileSync(join(root, 'pgmiglintrc.schema.json'), join(dist, 'pgmiglintrc.schema.json'));
