--! Previous: -
--! Hash: sha1:0

DROP SCHEMA IF EXISTS app_public CASCADE;
CREATE SCHEMA app_public;
CREATE TYPE app_public.mood AS ENUM ('sad', 'ok');
