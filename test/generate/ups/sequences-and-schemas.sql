DROP SEQUENCE invoice_numbers;
CREATE SEQUENCE ticket_numbers;
CREATE SCHEMA reports;
CREATE TABLE reports.daily (id bigint PRIMARY KEY);
DROP SCHEMA billing;
