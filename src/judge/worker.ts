import { parentPort, workerData } from 'node:worker_threads';
import { judgeWork, type Work } from './share.ts';

/** The other thread of a large run. */
parentPort?.postMessage(await judgeWork(workerData as Work));
