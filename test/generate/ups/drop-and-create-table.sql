DROP TABLE audit;
CREATE TABLE audit (line text, at timestamp with time zone);
