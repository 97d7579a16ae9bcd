import type { Finding, Severity } from '../judge/finding.ts';
import { fingerprints } from '../judge/fingerprint.ts';
import type { Result } from '../judge/result.ts';
import type { Rule } from '../judge/rule.ts';
import { rules } from '../rules/registry.ts';
import { fenced } from './fence.ts';
import type { ReportOptions } from './reporter.ts';
import { stepHeading } from './step-heading.ts';
import { tell, tellAll, type Told, type ToldPlace } from './told.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning wants it: all rules
 * that spoke with their reasons, fingerprints that survive moved lines, and what is switched off as suppressed.
 */
export function sarif(result: Result, { below = '', version }: ReportOptions): string {
  const all = [...result.findings, ...result.suppressed];
  const names = fingerprints(all, (path) => below + path);
  const spoke = new Set(all.map(({ rule }) => rule));
  const used = rules.filter(({ id }) => spoke.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const index = new Map(used.map(({ id }, at) => [id, at]));
  const broken = tellAll({ ...result, findings: [] }, { below });
  const run = {
    tool: { driver: { name: 'pgmiglint', ...(version === undefined ? {} : { version, semanticVersion: version }), rules: used.map(descriptor) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that all paths start from.' } } },
    invocations: [{ executionSuccessful: broken.length === 0, ...(broken.length > 0 ? { toolExecutionNotifications: broken.map(notification) } : {}) }],
    results: all.map((finding) => answer(finding, tell(finding, { below }), names, index)),
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 1)}\n`;
}

function descriptor({ id, severity, summary, why, references }: Rule): object {
  const text = `${why.trim()}${references.length > 0 ? `\n\n${references.map((link) => `- ${link}`).join('\n')}` : ''}`;
  return {
    id,
    name: id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text, markdown: text },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['postgresql', 'migration'] },
  };
}

function answer(finding: Finding, told: Told, names: ReadonlyMap<Finding, string>, index: ReadonlyMap<string, number>): object {
  const { rule, severity, message, related, instead, suppression } = told;
  const fingerprint = names.get(finding) ?? '';
  const at = index.get(rule);
  return {
    ruleId: rule,
    ...(at === undefined ? {} : { ruleIndex: at }),
    level: levels[severity],
    message: {
      text: [message, ...instead.map((step) => `Instead, ${stepHeading(step)}:\n${step.sql}`)].join('\n\n'),
      markdown: [message, ...instead.map((step) => `Instead, ${stepHeading(step)}:\n${fenced('sql', step.sql)}`)].join('\n\n'),
    },
    locations: [{ physicalLocation: physical(told) }],
    ...(related.length > 0 ? { relatedLocations: related.map((other, id) => ({ id: id + 1, physicalLocation: physical(other), message: { text: other.message } })) } : {}),
    // Code scanning knows only the first of these names.
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'pgmiglint/v1': fingerprint },
    ...(suppression ? { suppressions: [{ kind: suppression.by === 'directive' ? 'inSource' : 'external', status: 'accepted', ...(suppression.reason === undefined ? {} : { justification: suppression.reason }) }] } : {}),
    ...(suppression?.by === 'baseline' ? { baselineState: 'unchanged' } : {}),
  };
}

function notification({ message, ...place }: Told): object {
  return { level: 'error', message: { text: message }, locations: [{ physicalLocation: physical(place) }] };
}

function physical({ file, start, end }: ToldPlace): object {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}
