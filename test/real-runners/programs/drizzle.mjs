// Runs Drizzle's migrator: INSTALLED DIRECTION URL
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [installed, , url] = process.argv.slice(2);
const require = createRequire(join(installed, 'package.json'));
const { drizzle } = require('drizzle-orm/node-postgres');
const { migrate } = require('drizzle-orm/node-postgres/migrator');
const pool = new (require('pg').Pool)({ connectionString: url });
try {
  await migrate(drizzle(pool), { migrationsFolder: 'migrations' });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
await pool.end();
