-- Alone in its file: a new label cannot be used before it is committed.
alter type public.integration_type add value if not exists 'bufdir';
