import type { ObjectType } from '../parser/nodes.ts';
import type { ObjectKind } from './operation.ts';

/** Kinds of objects for which create-object, drop-object and rename-object stand. */
const kinds: Partial<Readonly<Record<ObjectType, ObjectKind>>> = {
  OBJECT_ACCESS_METHOD: 'access method',
  OBJECT_AGGREGATE: 'aggregate',
  OBJECT_CAST: 'cast',
  OBJECT_COLLATION: 'collation',
  OBJECT_CONVERSION: 'conversion',
  OBJECT_DATABASE: 'database',
  OBJECT_EVENT_TRIGGER: 'event trigger',
  OBJECT_EXTENSION: 'extension',
  OBJECT_FDW: 'foreign data wrapper',
  OBJECT_FOREIGN_SERVER: 'server',
  OBJECT_FUNCTION: 'function',
  OBJECT_LANGUAGE: 'language',
  OBJECT_OPCLASS: 'operator class',
  OBJECT_OPERATOR: 'operator',
  OBJECT_OPFAMILY: 'operator family',
  OBJECT_POLICY: 'policy',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_PUBLICATION: 'publication',
  OBJECT_ROLE: 'role',
  OBJECT_ROUTINE: 'routine',
  OBJECT_RULE: 'rule',
  OBJECT_STATISTIC_EXT: 'statistics',
  OBJECT_SUBSCRIPTION: 'subscription',
  OBJECT_TABLESPACE: 'tablespace',
  OBJECT_TRANSFORM: 'transform',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_TSCONFIGURATION: 'text search configuration',
  OBJECT_TSDICTIONARY: 'text search dictionary',
  OBJECT_TSPARSER: 'text search parser',
  OBJECT_TSTEMPLATE: 'text search template',
  OBJECT_TYPE: 'type',
  OBJECT_USER_MAPPING: 'user mapping',
};

/** The words of objects that have operations of their own, where a command tag needs them. */
const others: Partial<Readonly<Record<ObjectType, string>>> = {
  OBJECT_DOMAIN: 'domain',
  OBJECT_DOMCONSTRAINT: 'constraint',
  OBJECT_FOREIGN_TABLE: 'foreign table',
  OBJECT_INDEX: 'index',
  OBJECT_LARGEOBJECT: 'large object',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_SCHEMA: 'schema',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
};

/** The kind of an object; undefined for what has operations of its own. */
export function objectKind(type: ObjectType | undefined): ObjectKind | undefined {
  return type && kinds[type];
}

/** PostgreSQL's word for a type of object, as its command tags have it. */
export function objectWord(type: ObjectType | undefined): string {
  if (!type) return 'object';
  return kinds[type] ?? others[type] ?? type.slice('OBJECT_'.length).replaceAll('_', ' ').toLowerCase();
}
