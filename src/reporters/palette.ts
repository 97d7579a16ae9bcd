/** Puts a colour around a text. */
export type Paint = (text: string) => string;

/** The colours of a report. Who runs the report chooses them; a reporter never asks whether there is a terminal. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly note: Paint;
  readonly strong: Paint;
  /** Line numbers, arrows and frames. */
  readonly frame: Paint;
  /** SQL to paste. */
  readonly sql: Paint;
  readonly faint: Paint;
}

const same: Paint = (text) => text;

/** No colour at all. */
export const plain: Palette = { error: same, warning: same, info: same, note: same, strong: same, frame: same, sql: same, faint: same };
