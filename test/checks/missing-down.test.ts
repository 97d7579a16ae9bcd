import { checkCases } from './cases.ts';

checkCases('missing-down', ['missing-up']);
