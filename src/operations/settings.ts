/**
 * The values of a setting given as one string: a list for `search_path`, whose parts fold unless they are quoted.
 */
export function settingValues(setting: string, value: string): readonly string[] {
  if (setting !== 'search_path') return [value];
  return value.split(',').map((part) => {
    const name = part.trim();
    return name.startsWith('"') && name.endsWith('"') && name.length > 1 ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
  });
}
