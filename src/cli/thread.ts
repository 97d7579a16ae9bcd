import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';

/** Its short-lived trees get little room: they would cost memory twice and are gone soon. */
const limits = { maxYoungGenerationSizeMb: 16 };

/**
 * Starts the other thread of a large run, where there is a processor for it and a bundle. At once: whoever is reading
 * files does not wait, and an await would start it when they are read. Small runs load nothing for it.
 *
 * @param folder - where the bundle is
 */
export function startThread(folder: string): Worker | undefined {
  const worker = join(folder, 'worker.cjs');
  if (!existsSync(worker) || process.getBuiltinModule('node:os').availableParallelism() < 2) return undefined;
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads');
  return new Thread(worker, { resourceLimits: limits });
}
