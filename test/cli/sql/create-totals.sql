CREATE TABLE IF NOT EXISTS totals (id bigint PRIMARY KEY, amount numeric NOT NULL);
