import { parentPort } from 'node:worker_threads';
import { readBundle, readKeptCode } from './bundle.ts';

/** The other thread of a large run: ready before it knows its work. */
const bundle = readBundle(readKeptCode(), false)();
bundle.startLoadingGrammar();
if (parentPort) bundle.serve(parentPort);
