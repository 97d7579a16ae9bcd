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

const repeatable = ['non-idempotent-alter', 'non-idempotent-drop', 'non-idempotent-insert', 'concurrently-without-if-exists-on-drop'];

/** What teams agree on about migrations, beyond what PostgreSQL or the runner refuses. */
const practices = [
  'analyze-after-bulk-change', 'concurrently-without-if-exists-on-drop', 'data-check-missing', 'foreign-key-without-index', 'foreign-key-without-on-delete', 'migration-name',
  'migration-not-in-transaction', 'missing-header', 'psql-without-on-error-stop', 'schema-and-data-in-one-migration', 'schema-file-outdated', 'sensitive-data',
  'several-changes-in-one-migration', 'timestamp-without-time-zone', 'twin-set-lacks-version', 'unbatched-backfill', 'version-gap',
];

function each(ids: readonly string[], level: Level): Readonly<Record<string, Level>> {
  return Object.fromEntries(ids.map((id) => [id, level]));
}

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
    levels: () => each(repeatable, 'warning'),
  },
  practices: {
    about: 'Practices for the team: one change a migration, headers, names, transactions, checks before constraints, indexed foreign keys, no data of people.',
    levels: () => each(practices, 'warning'),
  },
  'golang-migrate': {
    about: 'What a team that runs golang-migrate agrees on: repeatable statements, schema and data apart, one change a migration.',
    levels: () => ({
      ...each(['schema-and-data-in-one-migration', 'sensitive-data', 'migration-name', 'non-idempotent-drop', 'non-idempotent-insert', 'version-gap'], 'warning'),
      ...each(['several-changes-in-one-migration', 'non-idempotent-alter', 'foreign-key-without-on-delete', 'timestamp-without-time-zone'], 'info'),
    }),
  },
  goose: {
    about: 'What a team that runs goose agrees on: a twin for the other database, indexed foreign keys, repeatable statements.',
    levels: () => ({
      ...each(['twin-set-lacks-version', 'migration-not-in-transaction', 'migration-name', 'foreign-key-without-index', 'schema-file-outdated'], 'warning'),
      ...each(['non-idempotent-alter', 'non-idempotent-drop', 'non-idempotent-insert', 'foreign-key-without-on-delete', 'timestamp-without-time-zone'], 'info'),
    }),
  },
  plain: {
    about: 'What a team agrees on that runs numbered files with psql or a program of its own: a transaction, a header, a look before each constraint, ON_ERROR_STOP.',
    levels: () => ({
      ...each(['migration-not-in-transaction', 'psql-without-on-error-stop', 'version-gap', 'data-check-missing', 'foreign-key-without-index', 'schema-file-outdated'], 'warning'),
      ...each(['missing-header', 'migration-name', 'foreign-key-without-on-delete', 'analyze-after-bulk-change', 'concurrently-without-if-exists-on-drop', 'non-idempotent-drop'], 'info'),
    }),
  },
};
