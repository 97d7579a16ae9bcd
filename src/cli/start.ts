import { loadBundle } from './bundle.ts';

/** The program: the command's bundle, quickly loaded. */
loadBundle(true).run();
