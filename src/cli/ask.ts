import type { Ask } from './io.ts';

/** Questions on the terminal of this process; the package for them is loaded with the first one. */
export const terminalAsk: Ask = {
  async confirm(message) {
    const { confirm, isCancel } = await import('@clack/prompts');
    const answer = await confirm({ message, initialValue: false });
    return isCancel(answer) ? undefined : answer;
  },
  async choose(message, words) {
    const { isCancel, select } = await import('@clack/prompts');
    const answer = await select({ message, options: words.map((value) => ({ value, label: value })) });
    return isCancel(answer) ? undefined : answer;
  },
};
