-- A stand-in for the extension supabase_vault 0.3.1 where a server has none: the same
-- signatures, grants and traps. Encrypted by pgcrypto, under a key that only the owner
-- of the functions can read.
create schema vault;

create table vault.root_key as
  select encode(extensions.gen_random_bytes(32), 'hex') as key;

create table vault.secrets (
  id uuid primary key default gen_random_uuid(),
  name text,
  description text not null default '',
  secret text not null,
  key_id uuid,
  nonce bytea default extensions.gen_random_bytes(16),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create unique index on vault.secrets (name) where name is not null;

-- What was encrypted for one id and nonce decrypts for no other.
create function vault.passphrase(id uuid, nonce bytea) returns text
language sql security definer set search_path = ''
as $$ select key || id || encode(nonce, 'hex') from vault.root_key $$;

create function vault.encrypt(secret text, id uuid, nonce bytea) returns text
language sql security definer set search_path = ''
as $$
  select encode(extensions.pgp_sym_encrypt(secret, vault.passphrase(id, nonce)), 'base64')
$$;

create function vault.decrypt(secret text, id uuid, nonce bytea) returns text
language sql security definer set search_path = ''
as $$
  select extensions.pgp_sym_decrypt(decode(secret, 'base64'), vault.passphrase(id, nonce))
$$;

create view vault.decrypted_secrets as
  select id, name, description, secret, vault.decrypt(secret, id, nonce) as decrypted_secret,
    key_id, nonce, created_at, updated_at
  from vault.secrets;

-- It inserts first and encrypts then, so a row that fails in between shows plaintext.
create function vault.create_secret(
  new_secret text, new_name text default null, new_description text default '',
  new_key_id uuid default null
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  row vault.secrets;
begin
  insert into vault.secrets (secret, name, description, key_id)
  values (new_secret, new_name, new_description, new_key_id)
  returning * into row;
  update vault.secrets set secret = vault.encrypt(row.secret, row.id, row.nonce)
  where id = row.id;
  return row.id;
end;
$$;

-- Of an id that is not there it says nothing.
create function vault.update_secret(
  secret_id uuid, new_secret text default null, new_name text default null,
  new_description text default null, new_key_id uuid default null
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update vault.secrets set
    secret = coalesce(vault.encrypt(new_secret, id, nonce), secret),
    name = coalesce(new_name, name),
    description = coalesce(new_description, description),
    key_id = coalesce(new_key_id, key_id),
    updated_at = current_timestamp
  where id = secret_id;
end;
$$;

revoke execute on all functions in schema vault from public;
