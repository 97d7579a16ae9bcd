import { liquibaseV8, liquibaseV9 } from '../checksums.ts';
import { fileName, type TrackedFile, type Tracking } from './tracking.ts';

/** A changeset is known by id, author and file; which folder the file's path begins in depends on the call. */
export default {
  tables: ['databasechangelog'],
  rows: (table) => `SELECT id || '::' || author || '::' || regexp_replace(filename, '^.*/', '') AS id, md5sum AS checksum FROM ${table} WHERE exectype <> 'SKIPPED' ORDER BY orderexecuted`,
  id: (file) => `${file.migration.version}::${file.migration.name}::${fileName(file)}`,
  checksums,
} satisfies Tracking;

/** Lines that Liquibase takes for itself. */
const directive = /^\s*--\s*(?:rollback|comment|preconditions|precondition-|validCheckSum|property|ignoreLines|changeset|liquibase)/i;

function checksums({ migration: { up } }: TrackedFile): readonly string[] {
  // Parameters are put in before the sum is taken, and what a changeset's attributes change of it is not known here.
  if (!up) return [];
  const text = up.file.text.slice(up.span.start, up.span.end);
  const heading = up.heading.file.text.slice(up.heading.span.start, up.heading.span.end);
  if (text.includes('${') || text.includes('/*') || /\b(?:runOnChange|runAlways|splitStatements|stripComments|endDelimiter)\b/i.test(heading)) return [];
  const sql = text.split(/\r?\n/).filter((line) => !directive.test(line)).join('\n').trim();
  return [liquibaseV9(sql), liquibaseV8(sql)];
}
