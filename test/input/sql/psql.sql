\set ON_ERROR_STOP on
\echo 'creating; it''s slow'
CREATE TABLE IF NOT EXISTS :schema.visits (id bigint, name varchar(20), owner text DEFAULT :'owner');
COPY visits (id, name) FROM stdin;
1	it's; a "row"
2	$$ /* --
\.
\if :is_new
ALTER TABLE users DROP COLUMN email;
\endif
SELECT 'ALTER TABLE ' || 'a' \gexec
