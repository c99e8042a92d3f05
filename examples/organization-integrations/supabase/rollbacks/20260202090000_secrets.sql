-- The extension stays: others may use it by now. So do secrets, which nothing brings back.
do $$
begin
  -- Without row security: its owner would see no row, and call that none.
  set local row_security = off;
  if exists (select from secrets.secrets) then
    raise exception 'there are secrets in secrets.secrets'
      using hint = 'Move them first: secrets move --from pgcrypto --to vault';
  end if;
end;
$$;

alter table public.organization_integrations drop constraint credentials_are_not_shared;
drop table secrets.secrets;
drop schema secrets;
