WITH relations AS (
  SELECT c.oid, n.nspname AS schema, c.relname AS name
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f')
    AND n.nspname !~ '^pg_'
    AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
),
columns AS (
  SELECT a.attrelid, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull) ORDER BY a.attnum) AS list
  FROM pg_attribute a
  JOIN relations r ON r.oid = a.attrelid
  WHERE a.attnum > 0 AND NOT a.attisdropped
  GROUP BY a.attrelid
),
constraints AS (
  SELECT c.conrelid, json_agg(json_build_object(
    'name', c.conname,
    'type', CASE c.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key' WHEN 'x' THEN 'exclusion' ELSE 'check' END,
    'columns', ARRAY(
      SELECT a.attname::text
      FROM unnest(c.conkey) WITH ORDINALITY k(attnum, position)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
      ORDER BY k.position),
    'validated', c.convalidated) ORDER BY c.conname COLLATE "C") AS list
  FROM pg_constraint c
  WHERE c.contype IN ('p', 'u', 'f', 'c', 'x')
  GROUP BY c.conrelid
),
indexes AS (
  SELECT i.indrelid, json_agg(json_build_object(
    'name', c.relname,
    'columns', ARRAY(
      SELECT coalesce(a.attname::text, '')
      FROM unnest(i.indkey::smallint[]) WITH ORDINALITY k(attnum, position)
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE k.position <= i.indnkeyatts
      ORDER BY k.position),
    'unique', i.indisunique,
    'valid', i.indisvalid) ORDER BY c.relname COLLATE "C") AS list
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  GROUP BY i.indrelid
),
enums AS (
  SELECT n.nspname AS schema, t.typname AS name, json_agg(e.enumlabel ORDER BY e.enumsortorder) AS list
  FROM pg_enum e
  JOIN pg_type t ON t.oid = e.enumtypid
  JOIN pg_namespace n ON n.oid = t.typnamespace
  GROUP BY n.nspname, t.typname
)
SELECT json_build_object(
  'tables', coalesce((
    SELECT json_agg(json_build_object(
      'schema', r.schema,
      'name', r.name,
      'columns', coalesce(c.list, '[]'),
      'constraints', coalesce(k.list, '[]'),
      'indexes', coalesce(i.list, '[]')) ORDER BY r.schema COLLATE "C", r.name COLLATE "C")
    FROM relations r
    LEFT JOIN columns c ON c.attrelid = r.oid
    LEFT JOIN constraints k ON k.conrelid = r.oid
    LEFT JOIN indexes i ON i.indrelid = r.oid), '[]'),
  'enums', coalesce((SELECT json_agg(json_build_object('schema', schema, 'name', name, 'values', list) ORDER BY schema COLLATE "C", name COLLATE "C") FROM enums), '[]'))::text;
