import type { Node } from '../parser/nodes.ts';
import type { Context } from './context.ts';
import type { ObjectKind, QualifiedName } from './operation.ts';
import { spelled } from './signatures.ts';
import { items, word, writtenName } from './words.ts';

/** Kinds whose names no schema holds. */
const withoutSchema: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  'access method', 'cast', 'database', 'event trigger', 'extension', 'foreign data wrapper', 'language', 'policy', 'publication',
  'role', 'rule', 'server', 'subscription', 'tablespace', 'transform', 'trigger', 'user mapping',
]);

/** The name of an object that no schema holds. */
export function bareName(name: string | undefined): QualifiedName {
  return { schema: '', name: name ?? '' };
}

/** The name of an object of that kind, written as a list of words; no schema where its kind has none. */
export function namedObject(kind: ObjectKind, nodes: readonly Node[] | undefined, context: Context): QualifiedName {
  const { schema, name } = writtenName(nodes);
  return withoutSchema.has(kind) ? bareName(name) : context.names.created(schema, name);
}

/** The name in a DROP, ALTER or COMMENT, however the grammar gives it. */
export function objectName(kind: ObjectKind, node: Node | undefined, context: Context): QualifiedName {
  if (!node) return bareName('');
  if ('ObjectWithArgs' in node) return namedObject(kind, node.ObjectWithArgs.objname, context);
  if ('TypeName' in node) return namedObject(kind, node.TypeName.names, context);
  const nodes = items(node);
  if (kind === 'cast') return castName(nodes, context);
  if (kind === 'transform') return bareName(`${typeIn(nodes[0], context)} ${word(nodes[1])}`);
  // `DROP OPERATOR CLASS s.c USING btree` comes as btree, s, c.
  if (kind === 'operator class' || kind === 'operator family') return namedObject(kind, nodes.slice(1), context);
  return namedObject(kind, nodes, context);
}

/** A cast goes by its types: `integer as text`. */
function castName([source, target]: readonly Node[], context: Context): QualifiedName {
  return bareName(`${typeIn(source, context)} as ${typeIn(target, context)}`);
}

function typeIn(node: Node | undefined, context: Context): string {
  return node && 'TypeName' in node ? spelled(node.TypeName, context) : '';
}
