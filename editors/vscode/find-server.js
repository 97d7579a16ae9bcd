'use strict';

/**
 * The program to start: the workspace's own, else the one of the setting, else the first on the PATH. A workspace that nobody
 * has said to trust brings no program of its own.
 */
function findServer({ folders, setting, path, trusted, platform, exists, join, delimiter }) {
  if (trusted) {
    for (const folder of folders) {
      const script = join(folder, 'node_modules', 'pgmiglint', 'dist', 'pgmiglint.cjs');
      if (exists(script)) return { path: script, isScript: true };
    }
  }
  if (setting !== '') return exists(setting) ? { path: setting, isScript: /\.[cm]?js$/.test(setting) } : undefined;
  const name = platform === 'win32' ? 'pgmiglint.cmd' : 'pgmiglint';
  const folder = path.split(delimiter).find((each) => each !== '' && exists(join(each, name)));
  return folder === undefined ? undefined : { path: join(folder, name), isScript: false };
}

module.exports = { findServer };
