-- expect: a, b
CREATE TYPE "public"."m" AS ENUM ('a');
CREATE OR REPLACE FUNCTION "public"."add_label"("type_name" "text", "label" "text") RETURNS "void"
    LANGUAGE "plpgsql" SECURITY DEFINER
    SET "search_path" TO 'public'
    AS $$
DECLARE
    present text[];
BEGIN
    EXECUTE format('SELECT array_agg(enumlabel::text) FROM pg_enum WHERE enumtypid = %L::regtype', type_name)
    INTO present;
    IF label = ANY (present) THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TYPE %I ADD VALUE %L', type_name, label);
END;
$$;
SELECT "public"."add_label"('m', 'b');
SELECT add_label('m', 'a');
