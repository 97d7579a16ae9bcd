/** What a rule may be told beside its level. The configuration is checked against it, and so is its JSON schema. */
export type RuleOption = { readonly about: string } & (
  | { readonly kind: 'words'; readonly default: readonly string[] }
  | { readonly kind: 'number'; readonly from: number; readonly to: number; readonly default: number }
  | { readonly kind: 'flag'; readonly default: boolean }
);

type OptionValue = RuleOption['default'];

/** Values of a rule's options, by their names. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** The options that a rule runs with: its own defaults, and what the configuration says. */
export function optionValues(options: Readonly<Record<string, RuleOption>>, given: OptionValues = {}): OptionValues {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, given[name] ?? option.default]));
}

/** An option that is a list of words. */
export function wordsOf(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** An option that is a number. */
export function numberOf(values: OptionValues, name: string): number {
  return Number(values[name]);
}
