    -- First the locks: nobody may add a row between the check and the change.
    IF timeout = '0' THEN
        PERFORM pg_catalog.set_config('lock_timeout', '5s', true);
    END IF;
    FOR item IN SELECT * FROM unnest(tables, columns) AS given(tab, col) LOOP
        relation := pg_catalog.to_regclass(item.tab);
        IF relation IS NULL THEN
            RAISE EXCEPTION 'table % does not exist', item.tab USING ERRCODE = 'undefined_table', HINT = (
                SELECT pg_catalog.concat('Of that name, in any case and schema: ', coalesce(pg_catalog.string_agg(oid::regclass::text, ', '), 'none'))
                FROM pg_catalog.pg_class
                WHERE relkind IN ('r', 'p') AND lower(item.tab) LIKE '%"' || lower(relname::text) || '"');
        END IF;
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = relation AND relkind IN ('r', 'p')) THEN
            RAISE EXCEPTION '% is not a table', relation USING ERRCODE = 'wrong_object_type';
        END IF;
        BEGIN
            EXECUTE pg_catalog.format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', relation);
        EXCEPTION WHEN lock_not_available THEN
            RAISE EXCEPTION 'table % was in use for longer than %', relation, pg_catalog.current_setting('lock_timeout')
                USING ERRCODE = 'lock_not_available', HINT = 'Nothing was changed; run this again in a quieter moment.';
        END;
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = relation AND attname = item.col AND attnum > 0) THEN
            RAISE EXCEPTION 'table % has no column %', relation, pg_catalog.quote_ident(item.col)
                USING ERRCODE = 'undefined_column', HINT = (
                    SELECT pg_catalog.concat('It has: ', pg_catalog.string_agg(pg_catalog.quote_ident(attname), ', '))
                    FROM pg_catalog.pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped);
        END IF;
        roots := roots || relation;
    END LOOP;
