-- Where the readers differed because the first one's lowering was wrong, with what PostgreSQL does. The second reader's
-- answer is tested; a statement moves to both-read.sql when both agree.

-- A column in brackets is the column, no expression (ComputeIndexAttrs in src/backend/commands/indexcmds.c).
CREATE INDEX i ON t ((a));

-- The query of an INSERT may have a WITH clause before its VALUES.
INSERT INTO t WITH x AS (DELETE FROM y RETURNING id) VALUES ((SELECT max(id) FROM x));
