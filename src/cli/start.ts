import { compileGrammar, readBundle, readKeptCode } from './bundle.ts';
import { startThread } from './thread.ts';

/** First words of calls that parse no SQL. */
const withoutGrammar: ReadonlySet<string | undefined> = new Set(['rules', 'explain', 'completion', 'help', '--help', '-h', '--version']);

/** The program: the command's bundle, quickly loaded. */
const parses = !withoutGrammar.has(process.argv[2]);
const code = readKeptCode();
// It gets ready while this thread does. A hook seldom has so much to do.
const thread = parses && code?.isShared && !process.argv.includes('--staged') ? startThread(__dirname) : undefined;
// Should it break before anybody listens, `run` finds it ended.
thread?.on('error', () => undefined).unref();
const grammar = parses ? compileGrammar() : undefined;
const load = readBundle(code, true);
// V8 has decoded the grammar meanwhile, and compiles it on other threads once this one has had a turn of its event loop.
if (grammar) setImmediate(() => { load().run(grammar, thread); });
else load().run(undefined, thread);
