import { checkCases } from './cases.ts';

checkCases('concurrently-in-transaction', ['not-allowed-in-transaction']);
