import { describe, expect, it } from 'vitest';
import { layoutOf, type Layout } from '../../src/runners/layouts.ts';
import { runners } from '../../src/runners/registry.ts';
import type { ScriptName } from '../../src/runners/runner.ts';
import { Tree } from '../../src/project/tree.ts';

const nowhere = new Tree('/nowhere', undefined).folder('/nowhere');

const laidOut = runners.flatMap((runner) => {
  const layout = layoutOf(runner.id);
  return 'refused' in layout ? [] : [{ id: runner.id, runner, layout }];
});

function example({ numbering }: Layout): string {
  if (numbering.kind === 'sequence') return '7'.padStart(numbering.digits, '0');
  return { seconds: '20240131120000', milliseconds: '1706702400000', dashed: '2024-01-31-120000' }[numbering.form];
}

function read(id: string, path: string): ScriptName {
  const name = runners.find((runner) => runner.id === id)?.history(nowhere).read(path);
  if (!name || !('path' in name)) throw new Error(`${id} does not read ${path}`);
  return name;
}

describe.each(laidOut)('$id', ({ id, runner, layout }) => {
  const version = example(layout);
  const up = layout.up(version, 'add_email');

  it('is read by its runner as what it is', () => {
    const name = read(id, up);
    expect(name.direction).toBe(layout.down.in === 'section' || layout.down.in === 'lines' ? 'both' : 'up');
    expect(`${name.version} ${name.name}`).toContain(version.replaceAll('-', ''));
    expect(up).toContain('add_email');
  });

  it('has its down where the runner looks for it', () => {
    if (layout.down.in !== 'file') return;
    const down = layout.down.path(up) ?? '';
    expect(down).not.toBe(up);
    expect(read(id, down)).toMatchObject({ direction: 'down', version: read(id, up).version });
    expect(layout.down.path(down) === undefined || layout.down.path(down) !== down).toBe(true);
  });

  it('has downs where its runner has', () => {
    expect(layout.down.in === 'none' && runner.downs === 'expected').toBe(false);
  });
});

it.each([
  ['plain-pairs', '001-users-up.sql', '002-add_email-up.sql', '002-add_email-down.sql'],
  ['plain-pairs', '001_users.sql', '002_add_email.sql', '002_add_email_down.sql'],
  ['plain-rollback', '001-users.sql', '002-add_email.sql', '002-rollback-add_email.sql'],
  ['plain-trees', 'apply/1-users.sql', 'apply/002-add_email.sql', 'revert/002-add_email.sql'],
  ['plain', 'V001_users.sql', 'V002_add_email.sql', undefined],
  ['up-down-files', 'V0001.Users.up.sql', 'V002.add_email.up.sql', 'V002.add_email.down.sql'],
  ['up-down-files', '0001_users_up.sql', '002_add_email_up.sql', '002_add_email_down.sql'],
  ['sqlx', '1_users.up.sql', '002_add_email.up.sql', '002_add_email.down.sql'],
  ['sqlx', '1_users.sql', '002_add_email.sql', undefined],
  ['flyway', 'more/V1__users.sql', 'more/V002__add_email.sql', 'more/U002__add_email.sql'],
  ['yoyo', '0001.users.sql', '002.add_email.sql', '002.add_email.rollback.sql'],
  ['popx', '1_users.postgres.up.sql', '002_add_email.postgres.up.sql', '002_add_email.postgres.down.sql'],
])('%s follows %s', (id, like, up, down) => {
  const layout = layoutOf(id);
  if ('refused' in layout) throw new Error(layout.refused);
  expect(layout.up('002', 'add_email', like)).toBe(up);
  expect(layout.down.in === 'file' ? layout.down.path(up) : undefined).toBe(down);
});

it('says how to create what only the runner itself can', () => {
  const refused = runners.flatMap(({ id }) => ('refused' in layoutOf(id) ? [id] : []));
  expect(refused).toEqual(['drizzle', 'drizzle-folders', 'graphile-migrate', 'sqitch', 'db-migrate', 'plain-folders']);
});
