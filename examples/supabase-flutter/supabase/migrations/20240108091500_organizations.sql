create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz not null default now()
);

create table public.organization_members (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  primary key (organization_id, user_id)
);

alter table public.organizations enable row level security;
alter table public.organization_members enable row level security;

create policy "Members see their organizations" on public.organizations
  for select to authenticated
  using (
    id in (
      select organization_id from public.organization_members
      where user_id = (select auth.uid())
    )
  );

create policy "Users see their own memberships" on public.organization_members
  for select to authenticated
  using (user_id = (select auth.uid()));
