import { checkCases } from './cases.ts';

checkCases('narrowing-type-change');
