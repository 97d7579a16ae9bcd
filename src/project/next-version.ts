import type { Numbering } from '../runners/layouts.ts';

/** How the versions of a set are written, as its newest one shows. */
export type Style =
  | { readonly kind: 'sequence'; readonly digits: number }
  /** `1.2`, `2024.01.31`: the last part counts. */
  | { readonly kind: 'parts' }
  | { readonly kind: 'time'; readonly form: 'seconds' | 'minutes' | 'milliseconds' | 'epoch' | 'dashed'; /** Digits behind the time, all of them zero. */ readonly behind: number };

const day = '(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const times: readonly (readonly [RegExp, Extract<Style, { kind: 'time' }>['form']])[] = [
  [new RegExp(`^${day}(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d$`), 'seconds'],
  [new RegExp(`^${day}(?:[01]\\d|2[0-3])[0-5]\\d$`), 'minutes'],
  [/^1\d{12}$/, 'milliseconds'],
  [/^1\d{9}$/, 'epoch'],
  [/^\d{4}-\d\d-\d\d-\d{6}$/, 'dashed'],
];

/** The style of a version as its file writes it; undefined where nobody but its authors can say what comes next. */
export function styleOf(version: string): Style | undefined {
  for (const [pattern, form] of times) if (pattern.test(version)) return { kind: 'time', form, behind: 0 };
  if (/^\d{15,20}$/.test(version) && times[0]?.[0].test(version.slice(0, 14)) === true) return { kind: 'time', form: 'seconds', behind: version.length - 14 };
  if (/^\d{1,9}$/.test(version)) return { kind: 'sequence', digits: version.length };
  return /^\d+(?:[._]\d+)+$/.test(version) ? { kind: 'parts' } : undefined;
}

/** The style that a runner's own program would begin with. */
export function styleFor(numbering: Numbering): Style {
  return numbering.kind === 'sequence' ? numbering : { ...numbering, behind: 0 };
}

/**
 * The version behind the newest one.
 *
 * @param last - the newest version, as its file writes it; absent: the set is empty
 * @param now - milliseconds since 1970
 */
export function nextVersion(style: Style, last: string | undefined, now: number): string {
  switch (style.kind) {
    case 'sequence':
      return String((last === undefined ? 0n : BigInt(last)) + 1n).padStart(style.digits, '0');
    case 'parts':
      return (last ?? '0').replace(/\d+$/, (part) => String(Number(part) + 1).padStart(part.length, '0'));
    case 'time': {
      const written = timeOf(style, now);
      if (last === undefined || written > last) return written;
      // The newest one lies ahead of the clock: the next moment that can be written.
      for (let later = now; later < now + 1000 * 366 * 24 * 60 * 60 * 1000; later = Math.max(later + 1000, after(style, last))) {
        const next = timeOf(style, later);
        if (next > last) return next;
      }
      return written;
    }
  }
}

/** A moment just behind the one that a version writes. */
function after({ form }: Extract<Style, { kind: 'time' }>, version: string): number {
  if (form === 'milliseconds') return Number(version) + 1;
  if (form === 'epoch') return (Number(version) + 1) * 1000;
  const [year = '', month = '', date = '', hour = '', minute = '', second = '0'] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?/.exec(version.replaceAll('-', ''))?.slice(1) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second)) + (form === 'minutes' ? 60_000 : 1000);
}

function timeOf({ form, behind }: Extract<Style, { kind: 'time' }>, moment: number): string {
  if (form === 'milliseconds') return String(moment);
  if (form === 'epoch') return String(Math.floor(moment / 1000));
  const [date = '', time = ''] = new Date(moment).toISOString().split(/[T.]/);
  if (form === 'dashed') return `${date}-${time.replaceAll(':', '')}`;
  const digits = `${date}${time}`.replaceAll(/[-:]/g, '');
  return (form === 'minutes' ? digits.slice(0, 12) : digits) + '0'.repeat(behind);
}
