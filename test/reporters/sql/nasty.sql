-- ]]> <script>alert(1)</script> & "quotes"
ALTER TABLE "a`b|c" ADD COLUMN 日本 text DEFAULT 'postgres://me:secret@host/db';
ALTER TABLE other
  DROP COLUMN x,
  DROP COLUMN y;
