// Runs postgrator: INSTALLED DIRECTION URL
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [installed, direction, url] = process.argv.slice(2);
const require = createRequire(join(installed, 'package.json'));
const { default: Postgrator } = await import(pathToFileURL(join(installed, 'node_modules/postgrator/postgrator.js')).href);
const client = new (require('pg').Client)({ connectionString: url });
await client.connect();
const postgrator = new Postgrator({
  migrationPattern: 'migrations/*',
  driver: 'pg',
  database: new URL(url).pathname.slice(1),
  schemaTable: 'schemaversion',
  execQuery: (query) => client.query(query),
});
try {
  if (direction === 'up') await postgrator.migrate();
  else await postgrator.migrate(String((await postgrator.getDatabaseVersion()) - 1));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
await client.end();
