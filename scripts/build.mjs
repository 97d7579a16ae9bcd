// Bundles the product into dist/, or into the folder named: small files that load what a run needs and nothing else.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));
// Only a folder that is new, empty or an earlier build is emptied.
if (existsSync(dist) && readdirSync(dist).length > 0 && !existsSync(join(dist, 'THIRD-PARTY-NOTICES.txt'))) {
  console.error(`${dist} holds something else than a build: name a new or empty folder`);
  process.exit(2);
}
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

// The command and the library apart: each file that a process opens costs it time, and nobody needs both.
const bundles = await Promise.all([{ bin: 'src/cli/bin.ts' }, { worker: 'src/judge/worker.ts' }, { index: 'src/index.ts' }].map((entryPoints) => build({
  absWorkingDir: root,
  entryPoints,
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  metafile: true,
  legalComments: 'none',
  // Its other build finds its own parts by a `require` that no bundler can follow.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  // Emscripten's loader and fast-glob are CommonJS and expect these.
  banner: { js: "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __path}from'node:url';const require=__createRequire(import.meta.url),__filename=__path(import.meta.url),__dirname=__path(new URL('.',import.meta.url));" },
})));
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

const require = createRequire(import.meta.url);
copyFileSync(join(dirname(require.resolve('libpg-query')), 'libpg-query.wasm'), join(dist, 'libpg-query.wasm'));

// `explain` shows each rule's fixtures.
const rules = join(root, 'fixtures', 'rules');
const examples = {};
for (const id of existsSync(rules) ? readdirSync(rules) : []) {
  const read = (name) => (existsSync(join(rules, id, name)) ? readFileSync(join(rules, id, name), 'utf8') : undefined);
  examples[id] = { unsafe: read('unsafe.sql'), safe: read('safe.sql') };
}
writeFileSync(join(dist, 'examples.json'), JSON.stringify(examples));
if (existsSync(join(root, 'pgmiglintrc.schema.json'))) copyFileSync(join(root, 'pgmiglintrc.schema.json'), join(dist, 'pgmiglintrc.schema.json'));
