/** The nodes of PostgreSQL's raw parse tree, as libpg-query gives them. Fields at their default are absent. */
export type * from '@pgsql/types';
