import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This package's version, written in by the build. */
declare const VERSION: string | undefined;

/** The folder of this package, whether the product runs or the source; where the bundle stands alone, the bundle's own. */
export function packageRoot(): string {
  const own = dirname(fileURLToPath(import.meta.url));
  let folder = own;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return existsSync(join(folder, 'package.json')) ? folder : own;
}

/** The version of this package. */
export function version(): string {
  if (typeof VERSION === 'string') return VERSION;
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}
