import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/registry.ts';

const table = readFileSync(join(import.meta.dirname, '../../docs/hazards.md'), 'utf8');
const rows = [...table.matchAll(/^\| (?<number>[A-N]\d+) \| (?<words>[^|]+) \| (?<names>[^|]*) \| (?<note>[^|]*) \|$/gm)].map(({ groups = {} }) => ({
  number: groups.number ?? '',
  names: [...(groups.names ?? '').matchAll(/\[(?<id>[a-z-]+)\]\(rules\/(?<page>[a-z-]+)\.md\)/g)].map((match) => ({ id: match.groups?.id, page: match.groups?.page })),
  note: (groups.note ?? '').trim(),
}));

/** How many hazards each part of the survey has. */
const parts = { A: 20, B: 22, C: 26, D: 18, E: 14, F: 9, G: 12, H: 6, I: 9, J: 15, K: 7, L: 7, M: 15, N: 1 };

describe('docs/hazards.md', () => {
  it('has every hazard once', () => {
    const all = Object.entries(parts).flatMap(([part, count]) => Array.from({ length: count }, (_, index) => `${part}${index + 1}`));
    expect(rows.map(({ number }) => number)).toEqual(all);
  });

  it('names a rule, or the reason why there is none', () => {
    expect(rows.filter(({ names, note }) => names.length === 0 && note === '')).toEqual([]);
  });

  it('names rules that there are', () => {
    const ids = new Set(rules.map(({ id }) => id));
    const named = rows.flatMap(({ names }) => names);
    expect(named.filter(({ id, page }) => id === undefined || id !== page || !ids.has(id))).toEqual([]);
  });

  it('names every rule about SQL', () => {
    const named = new Set(rows.flatMap(({ names }) => names.map(({ id }) => id)));
    const aboutSql = rules.filter(({ on, statement }) => on !== undefined || statement !== undefined);
    expect(aboutSql.filter(({ id }) => !named.has(id)).map(({ id }) => id)).toEqual([]);
  });
});
