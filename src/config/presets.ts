import type { Level } from '../judge/finding.ts';
import type { OptionValues } from '../judge/options.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A named set of levels that a configuration starts from. */
export interface Preset {
  readonly about: string;
  /** What its rules are told beside their levels. */
  readonly options?: Readonly<Record<string, OptionValues>>;
  readonly levels: (rules: Vocabulary['rules']) => Readonly<Record<string, Level>>;
}

const repeatable = ['non-idempotent-alter', 'non-idempotent-drop', 'non-idempotent-insert'];

/** Every preset by its name. A table, so that names, help and JSON schema come from one place. */
export const presets: Readonly<Record<string, Preset>> = {
  recommended: {
    about: 'Every rule at its own severity, conventions off.',
    levels: () => ({}),
  },
  strict: {
    about: 'The conventions as warnings.',
    levels: (rules) => Object.fromEntries(rules.filter(({ convention }) => convention).map(({ id, convention }) => [id, convention === true ? 'warning' : 'error'])),
  },
  idempotent: {
    about: 'Every statement must be repeatable: ALTER, DROP and INSERT as well as CREATE.',
    levels: () => Object.fromEntries(repeatable.map((id) => [id, 'warning'])),
  },
};
