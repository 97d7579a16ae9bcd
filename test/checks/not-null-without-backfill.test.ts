import { checkCases } from './cases.ts';

checkCases('not-null-without-backfill');
