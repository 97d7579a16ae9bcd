/**
 * The types that extensions bring, which belong to the schema that the extension was installed in.
 *
 * @see https://www.postgresql.org/docs/current/contrib.html and the extensions' own pages
 */
export const extensionTypes: Readonly<Record<string, readonly string[] | undefined>> = {
  citext: ['citext'],
  cube: ['cube'],
  earthdistance: ['earth'],
  hstore: ['hstore'],
  intarray: ['query_int'],
  isn: ['ean13', 'isbn', 'isbn13', 'ismn', 'ismn13', 'issn', 'issn13', 'upc'],
  lo: ['lo'],
  ltree: ['lquery', 'ltree', 'ltxtquery'],
  postgis: ['box2d', 'box3d', 'geography', 'geometry'],
  semver: ['semver'],
  seg: ['seg'],
  vector: ['halfvec', 'sparsevec', 'vector'],
};
