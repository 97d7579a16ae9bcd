import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, transform } from 'esbuild';

/**
 * Builds the command in two parts: a bundle of what nearly every run needs, and in `later/` what the sources import
 * dynamically, a file each and what these share. A module is in one part only: what the later files need of the command's
 * modules they take from it, in the state in which it has them.
 *
 * @param {string} root - the project's folder
 * @param {string} dist
 * @param {import('esbuild').BuildOptions} options - for both parts
 * @param {(toDist: string) => import('esbuild').Plugin[]} plugins - for a part, by the path from its files to `dist`
 * @param {string} entry - the command's first module
 * @returns what esbuild says of both
 */
export async function buildApart(root, dist, options, plugins, entry) {
  let parts = new Map();
  for (;;) {
    const first = { contents: firstModule(entry, parts), resolveDir: root, sourcefile: 'command.js' };
    const command = await build({ ...options, stdin: first, outfile: join(dist, 'command.cjs'), banner: { js: `${head}${address('__filename')}${later}` }, footer: { js: foot }, plugins: [imported(root), ...plugins('.')] });
    const own = new Set(Object.values(command.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)));
    const entries = Object.keys(command.metafile.inputs).filter((path) => path.startsWith('later:')).map((path) => path.slice('later:'.length));
    const held = entries.filter((path) => own.has(path));
    if (held.length > 0) throw new Error(`${held.join(', ')}: imported dynamically, and held by the command anyway`);
    const files = await build({
      ...options, entryPoints: Object.fromEntries(entries.map((path) => [nameOf(path), path])), outdir: join(dist, 'later'), outExtension: { '.js': '.cjs' },
      format: 'esm', splitting: true, chunkNames: 'shared-[hash]', supported: {}, minify: false, write: false, plugins: [taken(root, own), ...plugins('..')],
    });
    const asked = partsOf(files.outputFiles);
    // What the command gives away may bring more modules into it.
    if (!isSame(asked, parts)) {
      parts = asked;
      continue;
    }
    const twice = Object.values(files.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)).filter((path) => own.has(path));
    if (twice.length > 0) throw new Error(`${twice.join(', ')} would be in both parts`);
    mkdirSync(join(dist, 'later'), { recursive: true });
    writeFileSync(join(dist, 'parts.cjs'), 'let all;exports.give=(given)=>{all??=given()};exports.of=(path)=>all[path];\n');
    for (const { path, text } of files.outputFiles) writeFileSync(path, await commonJs(text, options));
    return [command, files];
  }
}

/** The command is a script whose value is its function as a module. Whoever requires it has that function called. */
const head = '{const run=(function(exports,require,module,__filename,__dirname){';
const foot = "});if(typeof module==='object')run(exports,require,module,__filename,__dirname);run}";

/** The address of the command's file, for the few runs that ask for it. */
const address = (file) => `const __place={get url(){return require('node:url').pathToFileURL(${file}).href}};`;

/** How the command loads a later file. */
const later = "const __later=(file)=>{require('./parts.cjs').give(module.exports.parts);return require(file)};";

const nameOf = (path) => path.replace(/^src\//, '').replace(/\.ts$/, '').replaceAll('/', '-');

const fromRoot = (root, folder, path) => relative(root, join(folder, path)).replaceAll('\\', '/');

/** In the command: a dynamic import of a module of ours is that of a later file. */
function imported(root) {
  return {
    name: 'imported later',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => (kind === 'dynamic-import' ? { path: fromRoot(root, resolveDir, path), namespace: 'later' } : undefined));
      onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({ contents: `module.exports = __later('./later/${nameOf(path)}.cjs');`, loader: 'js' }));
    },
  };
}

/** In the later files: the command's modules are outside. */
function taken(root, own) {
  return {
    name: 'taken from the command',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, kind, importer, resolveDir }) => {
        const module = fromRoot(root, resolveDir, path);
        if (!own.has(module)) return undefined;
        if (kind === 'import-statement') return { path: `part:${module}`, external: true, sideEffects: false };
        throw new Error(`${importer} imports ${module} dynamically, which the command holds anyway`);
      });
    },
  };
}

/** The names that the later files take of each of the command's modules. */
function partsOf(files) {
  const parts = new Map();
  for (const { path, text } of files) {
    const imports = [...text.matchAll(/^(?:import|export) \{([^}]*)\} from "part:([^"]+)";$/gm)];
    if (imports.length !== text.split('"part:').length - 1) throw new Error(`${path} takes of the command's modules something else than names`);
    for (const [, names, module] of imports) {
      const known = parts.get(module) ?? new Set();
      for (const name of names.split(',')) known.add(name.trim().split(' as ')[0]);
      parts.set(module, known);
    }
  }
  return new Map([...parts].sort().map(([module, names]) => [module, [...names].sort()]));
}

const isSame = (a, b) => JSON.stringify([...a]) === JSON.stringify([...b]);

/** The command's first module with what it gives to the later files: made when the first of them is loaded. */
function firstModule(entry, parts) {
  let count = 0;
  const imports = [];
  const given = [...parts].map(([module, names]) => {
    const getters = names.map((name) => {
      const local = `__part${count++}`;
      imports.push(`import { ${name} as ${local} } from './${module}';`);
      return `get ${name}() { return ${local}; }`;
    });
    return `${JSON.stringify(module)}: { ${getters.join(', ')} }`;
  });
  return [`export * from './${entry}';`, ...imports, `export const parts = () => ({ ${given.join(',\n')} });`].join('\n');
}

async function commonJs(text, { target, supported }) {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target, supported, minify: true, legalComments: 'none' });
  const linked = code.replace(/require\("part:([^"]+)"\)/g, '__part("$1")');
  const needed = [linked.includes('__place') ? address("require('node:path').join(__dirname,'..','command.cjs')") : '', linked.includes('__part(') ? "const __part=require('../parts.cjs').of;" : ''];
  if (linked.includes('"part:')) throw new Error('a part of the command is taken in another way than by require');
  return needed.join('') + linked;
}
