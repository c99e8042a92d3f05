-- What is open to somebody whom no policy and no migration had in mind.
select format('%s of %s for %s', privilege_type, c.oid::regclass, coalesce(rolname, 'public'))
from pg_class as c cross join aclexplode(relacl)
left join pg_roles on pg_roles.oid = grantee
where relnamespace in ('public'::regnamespace, 'secrets'::regnamespace)
  and (grantee = 0 or rolname = 'anon' or (rolname = 'authenticated' and relkind = 'S'))
union all
select format('no row security on %I.%I', schemaname, tablename)
from pg_tables where schemaname in ('public', 'secrets') and not rowsecurity
union all
select format('security definer on %s', oid::regprocedure)
from pg_proc where prosecdef and pronamespace in ('app'::regnamespace, 'public'::regnamespace)
