/** Stack traces, and what Java's loggers say beside the matter. */
const noise = /^(?:at |node:|goroutine|\S+\.go:\d+|>>|WARNING|INFO|[A-Z][a-z]{2} \d+, \d{4} )/;

/** What a runner says when it fails, without what changes from run to run. */
export function runnerWords(output: string, folder: string): string {
  const lines = plain(output, folder).split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const telling = lines.filter((line) => /error|fail|panic|cannot|duplicate|missing|invalid|unable|found/i.test(line) && !noise.test(line));
  const first = telling[0] ?? lines.at(-1) ?? '';
  const more = first.endsWith(':') ? lines[lines.indexOf(first) + 1] ?? '' : '';
  return `${first} ${more}`.trim().slice(0, 300);
}

function plain(output: string, folder: string): string {
  // eslint-disable-next-line no-control-regex -- colours
  return output.replace(/\u001b\[[0-9;]*m/g, '')
    .replaceAll(folder, '.')
    .replace(/\d{4}[/-]\d{2}[/-]\d{2}[T ]\d{2}:\d{2}:\d{2}\S*\s*/g, '')
    .replace(/postgres(?:ql)?:\/\/\S+/g, 'URL')
    .replace(/\b\d+(?:\.\d+)?\s?(?:ms|µs|s)\b/g, 'some time');
}
