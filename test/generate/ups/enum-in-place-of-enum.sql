CREATE TYPE humour AS ENUM ('sad', 'ok', 'happy');
ALTER TABLE users ALTER COLUMN feeling TYPE humour USING feeling::text::humour;
