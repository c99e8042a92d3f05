
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
