-- expect: a, b
CREATE TYPE "public"."m" AS ENUM('a', 'b');
