ALTER TABLE users RENAME COLUMN name TO name_deprecated;
ALTER TABLE users ADD COLUMN name varchar(100);
