-- pgmiglint-disable missing-down -- nobody goes back
SELECT '-- pgmiglint-disable a -- no';
/* pgmiglint-disable-next-statement unchecked-drop-column, narrowing-type-change
   -- checked by hand */
DO $$
-- pgmiglint-disable b -- in a body
$$;
SELECT 1; -- pgmiglint-disable-next-statement syntax-error
-- pgmiglint-disable
-- pgmiglint-disable-next-line c -- why
-- pgmiglint-disabled is no directive, nor is what mentions pgmiglint-disable
