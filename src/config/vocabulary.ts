import type { RuleOption } from '../judge/options.ts';

/** The words of a configuration that other rooms define. */
export interface Vocabulary {
  readonly rules: readonly { readonly id: string; readonly summary: string; readonly convention?: true | 'in part'; readonly options?: Readonly<Record<string, RuleOption>> }[];
  /** Ids of the runners. */
  readonly runners: readonly string[];
}
