import { baseRequest } from '../applied/base.ts';
import type { DatabaseRequest } from '../applied/database.ts';
import type { AppliedRequest } from '../applied/read-applied.ts';
import type { Config } from '../config/config.ts';
import type { Io } from './io.ts';
import type { Call } from './options.ts';

/** Where a call wants it known from what is applied, beside the lock files. */
export function appliedRequest(call: Call, config: Config, { env }: Io): AppliedRequest {
  const base = baseRequest({ option: call.value('base'), staged: call.has('staged'), configured: config.base, env });
  return { env, databases: databases(call, config, env), ...(base ? { base } : {}) };
}

/** The call's word counts for all sets; then a folder's own variable before the one for all. A variable that is not set asks nobody. */
function databases(call: Call, config: Config, env: Io['env']): readonly DatabaseRequest[] {
  const option = call.value('database-url');
  if (option !== undefined) return [{ from: '--database-url', url: option }];
  const own = Object.entries(config.sets).flatMap(([path, { databaseUrlVariable }]) => request(databaseUrlVariable, env).map((one) => ({ ...one, sets: [path] })));
  return own.length > 0 ? own : request(config.databaseUrlVariable, env);
}

function request(variable: string | undefined, env: Io['env']): readonly DatabaseRequest[] {
  const url = variable === undefined ? undefined : env[variable];
  return variable === undefined || url === undefined || url === '' ? [] : [{ from: `$${variable}`, url }];
}
