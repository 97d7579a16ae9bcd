import { posix } from 'node:path';
import type { MigrationSet } from '../project/migration.ts';
import { Tree } from '../project/tree.ts';
import { historyFacts, versionKey, type HistoryFacts } from '../runners/histories.ts';
import { runnerCalled } from '../runners/registry.ts';
import type { ScriptName } from '../runners/runner.ts';
import { decode } from '../source/decode.ts';
import { SourceFile } from '../source/source-file.ts';
import type { AheadMigration, AppliedDifference, ChangedStatement } from './applied.ts';
import { withoutReturns } from './compare.ts';
import type { Snapshot } from './git.ts';
import { migrationFiles, type MigrationFile } from './set-files.ts';
import { compareTexts } from './texts.ts';

/** What happened to a set's applied files. */
export interface Changes {
  readonly differences: readonly AppliedDifference[];
  /** Paths of files that are applied under another name. */
  readonly renamed: ReadonlySet<string>;
  readonly ahead: readonly AheadMigration[];
}

/** Compares a set with the base: what was edited, deleted or renamed, and what the base has gained. */
export function changesOf(set: MigrationSet, prefix: string, snapshot: Snapshot, { cwd, evidence }: { readonly cwd: string; readonly evidence: string }): Changes {
  const comparison = new Comparison(set, prefix, snapshot, cwd, evidence);
  return { differences: comparison.differences(), renamed: comparison.renamed, ahead: comparison.ahead() };
}

class Comparison {
  readonly renamed = new Set<string>();
  readonly #set: MigrationSet;
  readonly #prefix: string;
  readonly #snapshot: Snapshot;
  readonly #evidence: string;
  readonly #facts: HistoryFacts;
  readonly #read: (path: string) => ScriptName | undefined;
  #ownFiles: ReadonlyMap<string, MigrationFile> | undefined;

  constructor(set: MigrationSet, prefix: string, snapshot: Snapshot, cwd: string, evidence: string) {
    this.#set = set;
    this.#prefix = prefix;
    this.#snapshot = snapshot;
    this.#evidence = evidence;
    this.#facts = historyFacts(set.runner);
    this.#read = namesOf(set, cwd);
  }

  differences(): readonly AppliedDifference[] {
    const { changed, base } = this.#snapshot;
    const found: AppliedDifference[] = [];
    for (const [path, { before, now }] of changed) {
      if (!path.startsWith(this.#prefix) || !base.has(path) || before === undefined || now === undefined) continue;
      const difference = now === 'gone' ? this.#gone(path, before) : this.#edited(this.#shown(path), before, now);
      if (difference) found.push(difference);
    }
    return found;
  }

  /** What only the base's newest commit has. */
  ahead(): readonly AheadMigration[] {
    const { tip, base } = this.#snapshot;
    if (!tip) return [];
    return [...tip.keys()].flatMap((path) => {
      if (base.has(path) || !path.startsWith(this.#prefix) || this.#files.has(this.#shown(path))) return [];
      const name = this.#read(path.slice(this.#prefix.length));
      return name && name.repeatable !== true && name.direction !== 'down' ? [{ version: name.version, name: name.name, path: this.#shown(path) }] : [];
    });
  }

  #shown(path: string): string {
    return posix.join(this.#set.path, path.slice(this.#prefix.length));
  }

  /** The files of the history as it stands, by path. */
  get #files(): ReadonlyMap<string, MigrationFile> {
    return (this.#ownFiles ??= new Map([...migrationFiles(this.#set)].map((file) => [file.path, file])));
  }

  #edited(path: string, before: Uint8Array, now: Uint8Array): AppliedDifference | undefined {
    const file = this.#files.get(path);
    if (!file || same(before, now)) return undefined;
    const source = this.#source(path);
    const common = { ...this.#common(path, file.direction), place: { file: source, span: { start: 0, end: source.line(1).length } } };
    if (same(withoutReturns(before), withoutReturns(now))) return { ...common, change: 'line endings' };
    const old = decode(before);
    const own = decode(now);
    if (!('text' in old) || !('text' in own) || !/\.\w*sql$/i.test(path)) return { ...common, change: 'edited' };
    const { kind, statements } = compareTexts(old.text, own.text);
    if (kind === 'comments') return { ...common, change: kind };
    const [first] = statements.flatMap(({ span }) => (span ? [span] : []));
    return {
      ...common,
      change: kind,
      direction: this.#isDown(path, statements) ? 'down' : file.direction,
      // What is to be committed and what stands there can be two texts: then only the file is named.
      place: first && source.text === own.text ? { file: source, span: first } : common.place,
      statements: statements.map((statement) => (statement.span ? { ...statement, now: own.text.slice(statement.span.start, statement.span.end) } : statement)),
    };
  }

  /** Whether all that changed stands in the section that is the down. */
  #isDown(path: string, statements: readonly ChangedStatement[]): boolean {
    const down = this.#set.migrations.find((migration) => migration.down?.file.path === path && migration.up?.file.path === path)?.down;
    return down !== undefined && statements.every(({ span }) => span !== undefined && span.start >= down.span.start && span.end <= down.span.end) && statements.length > 0;
  }

  #source(path: string): SourceFile {
    for (const { up, down } of this.#set.migrations) {
      if (up?.file.path === path) return up.file;
      if (down?.file.path === path) return down.file;
    }
    return new SourceFile(path, '');
  }

  /** A file of the base that is not here: deleted, or called otherwise. */
  #gone(path: string, before: Uint8Array): AppliedDifference | undefined {
    const name = this.#read(path.slice(this.#prefix.length));
    if (!name || name.repeatable === true) return undefined;
    const shown = this.#shown(path);
    const direction = name.direction === 'down' ? 'down' : 'up';
    const successor = this.#successor(name, direction, before);
    const at = (file: SourceFile): AppliedDifference['place'] => ({ file, span: { start: 0, end: file.line(1).length } });
    if (!successor) return { ...this.#common(shown, direction), change: 'deleted', place: at(new SourceFile(shown, '')) };

    const bytes = this.#snapshot.now(this.#prefix + successor.listed);
    const kept = versionKey(name.version, this.#facts.version) === versionKey(successor.version, this.#facts.version);
    const consequence = kept ? this.#facts.renamed : this.#facts.late && `has version ${name.version} as applied, and takes ${successor.version} for a new one`;
    if (consequence === undefined) {
      this.renamed.add(successor.path);
      return bytes && this.#edited(successor.path, before, bytes);
    }
    return {
      ...this.#common(shown, direction),
      change: 'renamed',
      renamedTo: successor.path,
      consequence: `${this.#facts.title} ${consequence}`,
      restore: `git mv ${quoted(successor.path)} ${quoted(shown)}`,
      place: at(this.#source(successor.path)),
    };
  }

  /** The file that has taken a file's place: of the same version, or with the same content. */
  #successor({ version }: ScriptName, direction: 'up' | 'down', before: Uint8Array): MigrationFile | undefined {
    const fresh = [...this.#files.values()].filter((file) => file.direction === direction && !this.#snapshot.base.has(this.#prefix + file.listed));
    const key = (own: string): string => versionKey(own, this.#facts.version) ?? own;
    const own = fresh.filter((file) => key(file.version) === key(version));
    if (own.length === 1) return own[0];
    return fresh.find((file) => {
      const now = this.#snapshot.now(this.#prefix + file.listed);
      return now !== undefined && same(withoutReturns(before), withoutReturns(now));
    });
  }

  #common(path: string, direction: 'up' | 'down'): Pick<AppliedDifference, 'source' | 'evidence' | 'path' | 'direction' | 'recorded' | 'restore'> {
    const { commit, staged } = this.#snapshot;
    const source = commit.slice(0, 10);
    return {
      source: 'git',
      evidence: this.#evidence,
      path,
      direction,
      recorded: source,
      restore: `git restore --source=${source}${staged ? ' --staged --worktree' : ''} -- ${quoted(path)}`,
    };
  }
}

/** Reads names of files as the set's runner does, those that are no longer there too. */
function namesOf({ runner: id, path: folder }: MigrationSet, cwd: string): (path: string) => ScriptName | undefined {
  const runner = runnerCalled(id);
  let history: ReturnType<NonNullable<typeof runner>['history']> | undefined;
  return (path) => {
    const depth = path.split('/').length - 1;
    if (!runner || (runner.layout === 'files' && depth > 0) || (runner.layout === 'folders' && depth !== 1)) return undefined;
    history ??= runner.history(new Tree(cwd).folder(folder));
    const name = history.read(path);
    return name && 'path' in name ? name : undefined;
  };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** For a shell. */
function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
