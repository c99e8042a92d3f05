-- Who asks, by the claims of the verified token. Whatever is wrong with the claims, the
-- answer is nobody: never an error, and never somebody else.
create schema app;
grant usage on schema app to anon, authenticated, service_role;

create function app.organization_id() returns uuid
language plpgsql stable
set search_path = ''
as $$
begin
  return (auth.jwt() -> 'app_metadata' ->> 'organization_id')::uuid;
exception when data_exception then
  return null;
end;
$$;

create function app.is_admin() returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return coalesce(auth.jwt() -> 'app_metadata' ->> 'organization_role' = 'admin', false);
exception when data_exception then
  return false;
end;
$$;

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null
);

alter table public.organizations enable row level security;
alter table public.organizations force row level security;

-- Supabase grants everything on a new table. Each table takes that back, and grants what
-- the service needs: a policy then stands on its own feet, and so does a grant.
revoke all on public.organizations from anon, authenticated;
grant select on public.organizations to authenticated;

create policy "Members see their organization" on public.organizations
  for select to authenticated
  using (id = (select app.organization_id()));
