import { quoteIdentifier } from '../postgres/identifiers.ts';
import type { Absence } from '../judge/existence.ts';
import { shortPlace } from './place.ts';
import type { Report } from '../judge/rule.ts';
import { similar } from './similar.ts';

/** What became of a name that is not there, or what was meant, as the end of a sentence, its full stop included; and where to look. */
export function explained({ gone }: Absence, name: string, known: Iterable<string>): { readonly why: string; readonly related: NonNullable<Report['related']> } {
  if (!gone) {
    const meant = similar(name, known);
    return { why: meant === undefined ? ': nothing in this history makes it.' : `: was ${quoteIdentifier(meant)} meant?`, related: [] };
  }
  const place = shortPlace(gone.moment);
  const { how, to } = gone;
  const said = how === 'dropped' ? `${place} drops it` : how === 'renamed' ? `${place} renames it to ${quoteIdentifier(to ?? '')}` : `${place} moves it to the schema ${quoteIdentifier(to ?? '')}`;
  return { why: `: ${said}.`, related: [{ place: gone.moment.place, message: how === 'renamed' ? `renamed to ${quoteIdentifier(to ?? '')} here` : how === 'moved' ? 'moved away here' : 'dropped here' }] };
}
