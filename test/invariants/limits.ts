/** Figures of the whole corpus that may only get better. */
export const limits = {
  files: 8088,
  /** Of all scripts, syntax errors included. */
  statements: 41_900,
  /** Statements that PostgreSQL's grammar refuses: broken in the corpus itself, 62 of them downs that nobody ever ran. */
  syntaxErrors: 60,
  /** Template text that stands for statements which only its program knows. */
  unresolved: 37,
};
