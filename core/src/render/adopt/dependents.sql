
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
