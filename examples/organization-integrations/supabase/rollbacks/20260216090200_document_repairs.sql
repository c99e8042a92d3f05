drop table public.document_repairs;
