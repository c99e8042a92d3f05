-- expect: c
CREATE FUNCTION recreate(type_name varchar(50), labels varchar(200)) RETURNS integer AS $body$
DECLARE
    known integer;
BEGIN
    SELECT count(pg_catalog.pg_type.typname) INTO known FROM pg_catalog.pg_type WHERE pg_catalog.pg_type.typname = type_name;
    IF known > 0 THEN
        EXECUTE 'drop type ' || type_name || ' cascade';
    END IF;
    EXECUTE 'create type ' || type_name || ' as enum (' || labels || ')';
    RETURN 0;
END;
$body$ LANGUAGE 'plpgsql';
SELECT recreate('m', '''a'', ''b''');
SELECT recreate('m', '''c''');
