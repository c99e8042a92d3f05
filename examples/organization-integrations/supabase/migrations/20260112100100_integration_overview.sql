-- Integrations with their last run. `security_invoker`: it shows what its reader may see,
-- where a plain view would show what its owner may.
create view public.integration_overview with (security_invoker = true) as
  select
    integration.id,
    integration.organization_id,
    integration.integration_type,
    integration.sync_state,
    integration.credentials is not null as has_credentials,
    integration.field_mappings,
    integration.sync_schedule,
    integration.created_at,
    integration.updated_at,
    last_run.state as last_run_state,
    last_run.started_at as last_run_started_at,
    last_run.message as last_run_message
  from public.organization_integrations as integration
  left join lateral (
    select state, started_at, message
    from public.sync_runs
    where integration_id = integration.id
    order by started_at desc
    limit 1
  ) as last_run on true;

revoke all on public.integration_overview from anon, authenticated;
grant select on public.integration_overview to authenticated;
