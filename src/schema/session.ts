import type { Names } from '../operations/names.ts';
import type { QualifiedName } from '../operations/operation.ts';
import { isBuiltInType } from '../postgres/types.ts';
import { keyFor, type Catalog } from './catalog.ts';

/** Where temporary objects live. */
export const temporarySchema = 'pg_temp';

/** PostgreSQL's own default. */
export const defaultSearchPath: readonly string[] = ['"$user"', 'public'];

/** The user's own schema is unknown here, and few have one. */
function usable(path: readonly string[]): readonly string[] {
  const schemas = path.filter((schema) => schema !== '"$user"' && schema !== '$user' && schema !== '');
  return schemas.length > 0 ? schemas : ['public'];
}

/** Names as one `search_path` and one catalog give them. Cheap to make: once for each change of either. */
export class SessionNames implements Names {
  readonly catalog: Catalog;
  /** The path as it was set. */
  readonly writtenPath: readonly string[];
  readonly searchPath: readonly string[];
  /** Where new objects go. */
  readonly first: string;

  /** @param last - those before: mostly the catalog is another one, and not the path */
  constructor(catalog: Catalog, searchPath: readonly string[], last?: SessionNames) {
    this.catalog = catalog;
    this.writtenPath = searchPath;
    const isSamePath = last?.writtenPath === searchPath;
    this.searchPath = isSamePath ? last.searchPath : usable(searchPath);
    this.first = isSamePath ? last.first : (this.searchPath.find((schema) => schema !== 'pg_catalog') ?? 'public');
  }

  relation(schema: string | undefined, name: string): QualifiedName {
    if (schema !== undefined) return { schema, name };
    if (this.catalog.schemas.has(temporarySchema) && this.catalog.isRelation(temporarySchema, name)) return { schema: temporarySchema, name };
    for (const each of this.searchPath) if (this.catalog.isRelation(each, name)) return { schema: each, name };
    return { schema: name.startsWith('pg_') ? 'pg_catalog' : this.first, name };
  }

  type(schema: string | undefined, name: string): QualifiedName {
    if (schema !== undefined) return { schema, name };
    if (isBuiltInType(name)) return { schema: 'pg_catalog', name };
    for (const each of this.searchPath) {
      const at = keyFor(each, name);
      if (this.catalog.types.has(at) || this.catalog.tables.has(at) || this.catalog.views.has(at)) return { schema: each, name };
    }
    return { schema: this.first, name };
  }

  created(schema: string | undefined, name: string, temporary = false): QualifiedName {
    if (temporary) return { schema: temporarySchema, name };
    return { schema: schema ?? this.first, name };
  }
}
