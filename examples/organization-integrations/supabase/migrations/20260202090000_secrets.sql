-- Secrets where there is no Vault: encrypted by pgcrypto, under keys that are not here.
create extension if not exists pgcrypto with schema extensions;
-- It may have been there, in another schema: better to fail here than at the first secret.
select 'extensions.pgp_sym_encrypt(text, text, text)'::regprocedure;

create schema secrets;
grant usage on schema secrets to service_role;

create table secrets.secrets (
  id uuid primary key,
  name text not null unique,
  -- Which key, and what makes its passphrase one for this writing alone.
  key_id text not null,
  salt uuid not null,
  ciphertext bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Without a policy there is no row for anybody, but for who bypasses row security.
alter table secrets.secrets enable row level security;
alter table secrets.secrets force row level security;
grant select, insert, update, delete on secrets.secrets to service_role;

-- A secret belongs to one integration: it moves with it, and goes with it.
alter table public.organization_integrations
  add constraint credentials_are_not_shared unique (credentials);
