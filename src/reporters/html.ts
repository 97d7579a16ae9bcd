import { createHash } from 'node:crypto';
import type { Severity } from '../judge/finding.ts';
import type { Result, Timeline } from '../judge/result.ts';
import { escaped, escapedProse } from './page/escape.ts';
import { script } from './page/script.ts';
import { sourceOf } from './page/source.ts';
import { style } from './page/style.ts';
import { redact } from './redact.ts';
import type { ReportOptions } from './reporter.ts';
import { stepHeading } from './step-heading.ts';
import { count } from './summary.ts';
import { durationOf, statementAt, tell, tellAll, type Told } from './told.ts';

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** One page that needs nothing else: findings by migration, the timeline of versions; readable without its script too. */
export function html(result: Result, { version, below }: ReportOptions): string {
  const told = [...tellAll(result, { below }), ...result.suppressed.map((finding) => tell(finding, { below }))];
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>pgmiglint: ${escaped(headline(result))}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escaped(headline(result))}</h1>
${setLines(result)}
</header>
${timelines(result, told)}
${lockTable(result, below)}
${told.length === 0 ? '<p>Nothing was found.</p>' : `${filterForm(told)}\n${files(told)}`}
<footer><p class="faint">pgmiglint${version === undefined ? '' : ` ${escaped(version)}`}</p></footer>
${told.length === 0 ? '' : `<script>${script}</script>`}
</body>
</html>
`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function headline({ summary, unreadable, bugs }: Result): string {
  const parts = [[summary.errors, 'error'], [summary.warnings, 'warning'], [summary.infos, 'info'], [unreadable.length + bugs.length, 'unreadable place']] as const;
  const found = parts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  return found.length > 0 ? found.join(', ') : 'no findings';
}

function setLines({ sets, summary }: Result): string {
  const lines = sets.map(({ path, runner, migrations, pending, appliedFrom }) =>
    `${escaped(path)} (${escaped(runner)}): ${count(migrations, 'migration')}, ${pending} pending${appliedFrom === undefined ? '' : ` by ${escaped(redact(appliedFrom))}`}`);
  const asides = [
    ...(summary.suppressed > 0 ? [`${count(summary.suppressed, 'finding')} suppressed by comments`] : []),
    ...((summary.baselined ?? 0) > 0 ? [`${count(summary.baselined ?? 0, 'finding')} in the baseline`] : []),
  ];
  return [...lines, ...asides].map((line) => `<p class="faint">${line}</p>`).join('\n');
}

/** A cell for each version, in the colour of the worst that is said of it. */
function timelines({ timelines: all = [] }: Result, told: readonly Told[]): string {
  const worst = new Map<string, Severity>();
  for (const { file, place, severity, suppression } of told) {
    if (suppression) continue;
    const known = worst.get(place.file.path);
    if (known === undefined || severities.indexOf(severity) < severities.indexOf(known)) worst.set(place.file.path, severity);
    if (!worst.has(file)) worst.set(file, severity);
  }
  const shown = all.filter(({ versions }) => versions.length > 0);
  if (shown.length === 0) return '';
  return `<h2>Versions</h2>\n${shown.map((timeline) => cells(timeline, worst)).join('\n')}`;
}

function cells({ path, versions }: Timeline, worst: ReadonlyMap<string, Severity>): string {
  const list = versions.map(({ version, name, files: own, pending }) => {
    const found = severities.find((severity) => own.some((file) => worst.get(file) === severity));
    const title = `${version}${name === '' ? '' : ` ${name}`}: ${pending ? 'pending' : 'applied'}${found === undefined ? '' : `, ${found}`}`;
    const kind = found ?? (pending ? 'pending' : 'applied');
    const target = own.find((file) => worst.has(file));
    const cell = target === undefined ? `<span class="${kind}"></span>` : `<a class="${kind}" href="#${anchor(target)}" aria-label="${escaped(title)}"></a>`;
    return `<li title="${escaped(title)}">${cell}</li>`;
  });
  return `<p class="faint">${escaped(path)}: ${count(versions.length, 'version')}</p>\n<ul class="timeline">${list.join('')}</ul>`;
}

/** What the judged ups lock so that others wait. */
function lockTable({ locked = [] }: Result, below = ''): string {
  if (locked.length === 0) return '';
  const rows = locked.map((one) => {
    const { file, span } = one.place;
    const locks = one.locks.map(({ relation, mode, blocks }) => `<code>${escaped(relation)}</code> ${mode} <span class="faint">blocks ${blocks.join(' and ')}</span>`).join('<br>');
    return `<tr><td>${escaped(`${below}${file.path}`)}:${file.position(span.start).line}</td><td><code>${escaped(statementAt(one.place))}</code></td><td>${locks}</td><td>${escaped(durationOf(one))}</td></tr>`;
  });
  return `<h2>What is locked</h2>\n<table><thead><tr><th>where</th><th>statement</th><th>locks</th><th>held at least</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function anchor(file: string): string {
  return `f-${createHash('sha256').update(file).digest('hex').slice(0, 12)}`;
}

function filterForm(told: readonly Told[]): string {
  const rules = [...new Set(told.map(({ rule }) => rule))].sort();
  const kinds = [...new Set(told.map(kindOf))];
  return `<form class="filter" hidden>
<input type="search" name="words" placeholder="Filter" aria-label="Filter by words">
<select name="rule" aria-label="Filter by rule"><option value="">every rule</option>${rules.map((rule) => `<option>${escaped(rule)}</option>`).join('')}</select>
${kinds.map((kind) => `<label><input type="checkbox" name="kind" value="${kind}"${kind === 'off' ? '' : ' checked'}> ${kind === 'off' ? 'suppressed' : kind}</label>`).join('\n')}
<span class="faint" id="shown"></span>
</form>`;
}

function kindOf({ suppression, severity }: Told): Severity | 'off' {
  return suppression ? 'off' : severity;
}

function files(told: readonly Told[]): string {
  const byFile = new Map<string, Told[]>();
  for (const one of told) {
    const known = byFile.get(one.file);
    if (known) known.push(one);
    else byFile.set(one.file, [one]);
  }
  return Array.from(byFile, ([file, own]) => `<section class="file" id="${anchor(own[0]?.place.file.path ?? file)}">\n<h3>${escaped(file)}</h3>\n${own.map(article).join('\n')}\n</section>`).join('\n');
}

function article(told: Told): string {
  const { rule, severity, file, start, message, related, instead, suppression, place, finding } = told;
  const kind = kindOf(told);
  const source = finding ? sourceOf(place) : '';
  return `<article class="finding ${kind}" data-kind="${kind}" data-rule="${escaped(rule)}" data-file="${escaped(file)}">
<p class="head"><span class="severity">${severity}</span> <code>${escaped(rule)}</code> <span class="faint">line ${start.line}, column ${start.column}</span></p>
<p class="message">${escapedProse(message)}</p>
${suppression ? `<p class="faint">${suppression.by === 'baseline' ? 'In the baseline.' : `Suppressed: ${escaped(suppression.reason ?? 'no reason given')}`}</p>` : ''}
${source === '' ? '' : `<pre>${source}</pre>`}
${related.map((other) => `<p class="faint">${escaped(other.file)}:${other.start.line}: ${escapedProse(other.message)}</p>${sourceOf(other.place) === '' ? '' : `<pre>${sourceOf(other.place)}</pre>`}`).join('\n')}
${instead.map((step) => `<p>Instead, ${stepHeading(step)}:</p><pre>${escaped(step.sql)}</pre>`).join('\n')}
</article>`.replace(/\n{2,}/g, '\n');
}
