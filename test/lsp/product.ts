import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A folder of its own without symbolic links in its path. */
export function temporaryFolder(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
}

/** Builds the product into a folder; the path of its starter. */
export function build(folder: string): string {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), join(folder, 'product')]);
  // The server says its version.
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  return join(folder, 'product/pgmiglint.cjs');
}
