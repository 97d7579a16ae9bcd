CREATE SCHEMA billing;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN postcode AS text CHECK (VALUE ~ '^\d{5}$');
CREATE SEQUENCE invoice_numbers;
CREATE TABLE users (
  id bigserial PRIMARY KEY,
  email varchar(320) NOT NULL,
  name text DEFAULT 'nobody',
  age integer,
  active boolean NOT NULL DEFAULT true,
  feeling mood,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_age_check CHECK (age >= 0)
);
CREATE INDEX users_name_idx ON users (lower(name)) WHERE active;
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  total numeric(12, 2) NOT NULL,
  place postcode
);
CREATE INDEX orders_user_id_idx ON orders (user_id);
CREATE TABLE audit (line text, sent boolean DEFAULT false);
GRANT SELECT ON audit TO PUBLIC;
CREATE TABLE tags (id bigint PRIMARY KEY);
CREATE VIEW active_users AS SELECT id, email FROM users WHERE active;
CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
CREATE UNIQUE INDEX totals_user_id_idx ON totals (user_id);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.created_at := now();
  RETURN NEW;
END;
$$;
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_orders ON orders FOR SELECT USING (total > 0);
COMMENT ON COLUMN users.email IS 'as it was confirmed';
COMMENT ON TABLE orders IS 'what was sold';
