-- expect: open, it's
--
-- PostgreSQL database dump
--
SET statement_timeout = 0;
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET row_security = off;
--
-- Name: m; Type: TYPE; Schema: public; Owner: -
--
CREATE TYPE public.m AS ENUM (
    'open',
    'it''s'
);
ALTER TYPE public.m OWNER TO CURRENT_USER;
SET default_tablespace = '';
CREATE TABLE public.t (
    c public.m DEFAULT 'open'::public.m NOT NULL
);
