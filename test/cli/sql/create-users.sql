CREATE TABLE IF NOT EXISTS users (
  id bigint PRIMARY KEY,
  email varchar(320) NOT NULL
);
