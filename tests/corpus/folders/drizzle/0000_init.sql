DO $$ BEGIN
 CREATE TYPE "mood" AS ENUM('sad', 'ok');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
--> statement-breakpoint
CREATE TABLE "people" ("mood" "mood" NOT NULL);
