DROP INDEX users_name_idx;
DROP INDEX totals_user_id_idx;
CREATE INDEX audit_line_idx ON audit (line);
