CREATE TABLE users (
	id bigserial PRIMARY KEY,
	email varchar(320)
);
