import { describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

const migrations = {
  'db/000001_users.up.sql': "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE users (id bigserial PRIMARY KEY, email varchar(320) NOT NULL UNIQUE, mood mood, created_at timestamptz DEFAULT now(), CHECK (email <> ''));\nCREATE INDEX users_lower_idx ON users (lower(email));\n",
  'db/000001_users.down.sql': 'DROP TABLE users;\nDROP TYPE mood;\n',
  'db/000002_orders.up.sql': 'CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));\nCREATE INDEX ON orders (user_id) WHERE id > 5;\n',
  'db/000002_orders.down.sql': 'DROP TABLE orders;\n',
};

/** As pg_dump --schema-only writes it, shortened. */
const dump = `--
-- PostgreSQL database dump
--
\\restrict abc
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TYPE public.mood AS ENUM (
    'good',
    'bad'
);
SET default_table_access_method = heap;
CREATE TABLE public.orders (
    id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.orders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.orders_id_seq
    START WITH 1
);
CREATE TABLE public.schema_migrations (
    version bigint NOT NULL,
    dirty boolean NOT NULL
);
CREATE TABLE public.users (
    id bigint NOT NULL,
    email character varying(320) NOT NULL,
    mood public.mood,
    created_at timestamp with time zone DEFAULT now(),
    CONSTRAINT users_email_check CHECK (((email)::text <> ''::text))
);
CREATE SEQUENCE public.users_id_seq START WITH 1;
ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;
ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_email_key UNIQUE (email);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX orders_user_id_idx ON public.orders USING btree (user_id) WHERE (id > 5);
CREATE INDEX users_lower_idx ON public.users USING btree (lower((email)::text));
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
\\unrestrict abc
`;

describe('schema --check', () => {
  it('is content with a dump of what the migrations build', async () => {
    expect(await new Terminal({ ...migrations, 'schema.sql': dump }).run('schema --check schema.sql')).toEqual({ code: 0, stdout: '', stderr: 'schema.sql: up to date with db\n' });
  });

  it('tells each difference, with its line', async () => {
    const old = dump
      .replace("    'bad'\n", "    'bad',\n    'ugly'\n").replace('    mood public.mood,\n', '').replace('character varying(320) NOT NULL', 'text')
      .replace(/CREATE INDEX orders_user_id_idx.*\n/, '').replace('\\unrestrict', 'CREATE TABLE public.left_over (id int);\n\\unrestrict').replace('FOREIGN KEY (user_id)', 'FOREIGN KEY (id)');
    const { code, stdout, stderr } = await new Terminal({ ...migrations, 'schema.sql': old }).run('schema db --check schema.sql');
    expect(code).toBe(1);
    expect(stderr).toBe('schema.sql: 7 differences from what db builds\n');
    expect(stdout.trim().split('\n')).toEqual([
      'schema.sql:40: table public.left_over: no migration builds it',
      'schema.sql:39: table public.orders: orders_user_id_fkey is foreign key (user_id) to users, and foreign key (id) to users in the file',
      'schema.sql:13: table public.orders: the file lacks index (user_id) on some rows, orders_user_id_idx',
      'schema.sql:27: table public.users: column email is character varying(320), and text in the file',
      'schema.sql:27: table public.users: column email is NOT NULL, and the file lets it be null',
      'schema.sql:25: table public.users: the file lacks column mood (mood)',
      "schema.sql:7: enum public.mood: its values are 'good', 'bad', and 'good', 'bad', 'ugly' in the file",
    ]);
  });

  it('knows the file from the configuration, and the rule says the same', async () => {
    const terminal = new Terminal({ ...migrations, 'schema.sql': dump.replace('    mood public.mood,\n', ''), '.pgmiglintrc.json': '{ "sets": { "db": { "schemaFile": "schema.sql" } }, "rules": { "schema-file-outdated": "error" } }' });
    expect(await terminal.run('schema --check')).toMatchObject({ code: 1, stdout: 'schema.sql:24: table public.users: the file lacks column mood (mood)\n' });
    const { findings } = JSON.parse((await terminal.run('--format json')).stdout) as { findings: { rule: string; file: string; message: string }[] };
    expect(findings.filter(({ rule }) => rule === 'schema-file-outdated')).toMatchObject([{ file: 'schema.sql', message: 'table public.users: the file lacks column mood (mood).' }]);
    terminal.write({ 'schema.sql': dump });
    expect((await terminal.run('--format json')).stdout).not.toContain('"rule": "schema-file-outdated"');
  });

  it('wants a file', async () => {
    const terminal = new Terminal(migrations);
    expect(await terminal.run('schema --check')).toMatchObject({ code: 2, stderr: expect.stringContaining('--check wants a file') as string });
    expect(await terminal.run('schema db other')).toMatchObject({ code: 2 });
  });
});
