-- Version 2 beside version 1, which binaries of before this deploy still write. Rows are
-- not read here, so the lock is short. Then `documents repair` upgrades and mends them,
-- and the next migration judges what is there.
alter table public.organization_integrations
  drop constraint field_mappings_are_valid,
  drop constraint sync_schedule_is_valid,
  alter column field_mappings set default '{"version":2,"mappings":[]}',
  alter column sync_schedule set default
    '{"version":2,"enabled":false,"every":{"minutes":60},"time_zone":"UTC"}',
  add constraint field_mappings_are_valid check ((
    jsonb_path_exists(field_mappings, 'strict $ ? (
      @.type() == "object"
      && !exists(@.keyvalue() ? (@.key != "version" && @.key != "mappings"))
      && @.version.type() == "number"
      && @.mappings.type() == "array" && @.mappings.size() <= 100)', silent => true)
    and field_mappings -> 'mappings' = case field_mappings ->> 'version'
      when '1' then jsonb_path_query_array(field_mappings, 'strict $.mappings[*] ? (
        @.type() == "object"
        && !exists(@.keyvalue() ? (@.key != "from" && @.key != "to"))
        && @.from like_regex "^[A-Za-z_][A-Za-z0-9_]{0,62}([.][A-Za-z_][A-Za-z0-9_]{0,62}){0,7}$"
        && @.to like_regex "^[A-Za-z_][A-Za-z0-9_]{0,62}$")', silent => true)
      when '2' then jsonb_path_query_array(field_mappings, 'strict $.mappings[*] ? (
        @.type() == "object"
        && !exists(@.keyvalue() ? (@.key != "from" && @.key != "to" && @.key != "transform"))
        && @.from like_regex "^[A-Za-z_][A-Za-z0-9_]{0,62}([.][A-Za-z_][A-Za-z0-9_]{0,62}){0,7}$"
        && @.to like_regex "^[A-Za-z_][A-Za-z0-9_]{0,62}$"
        && (!exists(@.keyvalue() ? (@.key == "transform"))
          || @.transform == "trim" || @.transform == "lowercase" || @.transform == "uppercase"))',
        silent => true)
    end
  ) is true) not valid,
  add constraint sync_schedule_is_valid check ((case sync_schedule ->> 'version'
    when '1' then
      jsonb_path_exists(sync_schedule, 'strict $ ? (
        @.type() == "object"
        && !exists(@.keyvalue() ? (@.key != "version" && @.key != "enabled" && @.key != "interval_minutes"))
        && @.version.type() == "number"
        && @.enabled.type() == "boolean"
        && @.interval_minutes >= 5 && @.interval_minutes <= 10080)', silent => true)
      and sync_schedule ->> 'interval_minutes' ~ '^[0-9]+$'
    when '2' then
      jsonb_path_exists(sync_schedule, 'strict $ ? (
        @.type() == "object"
        && !exists(@.keyvalue() ? (
          @.key != "version" && @.key != "enabled" && @.key != "every" && @.key != "time_zone"))
        && @.version.type() == "number"
        && @.enabled.type() == "boolean"
        && @.time_zone like_regex "^[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}$"
        && @.every.type() == "object"
        && (!exists(@.every.keyvalue() ? (@.key != "minutes"))
            && @.every.minutes >= 5 && @.every.minutes <= 10080
          || !exists(@.every.keyvalue() ? (@.key != "daily_at"))
            && @.every.daily_at like_regex "^([01][0-9]|2[0-3]):[0-5][0-9]$"))', silent => true)
      and coalesce(sync_schedule #>> '{every,minutes}', '5') ~ '^[0-9]+$'
  end) is true) not valid;
