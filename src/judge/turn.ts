/** Lets the event loop have a turn. node:timers/promises does the same, and costs each start a millisecond. */
export function turn(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
