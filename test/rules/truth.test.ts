import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Applied } from '../../src/applied/applied.ts';
import type { Finding, Step } from '../../src/judge/finding.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { Migration, Script } from '../../src/project/migration.ts';
import { psql } from '../../src/runners/executions.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { fixtures, headers, lintScripts, runText, scriptsOf } from './fixture.ts';
import { clean, refusals, runScript, send, startServer } from './server.ts';

const cases = fixtures().filter(({ folder }) => !folder).map((fixture) => ({ ...fixture, text: readFileSync(fixture.path, 'utf8') }));

let server: PGlite;

beforeAll(async () => {
  await loadGrammar();
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

beforeEach(async () => {
  await clean(server);
});

/** A pipeline is no simple query; PGlite speaks no other. */
const sendable = cases.filter(({ text }) => headers(text).runner !== 'supabase');

describe.each(sendable)('fixtures/rules/$rule/$name', ({ text, rule, name }) => {
  it('does on a server what it says', async () => {
    const { history, script, down } = scriptsOf(name, text);
    expect(await runAll(history)).toEqual([]);
    const states = await runAll(script, down);
    const { server: answer } = headers(text);
    expect([...new Set(states)].sort().join(', ')).toBe(answer ?? '');
  });

  it('fails where a finding says that it fails, and with that SQLSTATE', async () => {
    const { result } = await runText(rule, name, text);
    const claims = result.findings.flatMap(({ place, fails, message }) => claimed(message, fails).map((state) => ({ state, start: place.span.start, message })));
    if (claims.length === 0) return;
    const { history, script, down } = scriptsOf(name, text);
    await runAll(history);
    const refused = [...(await refusals(server, script)), ...(down ? await refusals(server, down) : [])];
    const unproven = claims.filter(({ state, start }) => !refused.some((each) => each.state === state && each.message.start <= start && start < each.message.end));
    expect({ unproven, refused: unproven.length > 0 ? refused : [] }).toEqual({ unproven: [], refused: [] });
  });

  it.runIf(rule.startsWith('non-idempotent') && /^(un)?safe\.sql$/.test(name))('does what it says when it runs a second time', async () => {
    const { history, script } = scriptsOf(name, text);
    await runAll(history, script);
    const states = await runAll(script);
    if (name === 'safe.sql') expect(states).toEqual([]);
    else expect(states).not.toEqual([]);
  });
});

/** The SQLSTATEs that a finding says its statement is certain to answer. */
function claimed(message: string, fails: string | undefined): readonly string[] {
  const named = [...message.matchAll(/(?:The statement fails with |It fails \()(?<state>[0-9A-Z]{5})\b/g)].map(({ groups }) => groups?.state ?? '');
  if (fails !== undefined && !named.includes(fails)) throw new Error(`names no ${fails}: ${message}`);
  return named;
}

async function runAll(...scripts: readonly (Script | undefined)[]): Promise<readonly string[]> {
  const states: string[] = [];
  for (const script of scripts) if (script) states.push(...(await runScript(server, script)));
  return states;
}

/** A history that does not know its tables cannot run. */
const advised = sendable.filter(({ text }) => headers(text).server !== '42P01');

describe.each(advised)('what is advised in fixtures/rules/$rule/$name', ({ text, name, rule }) => {
  it('parses, runs, and passes every rule', async () => {
    const { result } = await runText(rule, name, text);
    for (const finding of result.findings) {
      if (finding.instead.length === 0) continue;
      await clean(server);
      const before = await reach(name, text, finding);
      const scripts = finding.instead.map((step, index) => stepScript(step, index, before.execution));
      for (const [index, script] of scripts.entries()) {
        const states = await runStep(script, finding.instead[index]);
        // A check that refuses the data of the fixture does its work; a tablespace wants a folder of the server's machine.
        expect({ step: script.file.text, states: states.filter((state) => state !== 'P0001' && state !== '58P01') }).toEqual({ step: script.file.text, states: [] });
      }
      const judged = await lintScripts(rule, [nothing, ...behind(before, finding, scripts)], headers(text), deployedBefore);
      // What another rule has to say of the same statement is not for this advice to mend; nor of a statement that is only moved.
      const others = new Set(result.findings.filter((other) => other.rule !== finding.rule && overlap(other, finding)).map(({ rule: id }) => id));
      const isMoved = finding.instead.some(({ sql }) => sql === `${statementAt(finding)};`);
      const ofSteps = judged.findings.filter(({ place: { file, span } }) => file.path.startsWith("step ") && !file.text.slice(span.start).includes(stepsBegin) && !file.text.slice(0, span.start).includes(stepsEnd));
      expect(ofSteps.filter(({ rule: id }) => id !== wholeDown && !others.has(id) && !(isMoved && id !== finding.rule)).map(({ rule: id, message }) => `${id}: ${message}`)).toEqual([]);
    }
  });
});

function overlap({ place: { file, span: a } }: Finding, { place: { span: b } }: Finding): boolean {
  return (a.start < b.end && b.start < a.end) || file.position(a.start).line === file.position(b.start).line;
}

/** The end of what ran before the steps, where they stand in the same script. */
const stepsBegin = '-- the steps begin here\n';
/** And the beginning of what stands behind them. */
const stepsEnd = '\n-- the steps end here\n';

/** The history with the steps of a finding: those for its own script stand there in place of the statement. */
function behind({ migrations, execution, direction, later }: Reached, { instead }: Finding, steps: readonly Script[]): readonly Migration[] {
  const migration = (script: Script, index: number): Migration => ({ version: `9${index}`, name: script.file.path, repeatable: false, ...inDirection(script, direction, steps[index - 1]?.file.text) });
  const here = direction === 'up' ? instead.filter(({ script }) => script === 'this').length : 0;
  if (here === 0 || instead.findLastIndex(({ script }) => script === 'this') >= here) return [...migrations, ...steps.map(migration)];
  const until = migrations.at(-1)?.up?.file.text ?? '';
  const isOutside = instead.slice(0, here).some(({ transaction }) => !transaction);
  const outside: Script['execution'] = { ...execution, wrap: 'none', ...(until === '' && later === '' && here === 1 ? { send: 'one message' } : { send: 'statements' }) };
  const one = stepScript({ script: 'this', transaction: true, sql: `${until}${stepsBegin}${steps.slice(0, here).map(({ file }) => file.text).join('\n')}${later === '' ? '' : `${stepsEnd}${later}`}` }, 0, isOutside ? outside : execution);
  return [...migrations.slice(0, -1), migration(one, 0), ...steps.map(migration).slice(here)];
}

/** What a finding in a down advises is a down, beside an up that does what the step before did. */
function inDirection(script: Script, direction: Script['direction'], before = ''): Pick<Migration, 'up' | 'down'> {
  if (direction === 'up') return { up: script };
  const file = new SourceFile('before the step', before);
  const span = { start: 0, end: before.length };
  return { up: { ...script, file, span, heading: { file, span } }, down: { ...script, direction } };
}

/** The statement that a finding is about, as it is written. */
function statementAt({ place: { file, span } }: Finding): string {
  const whole: Script = { file, span: { start: 0, end: file.text.length }, direction: 'up', execution: psql, heading: { file, span } };
  const statement = readScript(whole).statements.find((each) => each.span.start <= span.start && span.start < each.span.end);
  return statement ? file.text.slice(statement.span.start, statement.span.end) : '';
}

async function runStep(script: Script, step: Step | undefined): Promise<readonly string[]> {
  if (!step?.transaction) return runScript(server, script);
  await send(server, 'BEGIN');
  const state = await send(server, script.file.text);
  await send(server, 'COMMIT');
  return state === undefined ? [] : [state];
}

/** There is always a migration that is applied. */
const nothing: Migration = { version: '', name: 'nothing', repeatable: false, up: stepScript({ script: 'this', transaction: true, sql: '' }, -1, psql) };

/** What the script of a finding has made itself is no more in use when the steps run than it was for the statement. */
const deployedBefore: Applied = { source: 'lock file', has: (path) => !/^(?:until then$|step [1-9])/.test(path), differences: [] };

/** A step is one message. */
function stepScript({ sql, transaction }: Step, index: number, execution: Script['execution']): Script {
  const file = new SourceFile(`step ${index + 1}`, sql);
  const span = { start: 0, end: sql.length };
  return { file, span, direction: 'up', execution: transaction ? execution : { ...execution, wrap: 'none', send: 'one message' }, heading: { file, span } };
}

/** It judges a down that has run, and what is missing comes behind it: a step is no whole down. */
const wholeDown = 'down-does-not-undo';

/** What a server has come to, and how its script goes on. */
interface Reached {
  readonly migrations: readonly Migration[];
  readonly execution: Script['execution'];
  readonly direction: Script['direction'];
  /** What the script does behind the statement. */
  readonly later: string;
}

/** Brings the server to where the statement of a finding would run. */
async function reach(name: string, text: string, { place, rule }: Finding): Promise<Reached> {
  const { history, script, down } = scriptsOf(name, text);
  const inDown = down !== undefined && place.span.start >= down.span.start;
  const current = inDown ? down : script;
  const earlier = readScript(current).statements.filter(({ span }) => (span.end <= place.span.start || rule === wholeDown) && !/^(begin|commit)$/i.test(text.slice(span.start, span.end)));
  const until = earlier.map(({ span }) => `${text.slice(span.start, span.end)};\n`).join('');
  const file = new SourceFile('until then', until);
  const rest: Script = { ...current, file, direction: 'up', span: { start: 0, end: until.length }, heading: { file, span: { start: 0, end: 0 } }, execution: { wrap: 'none', send: 'statements', session: 'kept' } };
  const scripts = [...(history ? [history] : []), ...(inDown ? [script] : []), rest];
  for (const each of scripts) await runScript(server, { ...each, execution: rest.execution });
  return {
    migrations: scripts.map((up, index) => ({ version: String(index), name: `${index}`, repeatable: false, up })),
    execution: current.execution,
    direction: current.direction,
    later: readScript(current).statements.filter(({ span }) => span.start > place.span.start && !/^(begin|commit)$/i.test(text.slice(span.start, span.end))).map(({ span }) => `${text.slice(span.start, span.end)};\n`).join(''),
  };
}
