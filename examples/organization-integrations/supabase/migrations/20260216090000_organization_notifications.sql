-- What the admins of an organization should know.
create table public.organization_notifications (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  read_at timestamptz
);

create index notifications_of_organization
  on public.organization_notifications (organization_id, created_at desc);

alter table public.organization_notifications enable row level security;
alter table public.organization_notifications force row level security;

revoke all on public.organization_notifications from anon, authenticated;
grant select, update (read_at) on public.organization_notifications to authenticated;

create policy "Admins see the notifications of their organization"
  on public.organization_notifications
  for select to authenticated
  using (organization_id = (select app.organization_id()) and (select app.is_admin()));

create policy "Admins mark notifications as read" on public.organization_notifications
  for update to authenticated
  using (organization_id = (select app.organization_id()) and (select app.is_admin()))
  with check (organization_id = (select app.organization_id()) and (select app.is_admin()));

-- Any role may listen on any channel, so that says who has news, and not what.
create function app.announce() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform pg_notify('organization_notifications', new.organization_id::text);
  return null;
end;
$$;

create trigger announce after insert on public.organization_notifications
  for each row execute function app.announce();
