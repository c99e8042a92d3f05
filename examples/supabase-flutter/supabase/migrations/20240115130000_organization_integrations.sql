-- External systems that an organization can connect.
create type public.integration_type as enum ('xledger', 'dynamics', 'cornerstone', 'consio');

create table public.organization_integrations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  integration_type public.integration_type not null,
  enabled boolean not null default true,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamptz not null default now(),
  unique (organization_id, integration_type)
);

alter table public.organization_integrations enable row level security;

create policy "Members see the integrations of their organizations"
  on public.organization_integrations
  for select to authenticated
  using (
    organization_id in (
      select organization_id from public.organization_members
      where user_id = (select auth.uid())
    )
  );

create policy "The backend manages integrations" on public.organization_integrations
  for all to service_role
  using (true)
  with check (true);

grant select on public.organization_integrations to authenticated;
grant all on public.organization_integrations to service_role;
