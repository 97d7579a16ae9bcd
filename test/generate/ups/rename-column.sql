ALTER TABLE users RENAME COLUMN name TO full_name;
COMMENT ON COLUMN users.full_name IS 'first and last';
