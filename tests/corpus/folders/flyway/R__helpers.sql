CREATE OR REPLACE FUNCTION app.grow(label text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN EXECUTE format('ALTER TYPE app.mood ADD VALUE IF NOT EXISTS %L', label); END $$;
SELECT app.grow('great');
