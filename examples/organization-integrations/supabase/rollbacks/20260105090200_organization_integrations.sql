drop table public.organization_integrations;
drop function app.touch();
