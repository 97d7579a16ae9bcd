import type { Surroundings } from './validate.ts';

/** Tells broken patterns in a configuration's text; the matcher is loaded only where a string in it holds a bracket. */
export async function globReader(text: string): Promise<Pick<Surroundings, 'brokenGlob'>> {
  const strings = text.match(/"(?:[^"\\\n]|\\.)*"/g) ?? [];
  if (!strings.some((string) => /[[\](){}]/.test(string))) return {};
  const { default: picomatch } = await import('picomatch');
  return { brokenGlob: (glob) => flaw(() => picomatch.makeRe(glob, { dot: true, strictBrackets: true })) };
}

/** A bracket without its other half, or a range that is none. */
function flaw(read: () => RegExp): string | undefined {
  try {
    // What picomatch makes of an expression that JavaScript refuses.
    return read().source === '$^' ? 'what stands in its brackets is no set of characters' : undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, missing, bracket] = /^Missing (closing|opening): "(.)"/.exec(message) ?? [];
    if (missing === undefined || bracket === undefined) return message;
    return `the ${missing} bracket ${bracket} is missing; a bracket that is part of a name has \\ before it`;
  }
}
