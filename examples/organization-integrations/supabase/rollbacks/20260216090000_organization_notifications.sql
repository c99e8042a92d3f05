drop table public.organization_notifications;
drop function app.announce();
