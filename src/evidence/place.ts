import type { Moment } from '../judge/rule.ts';

/** File and line of a moment. Where every migration's file has the same name, its folder tells which it is. */
export function shortPlace({ place: { file, span } }: Moment): string {
  const words = file.path.split('/');
  const short = words.slice(/^(up|down|migration)\.sql$/.test(words.at(-1) ?? '') ? -2 : -1).join('/');
  return `${short}:${file.position(span.start).line}`;
}
