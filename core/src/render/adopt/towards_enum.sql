    enum := pg_catalog.to_regtype(enum_name);
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    sources := '{text,varchar,bpchar,text[],varchar[],bpchar[]}'::regtype[];
    finished := array_remove(ARRAY[enum, (enum::text || '[]')::regtype], NULL);
    goal := enum;
    base := 'anyenum';
