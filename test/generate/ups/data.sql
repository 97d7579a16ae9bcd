INSERT INTO audit (line) VALUES ('begun');
UPDATE users SET age = 18 WHERE age IS NULL;
DELETE FROM orders WHERE total = 0;
