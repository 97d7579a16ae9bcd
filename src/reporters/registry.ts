import type { Reporter } from './reporter.ts';

/** Every format by its name. A new one is a file and a line here; it is loaded only when asked for. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
};
