CREATE TABLE IF NOT EXISTS ${schema}.visits (id bigint, name varchar(${length}));
GRANT SELECT ON {{ .Schema }}.visits TO @reader@;
{{ if .IsNew }}
ALTER TABLE users DROP COLUMN email;
{{ end }}
INSERT INTO notes VALUES ('${not} {{ touched }} :here');
