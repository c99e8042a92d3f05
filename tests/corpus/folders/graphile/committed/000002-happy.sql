--! Previous: sha1:0
--! Hash: sha1:1
--! Message: happy

ALTER TYPE app_public.mood ADD VALUE IF NOT EXISTS 'happy';
