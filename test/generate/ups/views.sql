CREATE OR REPLACE VIEW active_users AS SELECT id, email, name FROM users WHERE active;
CREATE VIEW grown_ups AS SELECT id FROM active_users WHERE id > 17;
DROP MATERIALIZED VIEW totals;
