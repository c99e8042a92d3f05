CREATE TYPE "public"."sync_state" AS ENUM ('idle', 'running', 'succeeded', 'failed');
