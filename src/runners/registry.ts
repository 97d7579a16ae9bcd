import atlas from './atlas.ts';
import dbMigrate from './db-migrate.ts';
import dbmate from './dbmate.ts';
import diesel from './diesel.ts';
import drizzleFolders from './drizzle-folders.ts';
import drizzle from './drizzle.ts';
import flyway from './flyway.ts';
import golangMigrate from './golang-migrate.ts';
import goose from './goose.ts';
import graphileMigrate from './graphile-migrate.ts';
import hasura from './hasura.ts';
import liquibase from './liquibase.ts';
import nodePgMigrate from './node-pg-migrate.ts';
import plain from './plain.ts';
import plainFolders from './plain-folders.ts';
import plainPairs from './plain-pairs.ts';
import plainRollback from './plain-rollback.ts';
import plainTrees from './plain-trees.ts';
import popx from './popx.ts';
import postgresMigrations from './postgres-migrations.ts';
import postgrator from './postgrator.ts';
import prisma from './prisma.ts';
import refinery from './refinery.ts';
import sqitch from './sqitch.ts';
import sqlMigrate from './sql-migrate.ts';
import sqlx from './sqlx.ts';
import supabase from './supabase.ts';
import tern from './tern.ts';
import upDownFiles from './up-down-files.ts';
import yoyo from './yoyo.ts';
import type { Runner } from './runner.ts';

/** All runners. Of two equally sure ones the first wins. */
export const runners: readonly Runner[] = [
  golangMigrate,
  goose,
  dbmate,
  flyway,
  sqlx,
  prisma,
  diesel,
  drizzle,
  drizzleFolders,
  supabase,
  hasura,
  sqlMigrate,
  atlas,
  tern,
  nodePgMigrate,
  graphileMigrate,
  postgresMigrations,
  postgrator,
  refinery,
  sqitch,
  liquibase,
  popx,
  yoyo,
  dbMigrate,
  upDownFiles,
  plainPairs,
  plainRollback,
  plainTrees,
  plainFolders,
  plain,
];

/** The runner of that id, as the configuration names it. */
export function runnerCalled(id: string): Runner | undefined {
  return runners.find((runner) => runner.id === id);
}
