-- The query for every row that has to do with South, in any table of ours.
select string_agg(
  format('select %1$L || t::text from %1$s as t
          where t::text like ''%%bbbbbbbb-%%'' or t::text like ''%%southern%%''',
    format('%I.%I', schemaname, tablename)),
  ' union all ') || ' order by 1'
from pg_catalog.pg_tables where schemaname in ('public', 'secrets');
