/** The words of a configuration that other rooms define. */
export interface Vocabulary {
  readonly rules: readonly { readonly id: string; readonly summary: string; readonly convention?: true | 'in part' }[];
  /** Ids of the runners. */
  readonly runners: readonly string[];
}
