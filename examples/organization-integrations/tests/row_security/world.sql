-- Everything that an organization can have, for North and for South. What is South's says so.
insert into public.organizations (id, name) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'northern'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'southern');

insert into public.organization_integrations
  (id, organization_id, integration_type, credentials, field_mappings)
select
  id, organization_id, integration_type::public.integration_type, secret,
  jsonb_build_object('version', 2, 'mappings', jsonb_build_array(
    jsonb_build_object('from', name || '.name', 'to', 'name')))
from (values
  ('aaaaaaaa-0000-4000-8000-000000000011'::uuid, 'aaaaaaaa-0000-4000-8000-000000000001'::uuid,
   'xledger', 'aaaaaaaa-0000-4000-8000-000000000021'::uuid, 'northern'),
  ('aaaaaaaa-0000-4000-8000-000000000012', 'aaaaaaaa-0000-4000-8000-000000000001',
   'dynamics', null, 'northern'),
  ('bbbbbbbb-0000-4000-8000-000000000011', 'bbbbbbbb-0000-4000-8000-000000000002',
   'xledger', 'bbbbbbbb-0000-4000-8000-000000000021', 'southern'),
  ('bbbbbbbb-0000-4000-8000-000000000012', 'bbbbbbbb-0000-4000-8000-000000000002',
   'consio', null, 'southern')
) as given (id, organization_id, integration_type, secret, name);

insert into secrets.secrets (id, name, key_id, salt, ciphertext) values
  ('aaaaaaaa-0000-4000-8000-000000000021', 'northern', 'key', gen_random_uuid(), 'northern'),
  ('bbbbbbbb-0000-4000-8000-000000000021', 'southern', 'key', gen_random_uuid(), 'southern');

insert into public.sync_runs (integration_id, organization_id, state, message)
select integration.id, organization_id, 'succeeded', name
from public.organization_integrations as integration
join public.organizations as organization on organization.id = organization_id;

insert into public.organization_notifications (organization_id, kind, body)
select id, 'documents_repaired', jsonb_build_object('of', name) from public.organizations;

insert into public.document_repairs
  (organization_id, integration_id, column_name, problem, outcome, was, became)
select organization_id, id, 'field_mappings', 'none', 'reset', field_mappings, field_mappings
from public.organization_integrations;

analyze;
