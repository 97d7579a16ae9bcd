import atlas from './atlas.ts';
import dbmate from './dbmate.ts';
import diesel from './diesel.ts';
import drizzle from './drizzle.ts';
import drizzleFolders from './drizzle-folders.ts';
import flyway from './flyway.ts';
import golangMigrate from './golang-migrate.ts';
import goose from './goose.ts';
import graphileMigrate from './graphile-migrate.ts';
import hasura from './hasura.ts';
import liquibase from './liquibase.ts';
import nodePgMigrate from './node-pg-migrate.ts';
import postgresMigrations from './postgres-migrations.ts';
import prisma from './prisma.ts';
import refinery from './refinery.ts';
import sqitch from './sqitch.ts';
import sqlMigrate from './sql-migrate.ts';
import sqlx from './sqlx.ts';
import supabase from './supabase.ts';
import tern from './tern.ts';
import type { Tracking } from './tracking.ts';

/** How the table of each runner is read, by the runner's id. */
export const trackings: Readonly<Record<string, Tracking>> = {
  atlas,
  dbmate,
  diesel,
  drizzle,
  'drizzle-folders': drizzleFolders,
  flyway,
  'golang-migrate': golangMigrate,
  goose,
  'graphile-migrate': graphileMigrate,
  hasura,
  liquibase,
  'node-pg-migrate': nodePgMigrate,
  'postgres-migrations': postgresMigrations,
  prisma,
  refinery,
  sqitch,
  'sql-migrate': sqlMigrate,
  sqlx,
  supabase,
  tern,
};
