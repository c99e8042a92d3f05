    path CONSTANT text := pg_catalog.current_setting('search_path');
    timeout CONSTANT text := pg_catalog.current_setting('lock_timeout');
    -- As the caller's search_path finds them.
    roots CONSTANT regclass[] := ARRAY(SELECT pg_catalog.to_regclass(tab) FROM pg_catalog.unnest(tables) AS tab);
    kinds regtype[] := '{}'; -- the types of the columns
    enum regtype;
    sources regtype[]; -- the types to come from
    finished regtype[]; -- the types that need no change
    doomed regtype[] := '{}'; -- the types to drop
    goal text; -- the type to go to,
    base regtype; -- as the operator classes know it
    rels regclass[]; -- the columns that are left to do: table,
    nums smallint[]; -- number,
    dims text[]; -- and '[]' for an array
    problems text[] := '{}';
    before text[] := '{}'; -- what comes behind ALTER TABLE
    after text[] := '{}';
    relation regclass;
    statement text;
    elements text[];
    total bigint;
    variety bigint;
    sample text;
    kind regtype;
    item record;
