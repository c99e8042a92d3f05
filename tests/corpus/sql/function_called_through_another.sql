-- expect: a, b
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION run(statement text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE statement; END';
CREATE PROCEDURE grow() LANGUAGE plpgsql AS $p$
BEGIN PERFORM run($s$ALTER TYPE m ADD VALUE 'b'$s$); END $p$;
CALL grow();
