-- What members of North do every day, each with at least one row.
select from public.organizations where name = 'northern';
select from public.organization_integrations where organization_id = $north;
select from public.sync_runs where message = 'northern';
select from public.integration_overview where last_run_message = 'northern';
