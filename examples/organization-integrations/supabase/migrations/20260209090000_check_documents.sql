-- What a document must be, for whoever writes it. NOT VALID: new rows and changed rows are
-- judged from now on, the rows that are there only by VALIDATE, after they were mended.
-- Until then no update of a row with a bad document passes, whatever it changes.
--
-- A constraint passes where it is null, and a path finds nothing where it fails; hence
-- every path must find something, `strict` and `silent`, and the whole `is true`.
-- Elements of an array are judged by what is left of them: all.
alter table public.organization_integrations
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
