CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE "Mood" AS ENUM ('sad');
CREATE TYPE "order" AS ENUM ('x');
CREATE TYPE "position" AS (x int);
CREATE TYPE app.level AS ENUM ('low');
CREATE DOMAIN app."Odd name" AS text;
CREATE DOMAIN dollar$ AS text;
CREATE TABLE types (
  a1 int, a2 smallint, a3 bigint, a4 real, a5 double precision, a6 float(24), a7 float(25), a8 decimal, a9 dec(5), a10 numeric(10, 2), a11 numeric(3, -2),
  b1 varchar, b2 varchar(320), b3 char, b4 char(7), b5 bpchar, b6 text, b7 "char", b8 name, b9 national character varying(3), b10 nchar(2), b11 bpchar(4),
  c1 timestamp, c2 timestamp(3), c3 timestamptz, c4 timestamp(0) with time zone, c5 time, c6 time(2), c7 timetz, c8 time(1) with time zone, c9 date,
  d1 interval, d2 interval(3), d3 interval year, d4 interval day to second, d5 interval day to second(3), d6 interval second(2), d7 interval hour to minute,
  d8 interval year to month, d9 interval minute to second(1), d10 interval month,
  e1 bit, e2 bit(8), e3 bit varying, e4 varbit(9), e5 boolean, e6 bytea, e7 uuid, e8 json, e9 jsonb, e10 xml, e11 money, e12 pg_catalog."bit",
  f1 int[], f2 int[][], f3 varchar(20)[], f4 timestamp(3)[] , f5 int[3], f6 text ARRAY, f7 _int4, f8 numeric(5, 1)[], f9 "char"[], f10 bpchar[],
  g1 mood, g2 "Mood", g3 "order", g4 "position", g5 app.level, g6 app."Odd name", g7 app.level[], g8 mood[], g9 dollar$,
  h1 inet, h2 cidr, h3 macaddr, h4 macaddr8, h5 point, h6 tsvector, h7 tsquery, h8 int4range, h9 tstzmultirange, h10 oid, h11 regclass, h12 xid8, h13 pg_lsn,
  i1 pg_catalog.int4, i2 pg_catalog.varchar(3), i3 pg_catalog.timestamptz(2), i4 serial, i5 bigserial, i6 smallserial
);
