    -- No schema of the caller's path may offer better matches than the system's own.
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);

    -- The locks come first: nobody may add a row between the check and the change.
    IF timeout = '0' THEN
        PERFORM set_config('lock_timeout', '5s', true);
    END IF;
    FOR item IN SELECT * FROM unnest(roots, tables, columns) AS given(rel, tab, col) LOOP
        IF item.rel IS NULL THEN
            RAISE EXCEPTION 'table % does not exist', item.tab USING ERRCODE = 'undefined_table', HINT = (
                SELECT 'Of that name, in any case and schema: ' || coalesce(string_agg(oid::regclass::text, ', '), 'none')
                FROM pg_class
                WHERE relkind IN ('r', 'p') AND lower(item.tab) LIKE '%"' || lower(relname) || '"');
        END IF;
        IF NOT EXISTS (SELECT FROM pg_class WHERE oid = item.rel AND relkind IN ('r', 'p')) THEN
            RAISE EXCEPTION '% is not a table', item.rel USING ERRCODE = 'wrong_object_type';
        END IF;
        BEGIN
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', item.rel);
        EXCEPTION WHEN lock_not_available THEN
            RAISE EXCEPTION 'table % was in use for longer than %', item.rel, current_setting('lock_timeout')
                USING ERRCODE = 'lock_not_available',
                    HINT = 'Nothing was changed; run this again in a quieter moment.';
        END;
        IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = item.rel AND attname = item.col AND attnum > 0) THEN
            RAISE EXCEPTION 'table % has no column %', item.rel, quote_ident(item.col)
                USING ERRCODE = 'undefined_column', HINT = (
                    SELECT 'It has: ' || string_agg(quote_ident(attname), ', ')
                    FROM pg_attribute WHERE attrelid = item.rel AND attnum > 0 AND NOT attisdropped);
        END IF;
    END LOOP;

    -- The name of the type means what it means to the caller.
    PERFORM set_config('search_path', path, true);
