import type { Finding } from '../judge/finding.ts';
import { fingerprints } from '../judge/fingerprint.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

interface Found {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/** Takes out the findings that stand in the baseline; they join those that are switched off. */
export function applyBaseline({ findings, suppressed }: Found, baseline: Baseline): Found & { readonly baselined: number } {
  const names = fingerprints([...findings, ...suppressed], baseline.toEntry);
  const known = new Set(baseline.entries.map(({ fingerprint }) => fingerprint));
  const stays = (finding: Finding): boolean => !known.has(names.get(finding) ?? '');
  const old = findings.filter((finding) => !stays(finding));
  return {
    findings: findings.filter(stays),
    suppressed: [...suppressed, ...old.map((finding): Finding => ({ ...finding, suppression: { by: 'baseline' } }))],
    baselined: old.length,
  };
}

/** The entry of each finding that nobody switched off in its file, in the order of file and rule. */
export function entriesOf({ findings, suppressed }: Found, toEntry: Baseline['toEntry']): readonly BaselineEntry[] {
  const inFile = suppressed.filter(({ suppression }) => suppression?.by === 'directive');
  const own = [...findings, ...suppressed.filter((finding) => !inFile.includes(finding))];
  const names = fingerprints([...own, ...inFile], toEntry);
  return own.map((finding) => ({ fingerprint: names.get(finding) ?? '', rule: finding.rule, file: toEntry(finding.place.file.path) }));
}

/**
 * The entries that no finding answers to any more.
 *
 * @param looked - whether a file, by the path of reports, was judged or is gone: of the others nothing is known
 */
export function staleEntries(found: Found, baseline: Baseline, looked: (shown: string) => boolean): readonly BaselineEntry[] {
  const names = new Set(fingerprints([...found.findings, ...found.suppressed], baseline.toEntry).values());
  return baseline.entries.filter(({ fingerprint, file }) => !names.has(fingerprint) && looked(baseline.toShown(file)));
}
