CREATE TYPE "public"."repair_outcome" AS ENUM ('upgraded', 'reset');
