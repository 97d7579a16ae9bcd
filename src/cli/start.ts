import { compileGrammar, readBundle } from './bundle.ts';

/** First words of calls that parse no SQL. */
const withoutGrammar: ReadonlySet<string | undefined> = new Set(['rules', 'explain', 'completion', 'help', '--help', '-h', '--version']);

/** The program: the command's bundle, quickly loaded. */
const grammar = withoutGrammar.has(process.argv[2]) ? undefined : compileGrammar();
const load = readBundle(true);
// V8 has decoded the grammar meanwhile, and compiles it on other threads once this one has had a turn of its event loop.
if (grammar) setImmediate(() => { load().run(grammar); });
else load().run();
