import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serverFolder } from './folder.mjs';
import versions from './versions.json' with { type: 'json' };

/** The majors that this project speaks of, oldest first. */
export const majors: readonly number[] = Object.keys(versions).map(Number);

export function isInstalled(major: number): boolean {
  return existsSync(join(serverFolder(major), 'installed'));
}
