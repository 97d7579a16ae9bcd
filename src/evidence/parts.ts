import { redefines } from './changes.ts';
import type { Catalog, Done, Operation, QualifiedName } from '../judge/rule.ts';

/** Operations of a script that belong together, as one logical change. */
export interface Part {
  /** The relation or type that it begins with. */
  readonly relation: QualifiedName;
  readonly first: Done;
}

function keyOf({ schema, name }: QualifiedName): string {
  return `${schema}\n${name}`;
}

/** What an operation refers to beside its own relation. */
function refersTo(operation: Operation): readonly QualifiedName[] {
  switch (operation.kind) {
    case 'create-table': {
      const constraints = [...operation.constraints, ...operation.columns.flatMap((column) => column.constraints)];
      return [
        ...constraints.flatMap((constraint) => (constraint.type === 'foreign key' ? [constraint.references] : [])),
        ...operation.columns.map(({ type }) => type),
        ...operation.inherits,
        ...operation.like.map(({ table }) => table),
        ...(operation.partitionOf ? [operation.partitionOf.parent] : []),
        ...(operation.as?.relations ?? []),
      ];
    }
    case 'add-column':
      return [operation.column.type, ...operation.column.constraints.flatMap((constraint) => (constraint.type === 'foreign key' ? [constraint.references] : []))];
    case 'add-constraint':
      return operation.constraint.type === 'foreign key' ? [operation.constraint.references] : [];
    case 'alter-column-type':
      return [operation.type];
    case 'create-view':
      return operation.query.relations;
    case 'rename-table':
      return [{ schema: operation.table.schema, name: operation.newName }];
    case 'attach-partition':
    case 'detach-partition':
      return [operation.partition];
    case 'inherit':
      return [operation.parent];
    default:
      return [];
  }
}

/** What a relation refers to or reads by now. */
function connected(relation: QualifiedName, after: Catalog): readonly QualifiedName[] {
  const constraints = after.table(relation)?.constraints.values() ?? [];
  return [...Array.from(constraints, ({ references }) => references?.table).filter((table) => table !== undefined), ...(after.view(relation)?.reads ?? [])];
}

/** What is done, without where: the same thing done to many tables is one change. */
function deed(operation: Operation): string {
  const column = 'column' in operation ? (typeof operation.column === 'string' ? operation.column : operation.column.name) : '';
  return `${operation.kind} ${column}${operation.kind === 'alter-table' ? operation.action : ''}`;
}

/** The logical changes of a script: what touches the same relation, or relations that refer to each other, is one. */
export function parts(operations: readonly Done[], after: Catalog): readonly Part[] {
  const touched = operations.flatMap((done) => {
    const relation = redefines(done.operation);
    return relation ? [{ done, relation, key: keyOf(relation) }] : [];
  });
  const group = new Map(touched.map(({ key }) => [key, key]));
  const rootOf = (key: string): string => {
    let at = key;
    for (let next = group.get(at); next !== undefined && next !== at; next = group.get(at)) at = next;
    return at;
  };
  for (const { done, relation, key } of touched) {
    for (const other of [...refersTo(done.operation), ...connected(relation, after)]) if (group.has(keyOf(other))) group.set(rootOf(keyOf(other)), rootOf(key));
  }
  const found = new Map<string, { part: Part; deeds: Set<string> }>();
  for (const { done, relation, key } of touched) {
    const root = rootOf(key);
    const known = found.get(root);
    if (known) known.deeds.add(deed(done.operation));
    else found.set(root, { part: { relation, first: done }, deeds: new Set([deed(done.operation)]) });
  }
  const seen = new Set<string>();
  return [...found.values()].flatMap(({ part, deeds }) => {
    const spelled = [...deeds].sort().join('\n');
    if (seen.has(spelled) && !spelled.includes('create-')) return [];
    seen.add(spelled);
    return [part];
  });
}
