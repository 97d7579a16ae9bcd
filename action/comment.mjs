// The one comment on a pull request: found by its first line, written anew or kept up to date.

/** A hidden first line; a step for another folder has a comment of its own. */
export function markerOf(folder) {
  return `<!-- pgmiglint${folder === '.' ? '' : ` ${folder.replaceAll('--', '- -')}`} -->`;
}

/**
 * Writes the comment. Where there is nothing to say and no comment yet, writes none.
 *
 * @param request - api (its address), repository (owner/name), number, token, marker, body, hasFindings
 * @throws Error - GitHub refuses
 */
export async function writeComment({ api, repository, number, token, marker, body, hasFindings }) {
  const issues = `${api}/repos/${repository}/issues`;
  const call = async (method, url, content) => {
    const answer = await globalThis.fetch(url, {
      method,
      headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28', 'content-type': 'application/json', 'user-agent': 'pgmiglint' },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    if (!answer.ok) throw new Error(`GitHub answers ${answer.status}${answer.status === 403 || answer.status === 404 ? ': the job needs "permissions: pull-requests: write", which pull requests from forks never get' : ''}`);
    return answer.json();
  };
  const own = await find(call, `${issues}/${number}/comments`, marker);
  const content = { body: `${marker}\n${body}` };
  if (own !== undefined) await call('PATCH', `${issues}/comments/${own}`, content);
  else if (hasFindings) await call('POST', `${issues}/${number}/comments`, content);
}

/** The id of the comment that starts with the marker, of however many pages there are. */
async function find(call, url, marker) {
  for (let page = 1; ; page++) {
    const comments = await call('GET', `${url}?per_page=100&page=${page}`);
    const own = comments.find(({ body }) => typeof body === 'string' && body.startsWith(marker));
    if (own !== undefined || comments.length < 100) return own?.id;
  }
}
