// Installs PostgreSQL servers for `npm run test:postgres`, one of each major, in the versions of
// test/real-servers/versions.json, into a cache folder outside the repository. What is there is left as it is.
//
//     node scripts/set-up-postgres.mjs [major…]
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { serverFolder } from '../test/real-servers/folder.mjs';
import { install, postgres } from './install.mjs';

const versions = JSON.parse(readFileSync(new URL('../test/real-servers/versions.json', import.meta.url), 'utf8'));
const asked = process.argv.slice(2);
const unknown = asked.filter((major) => !(major in versions));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(versions).join(', ')}`);
  process.exit(2);
}

setPriority(19);
const wanted = asked.length > 0 ? asked : Object.keys(versions);
const missing = wanted.filter((major) => !install(`PostgreSQL ${major}`, versions[major], serverFolder(major), postgres));
// A registry that lacks one is no fault of this project: the suite says so too, and runs on the others.
if (missing.length > 0) console.error(`Not installed, and left out of test:postgres: PostgreSQL ${missing.join(', ')}`);
if (missing.length === wanted.length) process.exitCode = 1;
