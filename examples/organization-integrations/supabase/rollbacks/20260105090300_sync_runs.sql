drop table public.sync_runs;
