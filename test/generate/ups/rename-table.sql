ALTER TABLE orders RENAME TO purchases;
ALTER TABLE purchases ADD COLUMN note text;
COMMENT ON TABLE purchases IS 'what was bought';
