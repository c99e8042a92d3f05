-- Every object that a migration could make, with the rights on it, one line each.
with ours as (
  select oid, nspname, nspacl from pg_namespace
  where nspname !~ '^pg_' and nspname not in ('information_schema', 'migrations')
), relations as (
  select format('%I.%I', nspname, relname) as name, c.*
  from pg_class as c join ours on ours.oid = relnamespace
)
select format('schema %s %s', nspname, nspacl) from ours
union all
select format('relation %s %s %s %s %s %s %s', name, relkind, relrowsecurity, relforcerowsecurity,
  reloptions, relacl, case when relkind = 'v' then pg_get_viewdef(oid) end)
from relations
union all
select format('column %s.%I %s %s %s %s', name, attname, format_type(atttypid, atttypmod),
  attnotnull, attacl, pg_get_expr(adbin, adrelid))
from relations
join pg_attribute on attrelid = oid and attnum > 0 and not attisdropped
left join pg_attrdef on (adrelid, adnum) = (attrelid, attnum)
union all
-- Validated or not: it is no rollback's business to doubt rows that were checked.
select format('constraint %s %I %s', name, conname, replace(pg_get_constraintdef(c.oid), ' NOT VALID', ''))
from pg_constraint as c join relations on relations.oid = conrelid
union all
select 'index ' || pg_get_indexdef(oid) from relations where relkind = 'i'
union all
select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger as t
join relations on relations.oid = tgrelid where not tgisinternal
union all
select format('policy %s %I %s %s %s %s', name, polname, polcmd, polroles::regrole[],
  pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
from pg_policy join relations on relations.oid = polrelid
union all
select format('function %s %s %s', oid::regprocedure, proacl, pg_get_functiondef(oid))
from pg_proc as p
where pronamespace in (select oid from ours) and prokind = 'f' and not exists (
  select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
union all
select format('type %I.%I %s', nspname, typname, array(
  select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder))
from pg_type as t join ours on ours.oid = typnamespace where typtype in ('e', 'd')
order by 1
