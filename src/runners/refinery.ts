import { oneMessageInTransaction } from './executions.ts';
import { baseName, files, history, strayNumbered } from './names.ts';
import { byNumber } from './order.ts';
import { ignored } from './remarks.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { firstLine, wholeFile } from './sections.ts';

const pattern = /^([UV])(\d+(?:\.\d+)?)__(\w+)\.(rs|sql)$/;

export default {
  id: 'refinery',
  title: 'refinery',
  downs: 'none',
  generated: false,
  layout: 'tree',
  naming: 'V1__name.sql, U1__name.sql or V1__name.rs',
  recognise(folder) {
    const named = folder.files.filter((name) => name.includes('__') && pattern.test(name));
    if (named.length === 0) return undefined;
    const evidence = `${files(named.length)} named V1__name`;
    if (named.some((name) => name.endsWith('.rs'))) return { strength: strength.dependency, evidence: `${evidence}, some in Rust` };
    if (folder.dependency('Cargo.toml', 'refinery') === undefined) return undefined;
    return { strength: strength.location + 5, evidence: `${evidence}, and Cargo.toml names refinery` };
  },
  history: history(read, byNumber),
  sections: wholeFile(oneMessageInTransaction),
  remarks: ({ file, name }) => (/^\d+$/.test(name.version) ? [] : [ignored(firstLine(file.text), 'refinery refuses the whole folder because of this file: a version is one number.')]),
  stray: strayNumbered,
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  const match = path.includes('__') ? pattern.exec(baseName(path)) : undefined;
  if (!match) return undefined;
  const [, , version = '', name = '', extension] = match;
  const script = { path, version, name, direction: 'up' } as const;
  return extension === 'rs' ? { ...script, opaque: true } : script;
}
