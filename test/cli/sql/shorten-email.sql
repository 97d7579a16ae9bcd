-- the mail provider allows no more
ALTER TABLE users ALTER COLUMN email TYPE varchar(255);
