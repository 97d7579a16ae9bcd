-- shorter than what stands there
BEGIN;
ALTER TABLE users ALTER COLUMN email TYPE varchar(255);
COMMIT;
