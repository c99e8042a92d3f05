
    -- The defaults: constants, with or without casts. (:funcformat 0 is a call of a
    -- function, and what that will return cannot be checked.)
    FOR item IN
        SELECT rel, attname, dim, pg_get_expr(adbin, adrelid) AS expression, adbin::text ~ (
            ':funcformat 0|[{](?!(CONST|ARRAY|ARRAYEXPR|'
            'FUNCEXPR|RELABELTYPE|COERCEVIAIO|ARRAYCOERCEEXPR|CASETESTEXPR) )') AS computed
        FROM unnest(rels, nums, dims) AS target(rel, num, dim)
        JOIN pg_attribute ON attrelid = rel AND attnum = num AND attgenerated = ''
        JOIN pg_attrdef ON adrelid = rel AND adnum = num
        ORDER BY rel, num
    LOOP
        IF item.computed THEN
            problems := problems
                || format('default of column %s.%I is computed: %s', item.rel, item.attname, item.expression);
            CONTINUE;
        END IF;
        EXECUTE 'SELECT ' || format(CASE item.dim WHEN '' THEN 'ARRAY[(%s)::text]' ELSE '(%s)::text[]' END,
            item.expression) INTO elements;
        IF EXISTS (SELECT FROM unnest(elements) AS element WHERE element <> ALL (expected)) THEN
            problems := problems
                || format('default of column %s.%I is no label: %s', item.rel, item.attname, item.expression);
        END IF;
        before := before || format('ONLY %s ALTER COLUMN %I DROP DEFAULT', item.rel, item.attname);
        after := after || format('ONLY %s ALTER COLUMN %I SET DEFAULT %L::%s%s', item.rel,
            item.attname, CASE item.dim WHEN '' THEN elements[1] ELSE elements::text END, goal, item.dim);
    END LOOP;
