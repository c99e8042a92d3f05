ALTER TYPE "public"."mood" ADD VALUE 'happy' BEFORE 'ok';--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "name" text;
