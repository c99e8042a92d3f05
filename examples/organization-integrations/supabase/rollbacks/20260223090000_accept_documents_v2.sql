-- Version 1 cannot hold every document of version 2, so this refuses rather than loses.
do $$
declare
  newer bigint;
begin
  -- Without row security: its owner would see no row, and call that none.
  set local row_security = off;
  select count(*) into newer from public.organization_integrations
  where field_mappings ->> 'version' = '2' or sync_schedule ->> 'version' = '2';
  if newer > 0 then
    raise exception '% integrations have documents of version 2', newer
      using hint = 'Rewrite them as version 1 first; a transform or a time of the day has no place there.';
  end if;
end;
$$;

alter table public.organization_integrations
  drop constraint field_mappings_are_valid,
  drop constraint sync_schedule_is_valid,
  alter column field_mappings set default '{"version":1,"mappings":[]}',
  alter column sync_schedule set default '{"version":1,"enabled":false,"interval_minutes":60}',
  add constraint field_mappings_are_valid check ((
    jsonb_path_exists(field_mappings, 'strict $ ? (
      @.type() == "object"
      && !exists(@.keyvalue() ? (@.key != "version" && @.key != "mappings"))
      && @.version.type() == "number"
      && @.mappings.type() == "array" && @.mappings.size() <= 100)', silent => true)
    -- As text, since 1.0 and 1 are equal numbers.
    and field_mappings ->> 'version' = '1'
    and field_mappings -> 'mappings' = jsonb_path_query_array(field_mappings, 'strict $.mappings[*] ? (
      @.type() == "object"
      && !exists(@.keyvalue() ? (@.key != "from" && @.key != "to"))
      && @.from like_regex "^[A-Za-z_][A-Za-z0-9_]{0,62}([.][A-Za-z_][A-Za-z0-9_]{0,62}){0,7}$"
      && @.to like_regex "^[A-Za-z_][A-Za-z0-9_]{0,62}$")', silent => true)
  ) is true) not valid,
  add constraint sync_schedule_is_valid check ((
    jsonb_path_exists(sync_schedule, 'strict $ ? (
      @.type() == "object"
      && !exists(@.keyvalue() ? (@.key != "version" && @.key != "enabled" && @.key != "interval_minutes"))
      && @.version.type() == "number"
      && @.enabled.type() == "boolean"
      && @.interval_minutes >= 5 && @.interval_minutes <= 10080)', silent => true)
    and sync_schedule ->> 'version' = '1'
    and sync_schedule ->> 'interval_minutes' ~ '^[0-9]+$'
  ) is true) not valid;
