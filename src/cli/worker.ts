import { parentPort, workerData } from 'node:worker_threads';
import { judgeWork, type Work } from '../judge/share.ts';

/** The other thread of a large run. The build takes its code from the command's bundle. */
void judgeWork(workerData as Work).then((answer) => parentPort?.postMessage(answer));
