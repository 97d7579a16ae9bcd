import { compileGrammar, loadBundle } from './bundle.ts';

/** First words of calls that parse no SQL. */
const withoutGrammar: ReadonlySet<string | undefined> = new Set(['rules', 'explain', 'completion', 'help', '--help', '-h', '--version']);

/** The program: the command's bundle, quickly loaded. */
const grammar = withoutGrammar.has(process.argv[2]) ? undefined : compileGrammar();
loadBundle(true).run(grammar);
