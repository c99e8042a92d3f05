-- Turns text columns into columns of the enum type "public"."integration_type", created if it is missing:
--     "public"."organization_integrations"."integration_type"
--
-- All or nothing: before it changes anything, one error lists every value that is
-- no label, every default, view, policy, check or other object in the way.
-- Not seen are the bodies of functions that PostgreSQL keeps as strings.
--
-- Nobody reads or writes a table while it is rewritten and its indexes are built
-- (seconds for a million rows). To begin, it waits for lock_timeout, or for 5
-- seconds where that is not set, then fails with SQLSTATE 55P03: run it again.
-- The planner's statistics of the columns are gone: ANALYZE afterwards.
--
-- ORDER BY follows the order of the labels from now on, not the alphabet.
-- A label is added later by a migration of its own, since no statement of the
-- same transaction can use it:
--     ALTER TYPE "public"."integration_type" ADD VALUE 'new_label' AFTER 'bufdir';
DO $pg_enum$
DECLARE
    aim CONSTANT text := 'adopt';
    wanted CONSTANT text := 'text, varchar or char: ALTER TABLE %s ALTER COLUMN %I TYPE text%s;';
    enum_name CONSTANT text := '"public"."integration_type"';
    tables CONSTANT text[] := ARRAY['"public"."organization_integrations"']::text[];
    columns CONSTANT text[] := ARRAY['integration_type']::text[]; -- of the table at the same place
    expected CONSTANT text[] := ARRAY['xledger', 'dynamics', 'cornerstone', 'consio', 'bufdir']::text[];
    labels text[];
    violated text;
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
BEGIN
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

    IF to_regtype('"public"."integration_type"') IS NULL THEN
        BEGIN
            CREATE TYPE "public"."integration_type" AS ENUM ('xledger', 'dynamics', 'cornerstone', 'consio', 'bufdir');
        EXCEPTION
            WHEN duplicate_object THEN
                NULL; -- another session was faster
            WHEN unique_violation THEN
                -- So was it here, in the moment between look and insert. Any
                -- other violation is an error of its own.
                GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
                IF violated <> 'pg_type_typname_nsp_index' THEN
                    RAISE;
                END IF;
        END;
    END IF;
    -- enum_range asks the caches, which know a type that a query on the
    -- catalogue misses at REPEATABLE READ. It takes a domain for its base type.
    BEGIN
        IF pg_typeof(enum_range(NULL::"public"."integration_type")) = to_regtype('"public"."integration_type"[]') THEN
            labels := enum_range(NULL::"public"."integration_type")::text[];
        END IF;
    EXCEPTION
        WHEN undefined_function THEN
            NULL; -- no enum: labels stay NULL
    END;
    IF labels IS NULL THEN
        RAISE EXCEPTION '% exists, but is not an enum type', '"public"."integration_type"'
            USING ERRCODE = 'wrong_object_type';
    END IF;
    IF labels <> expected THEN
        RAISE EXCEPTION 'enum type % exists with the labels %, expected %', '"public"."integration_type"', labels, expected
            USING ERRCODE = 'duplicate_object',
                HINT = 'Add what is missing with ALTER TYPE ... ADD VALUE, or mend the declaration.';
    END IF;
    enum := pg_catalog.to_regtype(enum_name);
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    sources := '{text,varchar,bpchar,text[],varchar[],bpchar[]}'::regtype[];
    finished := array_remove(ARRAY[enum, (enum::text || '[]')::regtype], NULL);
    goal := enum;
    base := 'anyenum';

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

    -- What else is in the way, each with the statement that removes it.
    FOR item IN
        WITH RECURSIVE target AS (
            SELECT * FROM unnest(rels, nums, dims) AS target(rel, num, dim)
        ), implied(class, object) AS (
            -- These go with their column, with a partition's parent or with a range.
            SELECT 'pg_attrdef'::regclass, oid FROM pg_attrdef JOIN target ON rel = adrelid AND num = adnum
            UNION ALL
            SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE coninhcount > 0
            UNION ALL
            SELECT classid, objid FROM pg_depend
            WHERE deptype = 'P' OR (deptype = 'i' AND classid = 'pg_proc'::regclass)
        ), carried(class, object) AS (
            -- These ALTER TABLE carries along; checks and indexes have a closer look below.
            SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE contype IN ('c', 'n', 'p', 'u')
            UNION ALL
            SELECT 'pg_class'::regclass, oid FROM pg_class WHERE relkind IN ('i', 'I', 'S')
            UNION ALL
            SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext AS s
            WHERE to_jsonb(s) ->> 'stxexprs' IS NULL
        ), holder(indexrelid, class, object) AS (
            -- The index of an exclusion constraint goes only with it.
            SELECT indexrelid, 'pg_class'::regclass, indexrelid FROM pg_index WHERE NOT indisexclusion
            UNION ALL
            SELECT conindid, 'pg_constraint'::regclass, oid FROM pg_constraint WHERE contype = 'x'
        ), suspect(class, object, sub, rel, expression) AS (
            SELECT classid, objid, objsubid, NULL::regclass, NULL
            FROM pg_depend
            WHERE (refclassid = 'pg_class'::regclass AND (refobjid, refobjsubid) IN (SELECT rel, num FROM target)
                AND (classid, objid) NOT IN (SELECT * FROM carried))
              OR (refclassid = 'pg_type'::regclass AND refobjid = ANY (doomed) AND deptype <> 'i'
                AND (classid, objid, objsubid) NOT IN (SELECT 'pg_class'::regclass, rel, num FROM target))
            UNION ALL
            -- A check stays if it fits the new type.
            SELECT 'pg_constraint'::regclass, oid, 0, conrelid, pg_get_expr(conbin, conrelid)
            FROM pg_constraint
            WHERE contype = 'c' AND conrelid = ANY (rels)
            UNION ALL
            -- An index stays if its expressions do no more with a column than test it for
            -- NULL, since the cast of an enum is not immutable,
            SELECT holder.class, holder.object, 0, NULL, NULL
            FROM pg_index
            JOIN holder USING (indexrelid)
            JOIN target ON rel = indrelid
            WHERE concat(indexprs, indpred) ~ ('(?<!NULLTEST :arg )[{]VAR :varno 1 :varattno ' || num || ' ')
            UNION ALL
            -- and if it has the default operator class and no collation of its own.
            SELECT holder.class, holder.object, 0, NULL, NULL
            FROM pg_index
            JOIN holder USING (indexrelid)
            CROSS JOIN LATERAL unnest(indkey::int2[], indclass::oid[], indcollation::oid[]) AS key(num, class, coll)
            JOIN target ON target.rel = indrelid AND target.num = key.num
            JOIN pg_attribute ON attrelid = indrelid AND attnum = key.num
            JOIN pg_opclass AS old ON old.oid = key.class
            WHERE NOT opcdefault OR key.coll <> attcollation OR NOT EXISTS (
                SELECT FROM pg_opclass AS new
                WHERE new.opcmethod = old.opcmethod AND new.opcdefault
                  AND new.opcintype = CASE dim WHEN '' THEN base ELSE 'anyarray' END)
        ), obstacle AS (
            SELECT * FROM suspect
            UNION
            -- And what depends on a view, or on the type of its rows, or on another type, or
            -- on a generated column without going with it.
            SELECT classid, objid, objsubid, NULL, NULL
            FROM obstacle
            LEFT JOIN pg_rewrite
                ON class = 'pg_rewrite'::regclass AND pg_rewrite.oid = object AND rulename = '_RETURN'
            LEFT JOIN pg_class ON relkind IN ('v', 'm', 'c')
                AND pg_class.oid = CASE class WHEN 'pg_class'::regclass THEN object ELSE ev_class END
            LEFT JOIN pg_type ON pg_type.oid = CASE class WHEN 'pg_type'::regclass THEN object ELSE reltype END
            LEFT JOIN pg_attrdef ON class = 'pg_attrdef'::regclass AND pg_attrdef.oid = object
            LEFT JOIN pg_attribute ON attgenerated <> ''
                AND (attrelid, attnum) = (coalesce(adrelid, object), coalesce(adnum, sub))
            CROSS JOIN LATERAL (VALUES ('pg_class'::regclass, pg_class.oid, NULL),
                ('pg_type'::regclass, pg_type.oid, NULL), ('pg_type'::regclass, typarray, NULL),
                ('pg_class'::regclass, attrelid, attnum)) AS gone(class, object, num)
            JOIN pg_depend AS use ON refclassid = gone.class AND refobjid = gone.object
                AND refobjsubid = coalesce(gone.num, refobjsubid) AND deptype = 'n'
            WHERE obstacle.class IN
                ('pg_rewrite'::regclass, 'pg_class'::regclass, 'pg_type'::regclass, 'pg_attrdef'::regclass)
              AND NOT EXISTS (
                SELECT FROM pg_depend AS own
                WHERE (own.classid, own.objid, own.refclassid, own.refobjid, own.refobjsubid)
                    = (use.classid, use.objid, gone.class, gone.object, gone.num) AND own.deptype = 'a')
        )
        SELECT rel, expression, it.type, it.identity, CASE
            WHEN it.type LIKE '%constraint' THEN (
                SELECT format('ALTER %s DROP CONSTRAINT %I', CASE conrelid WHEN 0
                    THEN 'DOMAIN ' || contypid::regtype ELSE 'TABLE ' || conrelid::regclass END, conname)
                FROM pg_constraint WHERE oid = object)
            WHEN it.type = 'publication relation' THEN (
                SELECT format('ALTER PUBLICATION %I DROP TABLE %s', pubname, prrelid::regclass)
                FROM pg_publication_rel JOIN pg_publication ON pg_publication.oid = prpubid
                WHERE pg_publication_rel.oid = object)
            WHEN attgenerated <> '' AND attinhcount = 0 THEN
                format('ALTER TABLE %s DROP COLUMN %I', attrelid::regclass, attname)
            WHEN it.type = 'default value' THEN
                format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', attrelid::regclass, attname)
            WHEN it.type NOT LIKE '%column%' THEN
                format('DROP %s %s', regexp_replace(upper(it.type), ' OBJECT|COMPOSITE ', ''), it.identity)
        END AS remedy
        FROM obstacle
        -- A view shows up as its rule or its columns, a generated column as its expression.
        LEFT JOIN pg_rewrite
            ON class = 'pg_rewrite'::regclass AND pg_rewrite.oid = object AND rulename = '_RETURN'
        LEFT JOIN pg_class
            ON class = 'pg_class'::regclass AND pg_class.oid = object AND relkind IN ('v', 'm', 'c')
        LEFT JOIN pg_attrdef ON class = 'pg_attrdef'::regclass AND pg_attrdef.oid = object
        LEFT JOIN pg_attribute ON (attrelid, attnum) = (adrelid, adnum)
            OR class = 'pg_class'::regclass AND (attrelid, attnum) = (object, sub)
        CROSS JOIN LATERAL pg_identify_object(
            CASE WHEN ev_class IS NULL AND coalesce(attgenerated, '') = '' THEN class ELSE 'pg_class'::regclass END,
            CASE WHEN attgenerated <> '' THEN attrelid ELSE coalesce(ev_class, object) END,
            CASE WHEN attgenerated <> '' THEN attnum WHEN relkind IS NULL THEN sub ELSE 0 END
        ) AS it
        WHERE (class, object) NOT IN (SELECT * FROM implied)
        GROUP BY 1, 2, 3, 4, 5
        -- What depends on another came after it, and goes before it. A generated column may
        -- have a newer expression, and is as old as its table at most.
        ORDER BY max(CASE WHEN attgenerated <> '' THEN attrelid ELSE object END), it.identity DESC
    LOOP
        IF item.rel IS NOT NULL THEN
            BEGIN -- to plan the expression on the columns as they will be
                EXECUTE 'SELECT ' || (
                    SELECT format('%s FROM (SELECT %s FROM %s) AS %I LIMIT 0', item.expression,
                        string_agg(CASE WHEN num IS NULL THEN quote_ident(attname)
                            ELSE format('%1$I::text%2$s::%3$s%2$s AS %1$I', attname, dim, goal) END, ', '),
                        item.rel, relname)
                    FROM pg_class
                    JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                    LEFT JOIN unnest(rels, nums, dims) AS target(rel, num, dim) ON rel = attrelid AND num = attnum
                    WHERE pg_class.oid = item.rel
                    GROUP BY relname);
                CONTINUE;
            EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
                NULL;
            END;
        END IF;
        problems := concat_ws(': ', item.type || ' ' || item.identity, item.remedy || ';') || problems;
    END LOOP;

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

    -- The values in the rows. A collation of the column might take 'A' for 'a'. (A
    -- foreign table has been refused, and is not read.)
    FOR item IN
        SELECT rel, attname, CASE dim WHEN '' THEN '%I::text' ELSE 'unnest(%I::text[])' END AS value
        FROM unnest(rels, nums, dims) AS target(rel, num, dim)
        JOIN pg_attribute ON attrelid = rel AND attnum = num AND attinhcount = 0 AND atttypid = ANY (sources)
        WHERE NOT EXISTS (SELECT FROM pg_class WHERE oid = ANY (rels) AND relkind = 'f')
        ORDER BY rel, num
    LOOP
        EXECUTE format($count$
            SELECT sum(times), count(*), string_agg(
                format('%%L (%%s)', left(value, 60), times), ', ' ORDER BY place) FILTER (WHERE place <= 20)
            FROM (
                SELECT value, count(*) AS times, row_number() OVER (ORDER BY count(*) DESC, value) AS place
                FROM (SELECT (%s) COLLATE "C" AS value FROM %s) AS stored
                WHERE value <> ALL ($1)
                GROUP BY value
            ) AS counted $count$, format(item.value, item.attname), item.rel)
        INTO total, variety, sample USING expected;
        IF total > 0 THEN
            problems := problems || format('values of column %s.%I that are no labels, %s in all: %s%s', item.rel,
                item.attname, total, sample, CASE WHEN variety > 20 THEN format(', and %s others', variety - 20) END);
        END IF;
    END LOOP;

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
    PERFORM set_config('lock_timeout', timeout, true);
END
$pg_enum$;
