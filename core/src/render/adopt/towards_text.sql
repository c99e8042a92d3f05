    enum := pg_catalog.to_regtype(enum_name);
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    IF EXISTS (SELECT FROM pg_type WHERE oid = enum AND typtype <> 'e') THEN
        RAISE EXCEPTION '% is not an enum type', enum USING ERRCODE = 'wrong_object_type';
    END IF;
    sources := array_remove(ARRAY[enum, (enum::text || '[]')::regtype], NULL);
    finished := '{text,varchar,bpchar,text[],varchar[],bpchar[]}'::regtype[];
    doomed := sources;
    goal := 'pg_catalog.text';
    base := 'text';
