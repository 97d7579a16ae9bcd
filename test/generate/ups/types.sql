CREATE TYPE colour AS ENUM ('red', 'green');
ALTER TABLE users ADD COLUMN colour colour;
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
