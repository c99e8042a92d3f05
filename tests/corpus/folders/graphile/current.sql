-- Enter migration here
DROP TYPE IF EXISTS app_public.state;
CREATE TYPE app_public.state AS ENUM ('open', 'done');
