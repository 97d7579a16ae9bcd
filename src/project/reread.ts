import type { Config } from '../config/config.ts';
import { runnerCalled } from '../runners/registry.ts';
import type { ScriptName } from '../runners/runner.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Migration, MigrationSet } from './migration.ts';
import { migrationsOf, type Candidate } from './migration-set.ts';
import { settingsOf } from './recognise.ts';
import type { Tree } from './tree.ts';

/** Reads single files of a set anew, as long as nothing else of it has changed: what a keystroke costs. */
export class Rereader {
  readonly #set: MigrationSet;
  readonly #candidate: Candidate | undefined;
  readonly #names = new Map<string, ScriptName | undefined>();

  constructor(set: MigrationSet, tree: Tree, config: Config) {
    this.#set = set;
    const runner = runnerCalled(set.runner);
    const folder = tree.folder(set.path);
    this.#candidate = runner && { folder, runner, recognition: { strength: 0, evidence: set.evidence }, settings: settingsOf(folder, config) };
  }

  /** The set with another text of one of its files; undefined where only a search can tell what has become of it. */
  withText(file: SourceFile): MigrationSet | undefined {
    const { path } = file;
    const { baseline, migrations } = this.#set;
    if (baseline?.file.path === path) return undefined;
    const isOwn = (migration: Migration): boolean => migration.up?.file.path === path || migration.down?.file.path === path;
    const first = migrations.findIndex(isOwn);
    if (first < 0) return undefined;
    const last = migrations.findLastIndex(isOwn);
    const name = this.#nameOf(path);
    if (!name || !this.#candidate) return undefined;
    const read = migrationsOf(this.#candidate, name, file);
    const fresh = name.direction === 'both' ? read : migrations.slice(first, last + 1).map((migration) => {
      const [own] = read;
      const side = name.direction === 'down' ? 'down' : 'up';
      const script = own?.[side];
      return isOwn(migration) && script ? { ...migration, [side]: script } : migration;
    });
    return { ...this.#set, migrations: [...migrations.slice(0, first), ...fresh, ...migrations.slice(last + 1)] };
  }

  #nameOf(path: string): ScriptName | undefined {
    if (this.#names.has(path)) return this.#names.get(path);
    const { folder, runner } = this.#candidate ?? {};
    const below = this.#set.path === '.' ? path : path.slice(this.#set.path.length + 1);
    const name = folder && runner?.history(folder).read(below);
    const own = name && 'path' in name && name.opaque !== true ? name : undefined;
    this.#names.set(path, own);
    return own;
  }
}
