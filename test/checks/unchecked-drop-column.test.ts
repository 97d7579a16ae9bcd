import { checkCases } from './cases.ts';

checkCases('unchecked-drop-column', ['drop-with-dependents']);
