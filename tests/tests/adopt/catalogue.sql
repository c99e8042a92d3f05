WITH ours AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname !~ '^pg_(catalog|toast)' AND nspname <> 'information_schema'
), relations AS (
    SELECT pg_class.*, pg_class.oid AS id FROM pg_class JOIN ours ON ours.oid = relnamespace
)
SELECT line FROM (
    SELECT concat_ws(' ', 'table', id::regclass, relkind, relacl, relreplident, reloptions, obj_description(id, 'pg_class'),
        CASE WHEN relrowsecurity THEN 'RLS' END, CASE WHEN relforcerowsecurity THEN 'forced' END)
    FROM relations
    UNION ALL
    SELECT concat_ws(' ', 'column', id::regclass, '.', quote_ident(attname), format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN 'NOT NULL' END, 'default', pg_get_expr(adbin, adrelid), attacl, attoptions,
        'statistics', nullif(attstattarget, -1), col_description(id, attnum))
    FROM relations JOIN pg_attribute ON attrelid = id AND attnum > 0 AND NOT attisdropped AND relkind <> 'i'
    LEFT JOIN pg_attrdef ON adrelid = id AND adnum = attnum
    UNION ALL
    SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid), CASE WHEN indisclustered THEN 'clustered' END,
        CASE WHEN indisreplident THEN 'identity' END, CASE WHEN indisvalid THEN 'valid' END)
    FROM pg_index JOIN relations ON id = indexrelid
    UNION ALL
    SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid),
        CASE WHEN convalidated THEN 'valid' END, obj_description(pg_constraint.oid, 'pg_constraint'))
    FROM pg_constraint JOIN ours ON ours.oid = connamespace
    UNION ALL
    SELECT concat_ws(' ', 'rule', ev_class::regclass, pg_get_ruledef(pg_rewrite.oid)) FROM pg_rewrite JOIN relations ON id = ev_class
    UNION ALL
    SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, pg_get_expr(polqual, polrelid)) FROM pg_policy
    UNION ALL
    SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(pg_trigger.oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT concat_ws(' ', 'function', pg_proc.oid::regprocedure) FROM pg_proc JOIN ours ON ours.oid = pronamespace
    UNION ALL
    SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(pg_statistic_ext.oid), obj_description(pg_statistic_ext.oid, 'pg_statistic_ext'))
    FROM pg_statistic_ext
    UNION ALL
    SELECT concat_ws(' ', 'publication', pubname, prrelid::regclass)
    FROM pg_publication_rel JOIN pg_publication ON pg_publication.oid = prpubid
    UNION ALL
    SELECT concat_ws(' ', 'type', pg_type.oid::regtype, (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = pg_type.oid))
    FROM pg_type JOIN ours ON ours.oid = typnamespace WHERE typtype IN ('e', 'd')
    UNION ALL
    SELECT concat_ws(' ', 'setting', name, setting) FROM pg_settings
    WHERE name IN ('lock_timeout', 'search_path', 'row_security', 'statement_timeout')
) AS catalogue(line)
ORDER BY line
