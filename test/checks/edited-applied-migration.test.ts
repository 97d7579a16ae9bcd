import { checkCases } from './cases.ts';

checkCases('edited-applied-migration');
