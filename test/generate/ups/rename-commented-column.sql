ALTER TABLE users RENAME COLUMN email TO address;
COMMENT ON COLUMN users.address IS 'unconfirmed';
