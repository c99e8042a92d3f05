-- What was wrong with a document, before the repair touched it. The integration may be
-- gone by now, and what happened to it stays true.
create table public.document_repairs (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  integration_id uuid not null,
  column_name text not null,
  problem text not null,
  outcome public.repair_outcome not null,
  was jsonb not null,
  became jsonb not null,
  repaired_at timestamptz not null default now()
);

create index document_repairs_of_organization
  on public.document_repairs (organization_id, repaired_at desc);

alter table public.document_repairs enable row level security;
alter table public.document_repairs force row level security;

revoke all on public.document_repairs from anon, authenticated;
revoke all on sequence public.document_repairs_id_seq from anon, authenticated;
grant select on public.document_repairs to authenticated;

create policy "Admins see the repairs of their organization" on public.document_repairs
  for select to authenticated
  using (organization_id = (select app.organization_id()) and (select app.is_admin()));
