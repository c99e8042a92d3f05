DROP TYPE "public"."repair_outcome";
