/**
 * What the language server takes from other rooms. In the product the server is one of the files that are loaded when they
 * are asked for, and finds these in the command's bundle: nothing is there twice, and `lint` loads nothing of the protocol.
 */
export { readApplied } from '../applied/read-applied.ts';
export { findRepository, realFolder } from '../applied/repository.ts';
export { configName, defaults, findConfig, loadConfig, parseConfig } from '../config/load.ts';
export { effectsOf } from '../effects/effects.ts';
export { KeptJudging, Superseded } from '../judge/kept-judging.ts';
export { lint } from '../lint.ts';
export { locate } from '../parser/locate.ts';
export { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
export { formatType } from '../postgres/types.ts';
export { discover } from '../project/discover.ts';
export { KeptSources } from '../project/kept-sources.ts';
export { Rereader } from '../project/reread.ts';
export { Tree } from '../project/tree.ts';
export { redact } from '../reporters/redact.ts';
export { rules } from '../rules/registry.ts';
export { runners } from '../runners/registry.ts';
export { isSql } from '../runners/names.ts';
export { key } from '../schema/catalog.ts';
export { appliedOf } from '../applied/applied.ts';
export { decode } from '../source/decode.ts';
export { directives } from '../source/directives.ts';
export { SourceFile } from '../source/source-file.ts';
export { tokens } from '../source/tokens.ts';
