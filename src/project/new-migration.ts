import type { Layout } from '../runners/layouts.ts';
import type { MigrationSet } from './migration.ts';

/** A file to be written. */
export interface NewFile {
  /** Below the set's folder. */
  readonly path: string;
  readonly text: string;
}

/** What the files of a new migration hold beside its statements. */
export interface Template {
  readonly name: string;
  readonly version: string;
  /** Lines `Field: value`, for the comment at the head. */
  readonly header: readonly string[];
  /** psql runs the files, and is to stop at an error. */
  readonly stopsOnError: boolean;
  /** Nothing but the script itself opens a transaction. */
  readonly needsTransaction: boolean;
}

/** The files of a migration that is still to be written: comments alone, which the runner and the linter take for an empty one. */
export function newFiles(layout: Layout, up: string, template: Template, withDown: boolean): readonly NewFile[] {
  const { down, heading } = layout;
  const head = [...template.header.map((line) => `-- ${line}`), ...(template.stopsOnError ? ['', '\\set ON_ERROR_STOP on'] : [])];
  const wrapped = template.needsTransaction ? ', between BEGIN; and COMMIT;' : '';
  const todo = (what: string): string => `-- ${what}${wrapped}.`;
  const upTodo = todo('Write here what the migration does');
  const downTodo = todo('Write here what undoes it');
  if (down.in === 'lines') {
    const changeset = `--changeset ${authorOf(template)}:${template.version}-${template.name}`;
    return [{ path: up, text: text([heading ?? '', '', ...head, changeset, upTodo, `-- Write what undoes it below, each line behind "${down.prefix.trim()}".`]) }];
  }
  if (down.in === 'section') return [{ path: up, text: text([...head, ...(heading === undefined ? [] : [heading]), upTodo, '', down.heading, downTodo]) }];
  const undo = withDown && down.in === 'file' ? down.path(up) : undefined;
  return [
    { path: up, text: text([...head, ...(heading === undefined ? [] : [heading]), upTodo]) },
    ...(undo === undefined ? [] : [{ path: undo, text: text([...head, downTodo]) }]),
  ];
}

function authorOf({ header }: Template): string {
  return header.find((line) => line.startsWith('Author: '))?.slice('Author: '.length).replaceAll(/\s+/g, '_') ?? 'author';
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n').replace(/^\n+/, '')}\n`;
}

/** Whether a set's migrations have downs, as far as its settings and its files tell. */
export function hasDowns({ downs, migrations }: Pick<MigrationSet, 'downs' | 'migrations'>): boolean {
  if (downs !== 'optional') return downs === 'expected';
  return migrations.length === 0 || migrations.some(({ up, down }) => up !== undefined && down !== undefined);
}
