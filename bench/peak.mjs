// Loaded before the program with --import: says at the end how much memory the process needed at most.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const target = process.env.PGMIGLINT_PEAK_FILE;
  if (target) writeFileSync(target, String(process.resourceUsage().maxRSS));
});
