create function public.disable_new_bufdir() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.enabled := new.integration_type <> 'bufdir'::public.integration_type;
  return new;
end;
$$;

create trigger disable_new_bufdir
  before insert on public.organization_integrations
  for each row execute function public.disable_new_bufdir();
