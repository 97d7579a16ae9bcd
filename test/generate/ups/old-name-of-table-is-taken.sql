ALTER TABLE audit RENAME TO audit_archive;
CREATE TABLE audit (id bigint PRIMARY KEY, line text);
