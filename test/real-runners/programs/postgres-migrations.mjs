// Runs postgres-migrations: INSTALLED DIRECTION URL
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [installed, , url] = process.argv.slice(2);
const require = createRequire(join(installed, 'package.json'));
const { migrate } = require('postgres-migrations');
const client = new (require('pg').Client)({ connectionString: url });
await client.connect();
try {
  await migrate({ client }, 'migrations');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
await client.end();
