import { parentPort } from 'node:worker_threads';
import type { Work } from '../judge/share.ts';
import { loadBundle } from './bundle.ts';

/** The other thread of a large run: ready before it knows its work. */
const bundle = loadBundle(false);
bundle.startLoadingGrammar();
parentPort?.once('message', (work: Work) => {
  void bundle.judgeWork(work).then((answer) => parentPort?.postMessage(answer));
});
