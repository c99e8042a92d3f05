
    -- The types as they are: at REPEATABLE READ the catalogue may show older ones.
    FOR item IN SELECT * FROM unnest(roots, columns) AS given(tab, col) LOOP
        EXECUTE format('SELECT pg_typeof((NULL::%s).%I)', item.tab, item.col) INTO kind;
        kinds := kinds || kind;
    END LOOP;

    -- The columns that are left to do, with those of partitions and children.
    WITH RECURSIVE family(rel, col) AS (
        SELECT tab, col FROM unnest(roots, columns, kinds) AS given(tab, col, now)
        WHERE given.now <> ALL (finished)
        UNION
        SELECT inhrelid::regclass, col FROM family JOIN pg_inherits ON inhparent = rel
    )
    SELECT array_agg(rel), array_agg(attnum), array_agg(CASE typcategory WHEN 'A' THEN '[]' ELSE '' END)
    INTO rels, nums, dims
    FROM family
    JOIN pg_attribute ON attrelid = rel AND attname = col
    JOIN pg_type ON pg_type.oid = atttypid;

    -- What is wrong with these columns themselves.
    problems := ARRAY(
        SELECT format('column %s.%I %s', rel, attname, complaint)
        FROM unnest(rels, nums, dims) AS target(rel, num, dim)
        JOIN pg_attribute ON attrelid = rel AND attnum = num
        JOIN pg_class ON pg_class.oid = rel
        CROSS JOIN LATERAL (VALUES
            (CASE WHEN atttypid <> ALL (sources)
                THEN format('is of type %s, not ' || wanted, format_type(atttypid, atttypmod), rel, attname, dim) END),
            (CASE WHEN attgenerated <> '' THEN 'is generated' END),
            (CASE WHEN attinhcount > (SELECT count(*) FROM pg_inherits WHERE inhrelid = rel AND inhparent = ANY (rels))
                THEN 'is inherited: name the column of the parent, too' END),
            (CASE WHEN relkind = 'f' THEN 'is of a foreign table' END),
            (CASE WHEN reloftype <> 0 THEN 'is of a typed table' END),
            ((SELECT 'is in the partition key, and cannot change: move the rows to a new table' FROM pg_depend
              WHERE classid = 'pg_class'::regclass AND objid = rel AND objsubid = num
                AND refclassid = 'pg_class'::regclass AND refobjid = rel AND refobjsubid = 0 AND deptype = 'i'
              LIMIT 1)),
            ((SELECT format('is of a row type that column %s.%I stores', holder.attrelid::regclass, holder.attname)
              FROM pg_attribute AS holder
              JOIN pg_class AS at ON at.oid = holder.attrelid AND at.relkind IN ('r', 'p', 'm', 'f')
              JOIN pg_type AS rowtype ON rowtype.oid = pg_class.reltype
              WHERE holder.atttypid IN (rowtype.oid, rowtype.typarray)
              LIMIT 1))
        ) AS finding(complaint)
        WHERE complaint IS NOT NULL
        ORDER BY rel, num
    );

    -- FORCE ROW LEVEL SECURITY would hide rows from the owner.
    FOR relation IN SELECT DISTINCT rel FROM unnest(rels) AS rel WHERE row_security_active(rel) LOOP
        EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', relation);
        after := after || format('%s FORCE ROW LEVEL SECURITY', relation);
    END LOOP;
