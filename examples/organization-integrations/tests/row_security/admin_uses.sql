-- What only admins of North do, each with at least one row.
select from public.organization_notifications where body ->> 'of' = 'northern';
select from public.document_repairs where organization_id = $north;
select from public.organization_integrations for update;
update public.organization_notifications set read_at = now();
update public.organization_integrations set sync_schedule = default;
delete from public.organization_integrations where integration_type = 'dynamics';
insert into public.organization_integrations (organization_id, integration_type)
  values ($north, 'bufdir');
