import { appliedRequest } from '../applied-request.ts';
import { findBaseline } from '../find-baseline.ts';
import type { Io } from '../io.ts';
import type { Call } from '../options.ts';
import { packageRoot, version } from '../package.ts';

/** `pgmiglint lsp`: the language server. The protocol ends the process. */
export async function run(call: Call, io: Io): Promise<number> {
  const { serve } = await import('../../lsp/server.ts');
  serve({
    input: process.stdin,
    output: process.stdout,
    packageRoot: packageRoot(),
    version: version(),
    requestFor: (config) => appliedRequest(call, config, io),
    baselineFor: (config, folder) => findBaseline({ config, paths: ['.'] }, { ...io, cwd: folder }),
  });
  return new Promise(() => undefined);
}
