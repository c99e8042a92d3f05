drop table public.organizations;
drop function app.is_admin();
drop function app.organization_id();
drop schema app;
