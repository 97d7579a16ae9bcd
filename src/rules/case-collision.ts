import { defineRule, type FileReport, type Migration, type Script, type SetContext } from '../judge/rule.ts';

export default defineRule({
  id: 'case-collision',
  severity: 'error',
  summary: 'Two names differ only in case.',
  why: `On macOS and Windows, two names that differ only in upper and lower case are one file: git checks out both, the second over the first, and one
migration is lost there without an error. Whoever runs the migrations from such a machine applies another history than the servers do. The same goes for
letters that Unicode can write in two ways.`,
  references: ['https://git-scm.com/docs/git-config#Documentation/git-config.txt-coreignoreCase'],
  set(context) {
    if (isOneCase(context)) return undefined;
    const { set, isJudged, ahead } = context;
    const seen = new Map<string, string>();
    for (const { path } of ahead) seen.set(folded(path), path);
    const reports: FileReport[] = [];
    const look = (migration: Migration, { file }: Script): void => {
      const key = folded(file.path);
      const other = seen.get(key);
      if (other === undefined) seen.set(key, file.path);
      else if (other !== file.path && isJudged(migration)) {
        const message = `${file.path} and ${other} are one file on macOS and Windows: one of them is lost in a checkout there.`;
        reports.push({ message, place: { file, span: { start: 0, end: file.line(1).length } } });
      }
    };
    for (const migration of set.migrations) {
      const { up, down } = migration;
      // Sections of one file are one name.
      if (up) look(migration, up);
      if (down && down.file !== up?.file) look(migration, down);
    }
    return reports;
  },
});

/** What case can make different, or Unicode. */
const foldable = /[A-Z\u0080-\uffff]/g;

/** Asked first: whether all is of one folder, and no name in it has a letter that another could be taken for. */
function isOneCase({ set: { migrations }, ahead }: SetContext): boolean {
  const first = ahead[0]?.path ?? fileOf(migrations[0]) ?? '';
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  const isPlain = (path: string): boolean => {
    foldable.lastIndex = folder.length;
    return path.startsWith(folder) && !foldable.test(path);
  };
  for (const { path } of ahead) if (!isPlain(path)) return false;
  for (const { up, down } of migrations) if ((up && !isPlain(up.file.path)) || (down && down.file !== up?.file && !isPlain(down.file.path))) return false;
  return true;
}

function fileOf(migration: Migration | undefined): string | undefined {
  return (migration?.up ?? migration?.down)?.file.path;
}

const beyondAscii = /[\u0080-\uffff]/;

/** What Unicode can write in two ways is rare, and costs as much as all the rest. */
function folded(path: string): string {
  return (beyondAscii.test(path) ? path.normalize('NFC') : path).toLowerCase();
}
