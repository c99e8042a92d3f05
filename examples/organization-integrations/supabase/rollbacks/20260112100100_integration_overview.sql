drop view public.integration_overview;
