import type { Folder } from '../project/folder.ts';
import type { Execution } from '../project/migration.ts';
import { dialectOfFile } from '../project/dialects.ts';
import { isDigit } from '../source/tokens.ts';
import { baseName, files, isSql, oncePerFolder } from './names.ts';
import { byVersionParts, compareText } from './order.ts';
import { strength } from './runner.ts';
import type { History, LeftOutName, Runner, ScriptName, ScriptSource } from './runner.ts';
import { wholeFile } from './sections.ts';

const versioned = /^([VUB])(\d[\d._]*?)__(.*)\.(sql|SQL|java|kt)$/i;
const repeatable = /^R__(.*)\.(sql|SQL|java|kt)$/i;
const callback = /^(?:before|after)[A-Z]\w*(?:__.*)?\.sql$/;
const automatic: Execution = { wrap: 'script', send: 'statements', session: 'kept', leavesTransactionFor: 'flyway', beginsAnew: true };
const never: Execution = { wrap: 'none', send: 'statements', session: 'kept' };
const always: Execution = { wrap: 'script', send: 'statements', session: 'kept', beginsAnew: true };

export default {
  id: 'flyway',
  title: 'Flyway',
  downs: 'none',
  generated: false,
  layout: 'tree',
  naming: 'V1__name.sql, U1__name.sql, B1__name.sql or R__name.sql',
  recognise(folder) {
    const own = folder.files.filter(isMigration).length;
    const isLocation = folder.absolute.endsWith("/db/migration");
    if (own === 0 && !isLocation) return undefined;
    const all = folder.below().filter(isMigration);
    if (own === 0 && !spread(all)) return undefined;
    if (!distinct(all)) return own === all.length ? { strength: strength.shape, evidence: named(own) } : undefined;
    return { strength: isLocation ? strength.location : strength.shape, evidence: named(all.length) };
  },
  mayHold: (_folder, path) => readName(path) !== undefined || beginsWith('v', path),
  history: flywayHistory,
  sections: wholeFile(execution),
  stray: (path) => (/^[VUB]\d/.test(baseName(path)) ? 'never run' : undefined),
} satisfies Runner;

function named(count: number): string {
  return `${files(count)} named V1__name.sql or R__name.sql`;
}

function isMigration(path: string): boolean {
  if (!path.includes('__')) return false;
  const name = baseName(path);
  return isSql(name) && (versioned.test(name) || repeatable.test(name));
}

/** Whether several folders hold them: one alone is the set itself. */
function spread(paths: readonly string[]): boolean {
  return new Set(paths.map((path) => path.slice(0, path.indexOf('/')))).size > 1;
}

/** Flyway refuses a location with one version twice: such folders are several locations. */
function distinct(paths: readonly string[]): boolean {
  const seen = new Set<string>();
  for (const path of paths) {
    const match = versioned.exec(baseName(path));
    if (!match) continue;
    const key = `${match[1] ?? ''}${versionOf(match[2] ?? '')}`;
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

function versionOf(text: string): string {
  return text.replaceAll('_', '.').replace(/(?:\.0*)+$/, '');
}

function flywayHistory(folder: Folder): History {
  const names = new Map(folder.below().map((path) => [path, readName(path)]));
  let oldest: ScriptName | undefined;
  let isCapital = false;
  for (const [path, name] of names) {
    isCapital ||= beginsWith('V', path);
    if (name && 'version' in name && name.direction === 'up' && !name.repeatable && !isBaseline(name) && (!oldest || byVersionParts(name, oldest) < 0)) oldest = name;
  }
  return {
    read: (path) => {
      if (isCapital && beginsWith('v', path)) return { leftOut: 'its prefix is v, and Flyway runs those with V here', fate: 'never run' };
      const name = names.has(path) ? names.get(path) : readName(path);
      if (!name || !('version' in name) || !isBaseline(name) || !oldest || byVersionParts(oldest, name) > 0) return name;
      return { leftOut: 'a baseline: the migrations that it stands for are read themselves' };
    },
    compare: (a, b) => (a.repeatable === true && b.repeatable === true ? compareText(a.name, b.name) : byVersionParts(a, b)),
  };
}

function beginsWith(letter: 'V' | 'v', path: string): boolean {
  const name = baseName(path);
  return name.startsWith(letter) && isDigit(name.charCodeAt(1));
}

function isBaseline(name: ScriptName): boolean {
  return /^[Bb]/.test(baseName(name.path));
}

function readName(path: string): ScriptName | LeftOutName | undefined {
  const base = baseName(path);
  const database = dialectOfFile(base);
  if (database !== undefined) return { leftOut: `its name says that it is for ${database}` };
  const isNamed = base.includes('__');
  const again = isNamed ? repeatable.exec(base) : undefined;
  if (again) return { path, version: '', name: spaced(again[1]), direction: 'up', repeatable: true, ...opaque(base) };
  const match = isNamed ? versioned.exec(base) : undefined;
  if (!match) return (base.startsWith('before') || base.startsWith('after')) && callback.test(base) ? { leftOut: 'a callback, run beside the migrations' } : undefined;
  const direction = match[1]?.toUpperCase() === 'U' ? 'down' : 'up';
  return { path, version: (match[2] ?? '').replaceAll('_', '.'), name: spaced(match[3]), direction, ...opaque(base) };
}

function opaque(base: string): { readonly opaque?: true } {
  return isSql(base) ? {} : { opaque: true };
}

function spaced(description: string | undefined): string {
  return (description ?? '').replaceAll('_', ' ');
}

function execution(script: ScriptSource): Execution {
  const own = transactionOf(script);
  return hasSessionLock(script.folder) ? own : { ...own, heldLock: 'transaction' };
}

/** `V1__name.sql.conf` beside a script decides over its transaction. */
function transactionOf({ name, folder }: ScriptSource): Execution {
  const slash = name.path.lastIndexOf('/');
  const parent = slash === -1 ? folder : folder.folder(name.path.slice(0, slash));
  const conf = `${baseName(name.path)}.conf`;
  if (!parent.has(conf)) return automatic;
  const setting = /^\s*executeInTransaction\s*=\s*(\w+)/im.exec(parent.text(conf) ?? '')?.[1];
  if (setting === undefined) return automatic;
  return setting.toLowerCase() === 'false' ? never : always;
}

/** Where a project says how its Flyway locks: Flyway's own files, what Spring Boot hands on to it, and the build. */
const configurations: readonly string[] = [
  'flyway.conf', 'flyway.toml', 'conf/flyway.conf', 'conf/flyway.toml', 'flyway.user.toml',
  'application.properties', 'application.yml', 'application.yaml', 'src/main/resources/application.properties',
  'src/main/resources/application.yml', 'src/main/resources/application.yaml', 'pom.xml', 'build.gradle', 'build.gradle.kts',
];

/** `flyway.postgresql.transactional.lock=false` in any of their spellings. */
const sessionLock = /transactional(?:[-_.]|\]\s*)?lock\W{1,8}false\b/i;

const hasSessionLock = oncePerFolder((folder) => configurations.some((name) => sessionLock.test((folder.manifest(name) ?? '').replace(/^\s*(?:#|\/\/).*$/gm, ''))));
