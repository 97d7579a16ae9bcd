ALTER TABLE audit SET SCHEMA billing;
