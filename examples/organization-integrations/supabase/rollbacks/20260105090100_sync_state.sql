DROP TYPE "public"."sync_state";
