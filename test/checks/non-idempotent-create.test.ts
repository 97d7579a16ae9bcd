import { checkCases } from './cases.ts';

checkCases('non-idempotent-create', ['non-idempotent-alter', 'non-idempotent-drop', 'non-idempotent-insert']);
