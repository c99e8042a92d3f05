-- expect: a
DO $$ BEGIN
 CREATE TYPE "public"."m" AS ENUM('a');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
DO $$ BEGIN
 CREATE TYPE m AS ENUM('b');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
