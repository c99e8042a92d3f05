
    IF problems <> '{}' THEN
        RAISE EXCEPTION E'cannot % %; nothing was changed:\n- %', aim, enum_name,
                (SELECT string_agg(problem, E'\n- ' ORDER BY place) FROM (
                    SELECT problem, min(place) FROM unnest(problems) WITH ORDINALITY AS told(problem, place)
                    GROUP BY problem) AS told(problem, place))
            USING ERRCODE = 'object_not_in_prerequisite_state',
                HINT = 'Mend this first. What is dropped for it can be created again afterwards.';
    END IF;

    SELECT before || array_agg(change.sql) INTO before FROM (
        SELECT format('%s %s', rel, string_agg(
            format('ALTER COLUMN %1$I TYPE %2$s%3$s USING %1$I::pg_catalog.text%3$s::%2$s%3$s', attname, goal, dim),
            ', '))
        FROM unnest(rels, nums, dims) AS target(rel, num, dim)
        JOIN pg_attribute ON attrelid = rel AND attnum = num AND attinhcount = 0
        GROUP BY rel
    ) AS change(sql);
    -- Functions in indexes may need the caller's path.
    PERFORM set_config('search_path', path, true);
    FOREACH statement IN ARRAY before || after LOOP
        EXECUTE 'ALTER TABLE ' || statement;
    END LOOP;
