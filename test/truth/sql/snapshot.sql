-- One row for everything that a schema is made of: what it is called, and what it says. Neither numbers of objects nor the places of columns count.
WITH
spaces AS (SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
relations AS (
  SELECT c.*, format('%I.%I', s.nspname, c.relname) AS called
  FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
  WHERE NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
),
functions AS (
  SELECT p.*, format('%I.%I(%s)', s.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS called
  FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
),
types AS (
  SELECT t.*, format('%I.%I', s.nspname, t.typname) AS called
  FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd', 'c', 'r') AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
    AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
)
SELECT 'schema ' || nspname AS name, coalesce(nspacl::text, '') AS value FROM spaces
UNION ALL
SELECT 'relation ' || called, concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity, relreplident, relispartition, pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid), (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(relacl) a))
FROM relations WHERE relkind IN ('r', 'p', 'f', 'S', 'c')
UNION ALL
SELECT 'view ' || called, pg_get_viewdef(oid) || coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(relacl) a), '') FROM relations WHERE relkind IN ('v', 'm')
UNION ALL
SELECT 'column ' || called || '.' || attname,
  concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END, attidentity, attgenerated, pg_get_expr(d.adbin, d.adrelid), (SELECT collname FROM pg_collation l WHERE l.oid = attcollation AND collname <> 'default'), attacl::text)
FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND attnum > 0 AND NOT attisdropped LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
WHERE relkind IN ('r', 'p', 'f', 'c')
UNION ALL
SELECT 'constraint ' || conname || ' on ' || called, concat_ws(' ', pg_get_constraintdef(k.oid), convalidated)
FROM pg_constraint k JOIN relations r ON r.oid = k.conrelid WHERE contype NOT IN ('n', 't')
UNION ALL
SELECT 'index ' || called, pg_get_indexdef(i.indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' invalid' END || CASE WHEN indisclustered THEN ' clustered' ELSE '' END
FROM pg_index i JOIN relations r ON r.oid = i.indexrelid WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'trigger ' || tgname || ' on ' || called, pg_get_triggerdef(t.oid) || tgenabled::text FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT 'rule ' || rulename || ' on ' || called, pg_get_ruledef(u.oid) FROM pg_rewrite u JOIN relations r ON r.oid = u.ev_class WHERE rulename <> '_RETURN'
UNION ALL
SELECT 'policy ' || polname || ' on ' || called, concat_ws(' ', polcmd, polpermissive, polroles::regrole[]::text, pg_get_expr(polqual, polrelid), '/', pg_get_expr(polwithcheck, polrelid))
FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
UNION ALL
SELECT 'function ' || called, CASE WHEN prokind = 'a' THEN 'aggregate' ELSE regexp_replace(regexp_replace(pg_get_functiondef(oid), '--[^\n]*|/\*([^*]|\*[^/])*\*/', '', 'g'), '\s+', ' ', 'g') END || coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(proacl) a), '') FROM functions
UNION ALL
SELECT 'type ' || called, concat_ws(' ', typtype, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid), CASE WHEN typbasetype <> 0 THEN format_type(typbasetype, typtypmod) END, typnotnull, typdefault,
  (SELECT string_agg(pg_get_constraintdef(k.oid), ',' ORDER BY conname) FROM pg_constraint k WHERE k.contypid = t.oid AND contype = 'c'))
FROM types t
UNION ALL
SELECT 'comment on ' || pg_describe_object(classoid, objoid, objsubid), description FROM pg_description
WHERE EXISTS (SELECT FROM relations r WHERE classoid = 'pg_class'::regclass AND r.oid = objoid)
  OR EXISTS (SELECT FROM functions f WHERE classoid = 'pg_proc'::regclass AND f.oid = objoid)
  OR EXISTS (SELECT FROM types t WHERE classoid = 'pg_type'::regclass AND t.oid = objoid)
  OR classoid IN ('pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass) AND objoid >= 16384
UNION ALL
SELECT 'extension ' || extname, '' FROM pg_extension
UNION ALL
SELECT 'parent of ' || c.called, i.inhparent::regclass::text FROM pg_inherits i JOIN relations c ON c.oid = i.inhrelid WHERE c.relkind IN ('r', 'p', 'f')
UNION ALL
SELECT 'publication ' || pubname, '' FROM pg_publication
UNION ALL
SELECT 'event trigger ' || evtname, '' FROM pg_event_trigger
UNION ALL
SELECT 'statistics ' || stxname, '' FROM pg_statistic_ext
