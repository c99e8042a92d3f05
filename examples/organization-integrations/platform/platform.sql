-- What Supabase gives a database before the first migration, as far as the service uses
-- it. Safe to run twice, and from several databases of one server at once.
do $$
declare
  missing text;
begin
  -- Roles belong to the server: a session on another database may make them meanwhile.
  foreach missing in array array[
    'create role anon nologin noinherit',
    'create role authenticated nologin noinherit',
    'create role service_role nologin noinherit bypassrls',
    'create role authenticator login noinherit'
  ] loop
    begin
      execute missing;
    exception when duplicate_object or unique_violation then
    end;
  end loop;
  foreach missing in array array['anon', 'authenticated', 'service_role'] loop
    if not pg_has_role('authenticator', missing, 'member') then
      begin
        execute format('grant %I to authenticator', missing);
      exception when unique_violation then
      end;
    end if;
  end loop;
  -- What service_role binds is secret: it may keep it out of the server's log.
  if not has_parameter_privilege('service_role', 'log_parameter_max_length', 'set') then
    begin
      grant set on parameter log_parameter_max_length to service_role;
    exception when unique_violation or internal_error or insufficient_privilege then
      -- Another session was faster, or it takes a superuser.
    end;
  end if;
end;
$$;

create schema if not exists auth;
create schema if not exists extensions;

-- Who asks: the claims of the verified token, as PostgREST and our service set them.
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

create or replace function auth.uid() returns uuid language sql stable as $$
  select (auth.jwt() ->> 'sub')::uuid
$$;

-- Supabase opens the schema `public` by default: migrations have to close it again.
grant usage on schema public, auth, extensions to anon, authenticated, service_role;
alter default privileges in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public
  grant all on functions to anon, authenticated, service_role;
