CREATE TABLE {{.prefix}}blocks (
  {{if .postgres}}at timestamptz,{{end}}
  {{if .mysql}}at DATETIME(6),{{else if .sqlite}}at DATETIME,{{end}}
  {{if .mysql}}`schema`{{else}}schema{{end}} bigint,
  note text DEFAULT '{{if .x}}kept{{end}}'
) {{if .mysql}}CHARSET utf8mb4{{end}};
{{- /* a comment */ -}}
{{ addColumnIfNeeded "blocks" "x" }}
{{if tableExists "blocks"}}
ALTER TABLE blocks ADD a int;
{{else}}
ALTER TABLE blocks ADD b int;
{{end}}
{{if .mysql}}
ALTER TABLE blocks CONVERT TO CHARACTER SET utf8;
{{end}}
