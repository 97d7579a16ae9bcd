\set ON_ERROR_STOP on
\echo it's begun
CREATE TABLE a (id int);
COPY a (id) FROM stdin;
1	it's data; with $$ and /* in it
\.

SELECT 'DROP TABLE x' \gexec
INSERT INTO :"target" VALUES (:id, :'name', '12:30'::time, (ARRAY[1,2,3])[1:2]);
CREATE TABLE b (
\echo inside
  id int
);
\i other.sql
