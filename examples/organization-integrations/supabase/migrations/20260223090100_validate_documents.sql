-- Reads every row, while others read and write. It fails where `documents repair` was not
-- run, and can be run again after that.
alter table public.organization_integrations
  validate constraint field_mappings_are_valid,
  validate constraint sync_schedule_is_valid;
