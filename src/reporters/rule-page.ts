import type { Rule } from '../judge/rule.ts';

/** What a rule's page shows beside the rule's own words: its fixtures, and what is said of the unsafe one. */
export interface PageExamples {
  readonly unsafe: string;
  /** The report about `unsafe`, as the terminal shows it. */
  readonly report: string;
  readonly safe: string;
}

/** A rule's page in the documentation, as Markdown. Pure; ends with a line break. */
export function rulePage(rule: Rule, { unsafe, report, safe }: PageExamples): string {
  const suppression = `-- pgmiglint-disable-next-statement ${rule.id} -- why it is right here`;
  return [
    `# ${rule.id}`,
    rule.summary,
    severity(rule),
    '## Why',
    rule.why.trim(),
    '## Unsafe',
    fenced('sql', unsafe),
    fenced('text', report),
    '## Safe',
    fenced('sql', safe),
    '## Configuring it',
    `In \`.pgmiglintrc.json\`: \`{ "rules": { "${rule.id}": "off" } }\`, or \`"error"\`, \`"warning"\`, \`"info"\`. For one statement:`,
    fenced('sql', suppression),
    ...optionsOf(rule),
    ...(rule.references.length > 0 ? ['## References', rule.references.map((link) => `- <${link}>`).join('\n')] : []),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

function optionsOf({ id, options }: Rule): readonly string[] {
  const entries = Object.entries(options ?? {});
  if (entries.length === 0) return [];
  const shown = Object.fromEntries(entries.map(([name, option]) => [name, option.default]));
  return [
    `Options, with their defaults: \`{ "rules": { "${id}": ["warning", ${JSON.stringify(shown).replaceAll(/([:,{])(?=\S)/g, '$1 ').replace(/}$/, ' }')}] } }\``,
    entries.map(([name, { about }]) => `- \`${name}\`: ${about}`).join('\n'),
  ];
}

function severity({ severity: usual, convention, whenGenerated }: Rule): string {
  const generated = whenGenerated ? `; **${whenGenerated}** where a tool generates the SQL` : '';
  return convention === true ? `Severity: **${usual}**. A convention: off unless a preset or the configuration asks for it.` : `Severity: **${usual}**${generated}.`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}
