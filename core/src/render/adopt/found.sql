    path CONSTANT text := pg_catalog.current_setting('search_path');
    timeout CONSTANT text := pg_catalog.current_setting('lock_timeout');
    roots regclass[] := '{}'; -- the tables named above
    enum regtype;
    sources oid[] := '{}'; -- the types to come from
    finished oid[] := '{}'; -- the types that need no change
    doomed oid[] := '{}'; -- the types to drop
    goal text; -- the type to go to,
    base regtype; -- as the operator classes know it
    rels regclass[]; -- the columns that are left to do: table,
    nums smallint[]; -- number,
    dims text[]; -- and '[]' for an array
    problems text[] := '{}';
    before text[] := '{}';
    after text[] := '{}';
    relation regclass;
    statement text;
    elements text[];
    total bigint;
    kinds bigint;
    sample text;
    item record;
