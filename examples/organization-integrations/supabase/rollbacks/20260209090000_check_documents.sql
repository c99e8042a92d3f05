alter table public.organization_integrations
  drop constraint sync_schedule_is_valid,
  drop constraint field_mappings_are_valid;
