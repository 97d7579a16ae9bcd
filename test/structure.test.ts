import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => `src/${path.replaceAll('\\', '/')}`);

describe('ARCHITECTURE.md', () => {
  const page = read('ARCHITECTURE.md');

  it('names only paths that exist', () => {
    const paths = [...page.matchAll(/`((?:src|test|fixtures|docs|bench|scripts)\/[\w./-]*)`/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(15);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has a row for every room', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map(({ name }) => `src/${name}/`).filter((room) => !page.includes(`\`${room}\``))).toEqual([]);
  });

  it('says why each bundled package is there', () => {
    const imported = new Set(sources.flatMap((path) =>
      [...read(path).matchAll(/(?:from |import\()'((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[^']*)?'/g)].map(([, name]) => name ?? '')));
    const packages = [...imported].filter((name) => name !== 'node' && name !== '@pgsql/types');
    expect(packages.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the rooms', () => {
  it.each(['libpg-query', 'pgsql-ast-parser'])('%s is imported in one file', (name) => {
    const importers = sources.filter((path) => new RegExp(`(from |import\\(|require\\()'${name}[/']`).test(read(path)));
    expect(importers).toHaveLength(1);
  });

  it('has files of a page: none over 400 lines', () => {
    expect(sources.filter((path) => read(path).split('\n').length > 400)).toEqual([]);
  });

  it('keeps lint.ts and every rule short', () => {
    expect(read('src/lint.ts').split('\n').length).toBeLessThan(140);
    const rules = sources.filter((path) => path.startsWith('src/rules/') && !path.endsWith('registry.ts'));
    expect(rules.filter((path) => read(path).split('\n').length > 200)).toEqual([]);
  });
});
