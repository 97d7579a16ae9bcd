import { json } from './json.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** Every format by its name. A new one is a file and a line here. All but the two that most runs print are loaded only when asked for. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: () => Promise.resolve(text),
  unix: async () => (await import('./unix.ts')).unix,
  json: () => Promise.resolve(json),
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  junit: async () => (await import('./junit.ts')).junit,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyle,
  rdjson: async () => (await import('./rdjson.ts')).rdjson,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).html,
};
