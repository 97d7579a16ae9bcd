import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { vocabulary } from '../../src/cli/setup.ts';
import { jsonSchema } from '../../src/config/json-schema.ts';
import { parseConfig } from '../../src/config/load.ts';
import { presets } from '../../src/config/presets.ts';
import { SourceFile } from '../../src/source/source-file.ts';

test('the schema that ships is that of the code', async () => {
  await expect(`${JSON.stringify(jsonSchema(vocabulary()), undefined, 2)}\n`).toMatchFileSnapshot('../../pgmiglintrc.schema.json');
});

test('the example configuration has no mistake', async () => {
  const text = readFileSync(new URL('../../.pgmiglintrc.example.json', import.meta.url), 'utf8');
  expect(await parseConfig(new SourceFile('example', text), '/', '/', vocabulary())).toHaveProperty('config');
});

test('presets name rules that there are', () => {
  const { rules } = vocabulary();
  const ids = new Set(rules.map(({ id }) => id));
  for (const { levels } of Object.values(presets)) for (const id of Object.keys(levels(rules))) expect(ids).toContain(id);
});
