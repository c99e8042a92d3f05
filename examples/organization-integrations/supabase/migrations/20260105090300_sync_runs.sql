-- One row a synchronization. The worker writes them, as service_role; members read them.
create table public.sync_runs (
  id uuid primary key default gen_random_uuid(),
  integration_id uuid not null,
  organization_id uuid not null,
  state public.sync_state not null default 'running',
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  message text,
  foreign key (integration_id, organization_id)
    references public.organization_integrations (id, organization_id) on delete cascade
);

create index sync_runs_of_integration on public.sync_runs (integration_id, started_at desc);

alter table public.sync_runs enable row level security;
alter table public.sync_runs force row level security;

revoke all on public.sync_runs from anon, authenticated;
grant select on public.sync_runs to authenticated;

create policy "Members see the runs of their organization" on public.sync_runs
  for select to authenticated
  using (organization_id = (select app.organization_id()));
