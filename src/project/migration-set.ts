import type { SetConfig } from '../config/config.ts';
import { withoutZeros } from '../runners/order.ts';
import type { Recognition, Runner, ScriptName, Section } from '../runners/runner.ts';
import { isSql } from '../runners/names.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Folder } from './folder.ts';
import type { Fate, LeftOut, Migration, MigrationSet, Remark, Script } from './migration.ts';

/** A folder that a runner's migrations stand in. */
export interface Candidate {
  readonly folder: Folder;
  readonly runner: Runner;
  readonly recognition: Recognition;
  readonly settings: SetConfig;
}

/** The names in a set's folder, sorted into history and rest, before any file is read. */
export interface Names {
  readonly scripts: readonly ScriptName[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads the names of a set's files as its runner does. */
export function readNames({ folder, runner }: Candidate): Names {
  const history = runner.history(folder);
  const scripts: ScriptName[] = [];
  const leftOut: LeftOut[] = [];
  for (const path of paths(folder, runner)) {
    const name = history.read(path);
    if (name && 'path' in name) scripts.push(name);
    else if (isSql(path)) leftOut.push(name ? leftOutAs(folder.display(path), name.leftOut, name.fate) : strayed(folder.display(path), path, runner));
  }
  scripts.sort(history.compare);
  const repeatable = scripts.filter((name) => name.repeatable === true);
  return withoutReplaced(folder, repeatable.length === 0 ? scripts : [...scripts.filter((name) => name.repeatable !== true), ...repeatable], leftOut);
}

function strayed(shown: string, path: string, runner: Runner): LeftOut {
  const fate = runner.stray?.(path);
  const reason = `${runner.title} runs only files called ${runner.naming}`;
  return leftOutAs(shown, fate === 'refused' ? `${reason}, and runs nothing at all beside this one` : reason, fate);
}

function leftOutAs(path: string, reason: string, fate: Fate | undefined): LeftOut {
  return fate ? { path, reason, fate } : { path, reason };
}

function paths(folder: Folder, runner: Runner): readonly string[] {
  if (runner.layout === 'files') return folder.files;
  if (runner.layout === 'tree') return folder.below();
  return folder.folders.flatMap((name) => folder.folder(name).files.map((file) => `${name}/${file}`));
}

/** Where a file is made for PostgreSQL, the general one of the same version and direction is not run. */
function withoutReplaced(folder: Folder, scripts: readonly ScriptName[], leftOut: readonly LeftOut[]): Names {
  const specific = new Map<string, string>();
  for (const name of scripts) if (name.specific === true) specific.set(`${name.direction} ${name.version}`, name.path);
  if (specific.size === 0) return { scripts, leftOut };
  const replaced = (name: ScriptName): string | undefined => (name.specific === true ? undefined : specific.get(`${name.direction} ${name.version}`));
  const more = scripts.flatMap((name) => {
    const by = replaced(name);
    return by === undefined ? [] : [{ path: folder.display(name.path), reason: `${by} stands in its place for PostgreSQL` }];
  });
  return { scripts: scripts.filter((name) => replaced(name) === undefined), leftOut: [...leftOut, ...more] };
}

/** Reads the files of a set and puts its migrations together. */
export function readSet(candidate: Candidate, names: Names, besides: Pick<MigrationSet, 'baseline' | 'schemaFile'>): MigrationSet {
  const { folder, runner, recognition, settings } = candidate;
  return {
    path: folder.path,
    runner: runner.id,
    evidence: recognition.evidence,
    downs: settings.downs ?? runner.downs,
    generated: runner.generated,
    migrations: migrations(candidate, names.scripts),
    leftOut: names.leftOut,
    ...besides,
    ...(recognition.unordered === true ? { unordered: true } : {}),
  };
}

function migrations(candidate: Candidate, scripts: readonly ScriptName[]): Migration[] {
  const downs = pairing(scripts);
  const found: Migration[] = [];
  for (const name of scripts) {
    if (name.opaque === true) found.push({ ...identity(name), opaque: candidate.folder.display(name.path) });
    else if (name.direction === 'both') found.push(...sectioned(candidate, name));
    else if (name.direction === 'up') found.push(paired(candidate, name, name, downs.of.get(name)));
    else if (downs.alone.has(name)) found.push(paired(candidate, name, undefined, name));
  }
  return found;
}

interface Pairing {
  readonly of: ReadonlyMap<ScriptName, ScriptName>;
  readonly alone: ReadonlySet<ScriptName>;
}

/** The down of each up: the one of the same version and name, else one of the same version. */
function pairing(scripts: readonly ScriptName[]): Pairing {
  const free = new Map<string, ScriptName[]>();
  for (const name of scripts) {
    if (name.direction !== 'down') continue;
    const key = withoutZeros(name.version);
    const others = free.get(key);
    if (others) others.push(name);
    else free.set(key, [name]);
  }
  if (free.size === 0) return { of: new Map(), alone: new Set() };
  const of = new Map<ScriptName, ScriptName>();
  const take = (up: ScriptName, fits: (down: ScriptName) => boolean): void => {
    const downs = up.direction === 'up' && !of.has(up) ? free.get(withoutZeros(up.version)) : undefined;
    const at = downs?.findIndex(fits) ?? -1;
    const [down] = at === -1 ? [] : downs?.splice(at, 1) ?? [];
    if (down) of.set(up, down);
  };
  for (const up of scripts) take(up, (down) => down.name === up.name);
  for (const up of scripts) take(up, () => true);
  return { of, alone: new Set([...free.values()].flat()) };
}

function identity(name: ScriptName): Pick<Migration, 'version' | 'name' | 'repeatable'> {
  return { version: name.version, name: name.name, repeatable: name.repeatable === true };
}

/** A migration that is put together. */
type Growing = { -readonly [key in keyof Migration]: Migration[key] };

/** An up file with its down file. What is there and cannot be read leaves a gap. */
function paired(candidate: Candidate, name: ScriptName, upName: ScriptName | undefined, downName: ScriptName | undefined): Migration {
  const found: Growing = identity(name);
  const up = upName && firstScript(candidate, upName);
  const down = downName && firstScript(candidate, downName);
  if (up) found.up = up;
  if (down) found.down = down;
  const lost = upName && !up ? upName : downName && !down ? downName : undefined;
  if (lost) found.opaque = candidate.folder.display(lost.path);
  return found;
}

/** What one file of a set holds, as far as it tells by itself: one direction alone where the other has a file of its own. */
export function migrationsOf(candidate: Candidate, name: ScriptName, source: SourceFile): readonly Migration[] {
  if (name.direction === 'both') return sectionedIn(candidate, name, source);
  const script = firstScriptOf(candidate, name, source);
  return [{ ...identity(name), ...(script ? { [name.direction]: script } : {}) }];
}

/** A file whose sections are its scripts: each further up section starts a migration of its own. */
function sectioned(candidate: Candidate, name: ScriptName): Migration[] {
  const source = candidate.folder.read(name.path);
  return source ? sectionedIn(candidate, name, source) : [{ ...identity(name), opaque: candidate.folder.display(name.path) }];
}

function sectionedIn(candidate: Candidate, name: ScriptName, source: SourceFile): Migration[] {
  const found: Growing[] = [];
  const { sections, remarks } = sectionsOf(candidate, name, source);
  for (const section of sections) {
    const script = scriptOf(source, section, remarks.length === 0 ? remarks : remarks.filter((remark) => owner(remark, sections) === section));
    const last = found.at(-1);
    if (last && last[section.direction] === undefined) {
      last[section.direction] = script;
      continue;
    }
    const own: Growing = { version: section.version ?? name.version, name: section.name ?? name.name, repeatable: name.repeatable === true };
    own[section.direction] = script;
    found.push(own);
  }
  return found;
}

/** The script of a file in its own direction. */
function firstScript(candidate: Candidate, name: ScriptName): Script | undefined {
  const source = candidate.folder.read(name.path);
  return source && firstScriptOf(candidate, name, source);
}

function firstScriptOf(candidate: Candidate, name: ScriptName, source: SourceFile): Script | undefined {
  const { sections, remarks } = sectionsOf(candidate, name, source);
  const [section] = sections;
  return section && scriptOf(source, section, sections.length === 1 ? remarks : remarks.filter((remark) => owner(remark, sections) === section));
}

/** What a file holds, and what the runner makes of it otherwise than meant. */
function sectionsOf({ runner, folder, settings }: Candidate, name: ScriptName, file: SourceFile): { readonly sections: readonly Section[]; readonly remarks: readonly Remark[] } {
  const source = { file, name, folder, settings };
  const sections = runner.sections(source);
  return { sections, remarks: runner.remarks?.(source, sections) ?? none };
}

const none: readonly Remark[] = [];

/** The section that a remark is about: the last whose heading stands before it. */
function owner(remark: Remark, sections: readonly Section[]): Section | undefined {
  return sections.findLast(({ heading }) => heading.start <= remark.span.start) ?? sections[0];
}

function scriptOf(file: SourceFile, { span, direction, execution, chunks, heading }: Section, remarks: readonly Remark[]): Script {
  const script = { file, span, direction, execution, heading: { file, span: heading } };
  if (!chunks && remarks.length === 0) return script;
  return { ...script, ...(chunks ? { chunks } : {}), ...(remarks.length > 0 ? { remarks } : {}) };
}
