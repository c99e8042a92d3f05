//! What is repeated: every kind of statement that the readers know, and what is
//! nested or left open.

use super::{Shape, Source};

const fn sql(name: &'static str, before: &'static str) -> Shape {
    Shape::new(Source::Sql, name, before)
}

const fn files(name: &'static str, before: &'static str) -> Shape {
    Shape::new(Source::SqlFiles, name, before)
}

const fn dart(name: &'static str, before: &'static str) -> Shape {
    Shape::new(Source::Dart, name, before)
}

const fn typescript(name: &'static str, before: &'static str) -> Shape {
    Shape::new(Source::TypeScript { jsx: false }, name, before)
}

const fn jsx(name: &'static str, before: &'static str) -> Shape {
    Shape::new(Source::TypeScript { jsx: true }, name, before)
}

const M: &str = "CREATE TYPE m AS ENUM ('a');\n";
const OPEN: &str = "CREATE TYPE m AS ENUM ('a'); BEGIN;\n";
const LABELS: &str = "CREATE TYPE m AS ENUM ('a'";
const BLOCK: &str = "CREATE TYPE m AS ENUM ('a'); DO $x$ BEGIN\n";
const CONDITION: &str = "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE a text; BEGIN IF ";
const DECIDES: &str = " THEN ALTER TYPE m ADD VALUE 'b'; END IF; END $x$;";
const VALUE: &str = "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE a text := 'x'; BEGIN ALTER TYPE m ADD VALUE 'b'; a := ";
const ASSIGNED: &str = "; END $x$;";
const END: &str = "END $x$;";

/// All of them.
pub const SHAPES: &[Shape] = &[
    // Types and labels.
    sql("create", M).each("CREATE TYPE t{i} AS ENUM ('a');\n"),
    sql("create with labels", LABELS).each(", 'l{i}'").then(");"),
    sql("create twice", M).each("CREATE TYPE m AS ENUM ('a');\n"),
    sql("create and drop", M).each("CREATE TYPE t AS ENUM ('a'); DROP TYPE t;\n"),
    sql("create and drop others", M).each("CREATE TYPE t{i} AS ENUM ('a'); DROP TYPE t{i};\n"),
    sql("create shell", M).each("CREATE TYPE t{i}; CREATE TYPE t{i} AS ENUM ();\n"),
    sql("create domain", M).each("CREATE DOMAIN t{i} AS text;\n"),
    sql("drop many", M).each("CREATE TYPE t{i} AS ENUM ();").then("DROP TYPE ").closed_by("t{i}, ").ending("m;"),
    sql("drop with a domain", M).each(
        "CREATE TYPE t{i} AS ENUM (); CREATE DOMAIN d{i} AS t{i}; DROP TYPE t{i} CASCADE;\n",
    ),
    sql("drop beside domains", M)
        .each("CREATE TYPE t{i} AS ENUM (); CREATE DOMAIN d{i} AS t{i};\n")
        .closed_by("DROP TYPE t{i} CASCADE;\n"),
    sql("drop if exists", M).each("DROP TYPE IF EXISTS t{i};\n"),
    sql("drop missing", M).each("DROP TYPE t{i};\n"),
    sql("drop several", "CREATE TYPE m AS ENUM (); DROP TYPE IF EXISTS x").each(", t{i}").then(";"),
    sql("add value", M).each("ALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("add value twice", M)
        .each("ALTER TYPE m ADD VALUE 'l{i}'; ALTER TYPE m ADD VALUE IF NOT EXISTS 'l{i}';\n"),
    sql("add value before the first", M).each("ALTER TYPE m ADD VALUE 'l{i}' BEFORE 'a';\n").long(),
    sql("add value after the first", M).each("ALTER TYPE m ADD VALUE 'l{i}' AFTER 'a';\n"),
    sql("add value after the last", "CREATE TYPE m AS ENUM ('l0');")
        .each("ALTER TYPE m ADD VALUE 'l{j}' AFTER 'l{i}';\n"),
    sql("add value before the last", "CREATE TYPE m AS ENUM ('l0');")
        .each("ALTER TYPE m ADD VALUE 'l{j}' BEFORE 'l{i}';\n"),
    sql("add value that is there", LABELS)
        .each(", 'l{i}'")
        .then(");")
        .closed_by("ALTER TYPE m ADD VALUE IF NOT EXISTS 'l{i}';\n"),
    sql("add value to others", M)
        .each("CREATE TYPE t{i} AS ENUM (); ALTER TYPE t{i} ADD VALUE 'a';\n"),
    sql("rename value", "CREATE TYPE m AS ENUM ('l0');")
        .each("ALTER TYPE m RENAME VALUE 'l{i}' TO 'l{j}';\n"),
    sql("rename each value", LABELS)
        .each(", 'l{i}'")
        .then(");")
        .closed_by("ALTER TYPE m RENAME VALUE 'l{i}' TO 'r{i}';\n"),
    sql("rename to", "CREATE TYPE m0 AS ENUM ('a'); CREATE TYPE m AS ENUM ('a');")
        .each("ALTER TYPE m{i} RENAME TO m{j};\n"),
    sql("rename to and fro", M).each(
        "ALTER TYPE m ADD VALUE 'l{i}'; ALTER TYPE m RENAME TO n; ALTER TYPE n RENAME TO m;\n",
    ).long(),
    sql("set schema", M)
        .each("ALTER TYPE m ADD VALUE 'l{i}'; ALTER TYPE m SET SCHEMA s; ALTER TYPE s.m SET SCHEMA public;\n"),
    sql("swap", M).each(
        "ALTER TYPE m RENAME TO old; CREATE TYPE m AS ENUM ('l{i}'); DROP TYPE old;\n",
    ),
    sql("owner", M).each("ALTER TYPE m OWNER TO o{i};\n"),
    sql("alter missing", M).each("ALTER TYPE t{i} ADD VALUE 'a';\n"),
    sql("labels that are not there", LABELS)
        .each(", 'l{i}'")
        .then("); DO $$ BEGIN")
        .closed_by(" BEGIN ALTER TYPE m RENAME VALUE 'x' TO 'y'; EXCEPTION WHEN OTHERS THEN NULL; END;\n")
        .ending("END $$;"),
    sql("malformed", M).each("ALTER TYPE t{i} ADD;\n"),
    sql("not in quotes", M).each("CREATE TYPE t{i} AS ENUM (a);\n"),
    // What is no statement, or more than one.
    sql("words of no statement", M).each("GO\nALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("words of no statement on others", M).each("GO\nCREATE TYPE t{i} AS ENUM ();\n"),
    sql("names behind no statement", "CREATE TYPE m AS ENUM ('a'); GO DROP TYPE m").each(", t{i}").then(";"),
    sql("statements behind no statement", "CREATE TYPE m AS ENUM ('a'); GO").each(" DROP TYPE t{i}").then(";"),
    sql("statements without semicolons", "CREATE TYPE m AS ENUM ('a'); SELECT 1").each("\nALTER TYPE t{i} ADD VALUE 'a'").then(";"),
    sql("what is filled in", M).each("${x{i}}\nALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("branches of a template", M).each("{% if x %}\nALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("statements in a branch", "CREATE TYPE m AS ENUM ('a'); {{ if x }} SELECT 1;")
        .each("ALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("changesets", "--liquibase formatted sql\nCREATE TYPE m AS ENUM ('a');\n")
        .each("--changeset a:{i} dbms:postgresql\nALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("changesets for others", "--liquibase formatted sql\nCREATE TYPE m AS ENUM ('a');\n")
        .each("--changeset a:{i} dbms:mysql\nALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("changesets with contexts", "--liquibase formatted sql\nCREATE TYPE m AS ENUM ('a');\n")
        .each("--changeset a:{i} context:x\nALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("attributes", "--liquibase formatted sql\nCREATE TYPE m AS ENUM ('a');\n--changeset a:1")
        .each(" x{i}:y"),
    sql("databases", M).each("\\c d{i}\nALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("settings of escapes", M).each(
        "BEGIN; SAVEPOINT s{i}; SET standard_conforming_strings = off; ROLLBACK TO s{i}; COMMIT;\n",
    ),
    sql("savepoints and escapes", OPEN)
        .each("SAVEPOINT s{i}; SET LOCAL standard_conforming_strings = off;\n")
        .closed_by("ROLLBACK TO s{i};\n"),
    // Schemas.
    sql("create schema", M).each("CREATE SCHEMA s{i};\n"),
    sql("drop schema", M)
        .each("CREATE SCHEMA s{i}; CREATE TYPE s{i}.t AS ENUM (); DROP SCHEMA s{i} CASCADE;\n"),
    sql("drop the same schema", M)
        .each("CREATE SCHEMA s; CREATE TYPE s.t{i} AS ENUM (); DROP SCHEMA s CASCADE;\n").long(),
    sql("drop empty schemas", M)
        .each("CREATE TYPE s.t{i} AS ENUM ();\n")
        .closed_by("DROP SCHEMA x{i} CASCADE;\n"),
    sql("drop schema that is full", M)
        .each("CREATE TYPE s.t{i} AS ENUM (); DROP SCHEMA s;\n"),
    sql("rename schema", M)
        .each("CREATE SCHEMA s; CREATE TYPE s.t{i} AS ENUM (); ALTER SCHEMA s RENAME TO r{i};\n"),
    sql("same name in many schemas", M)
        .each("CREATE TYPE s{i}.m AS ENUM ();\n"),
    sql("drop owned", M).each("CREATE TYPE t{i} AS ENUM (); DROP OWNED BY o;\n").long(),
    // The search path.
    sql("set path", M).each("SET search_path = s{i}; CREATE TYPE t AS ENUM ();\n"),
    sql("set one path", M).each("SET search_path = s; CREATE TYPE t{i} AS ENUM ();\n"),
    sql("set local", M)
        .each("BEGIN; SET LOCAL search_path = s{i}; CREATE TYPE t AS ENUM (); COMMIT;\n"),
    sql("set local in one transaction", OPEN)
        .each("SET LOCAL search_path = s{i}; CREATE TYPE t AS ENUM ();\n")
        .then("COMMIT;"),
    sql("set local outside", M)
        .each("SET LOCAL search_path = s{i}; CREATE TYPE t AS ENUM ();\n"),
    sql("set local with labels", M)
        .each("BEGIN; SET LOCAL search_path = public; ALTER TYPE m ADD VALUE 'l{i}'; COMMIT;\n").long(),
    sql("a long path", "CREATE TYPE m AS ENUM (); SET search_path = s")
        .each(", s{i}")
        .then(";")
        .closed_by("DROP TYPE IF EXISTS m;\n"),
    sql("path of a role", M)
        .each("ALTER ROLE r SET search_path = s{i}; RESET search_path; CREATE TYPE t AS ENUM ();\n"),
    sql("path by a call", M)
        .each("SELECT set_config('search_path', 's{i}', false); CREATE TYPE t AS ENUM ();\n"),
    files("path of a file", M).each("SET search_path = s{i}; CREATE TYPE t AS ENUM ();\n"),
    files("default path of a file", M)
        .each("ALTER DATABASE d SET search_path = s{i}; CREATE TYPE t AS ENUM ();\n"),
    // Transactions.
    sql("transactions", M).each("BEGIN; ALTER TYPE m ADD VALUE 'l{i}'; COMMIT;\n").long(),
    sql("transactions before", M)
        .each("BEGIN; ALTER TYPE m ADD VALUE 'l{i}' BEFORE 'a'; COMMIT;\n"),
    sql("transactions rolled back", LABELS)
        .each(", 'l{i}'")
        .then(");")
        .closed_by("BEGIN; ALTER TYPE m ADD VALUE 'x' AFTER 'a'; ROLLBACK;\n"),
    sql("transactions renaming", M).each(
        "ALTER TYPE m ADD VALUE 'l{i}'; BEGIN; ALTER TYPE m RENAME TO n; COMMIT; BEGIN; ALTER TYPE n RENAME TO m; COMMIT;\n",
    ),
    sql("transactions renaming values", LABELS)
        .each(", 'l{i}'")
        .then(");")
        .closed_by("BEGIN; ALTER TYPE m RENAME VALUE 'l{i}' TO 'r{i}'; COMMIT;\n"),
    sql("transactions chained", OPEN).each("ALTER TYPE m ADD VALUE 'l{i}'; COMMIT AND CHAIN;\n"),
    sql("transactions dropping", M)
        .each("BEGIN; DROP TYPE m; CREATE TYPE m AS ENUM ('l{i}'); COMMIT;\n"),
    sql("one transaction", OPEN)
        .each("ALTER TYPE m ADD VALUE 'l{i}';\n")
        .then("COMMIT;"),
    sql("transaction of many types", OPEN)
        .each("CREATE TYPE t{i} AS ENUM ();\n")
        .then("ROLLBACK;"),
    sql("savepoints", OPEN)
        .each("SAVEPOINT s; ALTER TYPE m ADD VALUE 'l{i}'; RELEASE s;\n")
        .then("COMMIT;").long(),
    sql("savepoints within each other", OPEN)
        .each("SAVEPOINT s{i}; ALTER TYPE m ADD VALUE 'l{i}';\n")
        .then("COMMIT;"),
    sql("savepoints released one by one", OPEN)
        .each("SAVEPOINT s{i}; ALTER TYPE m ADD VALUE 'l{i}';\n")
        .closed_by("RELEASE s{i};\n")
        .ending("COMMIT;"),
    sql("savepoints rolled back one by one", OPEN)
        .each("SAVEPOINT s{i}; ALTER TYPE m ADD VALUE 'l{i}';\n")
        .closed_by("ROLLBACK TO s{i};\n")
        .ending("COMMIT;"),
    sql("savepoints rolled back", OPEN)
        .each("ALTER TYPE m ADD VALUE 'l{i}'; SAVEPOINT s; ALTER TYPE m ADD VALUE 'x'; ROLLBACK TO s;\n")
        .then("COMMIT;"),
    sql("savepoints with a type each", OPEN)
        .each("SAVEPOINT s{i}; CREATE TYPE t{i} AS ENUM ();\n")
        .then("RELEASE s0; COMMIT;"),
    sql("savepoints outside", M)
        .each("SAVEPOINT s{i}; SET LOCAL search_path = s; BEGIN; ALTER TYPE m ADD VALUE 'l{i}';\n"),
    sql("savepoints and paths", OPEN)
        .each("SAVEPOINT s{i}; SET LOCAL search_path = s{i};\n")
        .then("COMMIT;"),
    sql("savepoints that are not there", M)
        .each("SAVEPOINT s{i}; RELEASE x{i};\n"),
    sql("rollback without begin", M)
        .each("CREATE TYPE t{i} AS ENUM (); ROLLBACK;\n"),
    files("rollback without begin, a file each", M)
        .each("CREATE TYPE t{i} AS ENUM (); ROLLBACK;\n"),
    files("transactions left open", M)
        .each("BEGIN; CREATE TYPE t{i} AS ENUM ('a');\n"),
    files("a file each", M).each("ALTER TYPE m ADD VALUE 'l{i}';\n"),
    files("a file and a transaction each", M)
        .each("BEGIN; ALTER TYPE m ADD VALUE 'l{i}'; COMMIT;\n"),
    // psql's own.
    sql("conditions of psql", M)
        .each("\\if :x\nALTER TYPE m ADD VALUE 'l{i}';\n\\endif\n"),
    sql("conditions that change nothing", LABELS)
        .each(", 'l{i}'")
        .then(");")
        .closed_by("\\if :x\nALTER TYPE m ADD VALUE IF NOT EXISTS 'a';\n\\endif\n"),
    sql("conditions on many types", M)
        .each("\\if :x\nCREATE TYPE t{i} AS ENUM ();\n\\endif\n"),
    sql("included files", M).each("CREATE TYPE t{i} AS ENUM ();\n\\i other.sql\n"),
    sql("generated statements", M)
        .each("CREATE TYPE t{i} AS ENUM ();\nSELECT 'DROP TYPE ' || x FROM y \\gexec\n"),
    // Blocks.
    sql("blocks", M).each("DO $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$;\n"),
    sql("blocks that catch", M).each(
        "DO $x$ BEGIN CREATE TYPE m AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $x$;\n",
    ),
    sql("blocks that catch what fails", M).each(
        "ALTER TYPE m ADD VALUE 'l{i}'; DO $x$ BEGIN ALTER TYPE m ADD VALUE 'x{i}'; ALTER TYPE m ADD VALUE 'a'; EXCEPTION WHEN OTHERS THEN NULL; END $x$;\n",
    ),
    sql("blocks with a guard on a type", M).each(
        "DO $x$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 't{i}') THEN CREATE TYPE t{i} AS ENUM ('a'); END IF; END $x$;\n",
    ),
    sql("blocks with a guard on a schema", M).each(
        "DO $x$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 't{i}' AND n.nspname = 'public') THEN CREATE TYPE t{i} AS ENUM ('a'); END IF; END $x$;\n",
    ),
    sql("blocks with a guard on a label", M).each(
        "DO $x$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = 'm' AND e.enumlabel = 'l{i}') THEN ALTER TYPE m ADD VALUE 'l{i}'; END IF; END $x$;\n",
    ),
    sql("blocks with a guard by regtype", M).each(
        "DO $x$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumtypid = 'm'::regtype AND enumlabel = 'l{i}') THEN ALTER TYPE m ADD VALUE 'l{i}'; END IF; END $x$;\n",
    ),
    sql("blocks with a guard by to_regtype", M).each(
        "DO $x$ BEGIN IF to_regtype('t{i}') IS NULL THEN CREATE TYPE t{i} AS ENUM ('a'); END IF; END $x$;\n",
    ),
    sql("blocks with a guard on any label", M).each(
        "DO $x$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumlabel = 'x') THEN CREATE TYPE t{i} AS ENUM ('a'); END IF; END $x$;\n",
    ),
    sql("blocks with a guard that is not known", M).each(
        "DO $x$ BEGIN IF x() THEN CREATE TYPE t{i} AS ENUM ('a'); END IF; END $x$;\n",
    ),
    sql("blocks with both ways alike", M).each(
        "DO $x$ BEGIN IF x() THEN ALTER TYPE m ADD VALUE 'l{i}'; ELSE ALTER TYPE m ADD VALUE 'l{i}'; END IF; END $x$;\n",
    ),
    sql("blocks with one way that raises", M).each(
        "DO $x$ BEGIN IF x() THEN RAISE EXCEPTION 'no'; ELSE ALTER TYPE m ADD VALUE 'l{i}'; END IF; END $x$;\n",
    ),
    sql("blocks that may return", M).each(
        "DO $x$ BEGIN IF x() THEN RETURN; END IF; CREATE TYPE t{i} AS ENUM (); END $x$;\n",
    ),
    sql("blocks that execute", M)
        .each("DO $x$ BEGIN EXECUTE 'ALTER TYPE m ADD VALUE ''l{i}'''; END $x$;\n"),
    sql("blocks that execute a format", M).each(
        "DO $x$ BEGIN EXECUTE format('ALTER TYPE %I ADD VALUE %L', 'm', 'l{i}'); END $x$;\n",
    ),
    sql("blocks that execute what is computed", M)
        .each("CREATE TYPE t{i} AS ENUM (); DO $x$ BEGIN EXECUTE 'DROP TYPE ' || x(); END $x$;\n"),
    sql("blocks over an array", M).each(
        "DO $x$ DECLARE l text; BEGIN FOREACH l IN ARRAY ARRAY['l{i}'] LOOP EXECUTE format('ALTER TYPE m ADD VALUE %L', l); END LOOP; END $x$;\n",
    ),
    sql("a block of statements", BLOCK).each("ALTER TYPE m ADD VALUE 'l{i}';\n").then(END),
    sql("a block of assignments", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE a text; BEGIN ALTER TYPE m ADD VALUE 'b';\n")
        .each("v{i} := 'x' || {i};\n")
        .then(END),
    sql("a block of one sum", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE a text; BEGIN ALTER TYPE m ADD VALUE 'b'; a := 'x'")
        .each(" || 'y'")
        .then("; END $x$;"),
    sql("a block of variables", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE\n")
        .each("v{i} text := 'x';\n")
        .then("BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$;"),
    sql("a block of conditions", BLOCK).each("IF x() THEN ALTER TYPE m ADD VALUE 'l{i}'; END IF;\n").then(END),
    sql("a block of branches", "CREATE TYPE m AS ENUM ('a'); DO $x$ BEGIN IF x() THEN NULL;\n")
        .each("ELSIF x({i}) THEN ALTER TYPE m ADD VALUE 'l{i}';\n")
        .then("END IF; END $x$;"),
    sql("a block of returns", BLOCK).each("IF x() THEN RETURN; END IF;\n").then("ALTER TYPE m ADD VALUE 'b'; END $x$;"),
    sql("a block of raises", BLOCK)
        .each("BEGIN RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END;\n")
        .then(END),
    sql("a block of handlers", BLOCK)
        .each("BEGIN ALTER TYPE m ADD VALUE 'l{i}'; EXCEPTION WHEN OTHERS THEN NULL; END;\n")
        .then(END),
    sql("a block of computed statements", BLOCK)
        .each("EXECUTE 'DROP TYPE ' || x();\n")
        .then(END),
    sql("a block of rollbacks", BLOCK).each("ALTER TYPE m ADD VALUE 'l{i}'; ROLLBACK;\n").then(END),
    sql("a block of texts", BLOCK).each("EXECUTE 'ALTER TYPE m ADD VALUE ''l{i}''';\n").then(END),
    sql("a block of loops", BLOCK)
        .each("FOR i IN 1..10 LOOP EXECUTE format('ALTER TYPE m ADD VALUE IF NOT EXISTS %L', i); END LOOP;\n")
        .then(END),
    sql("a block of endless loops", BLOCK)
        .each("LOOP ALTER TYPE m ADD VALUE IF NOT EXISTS 'a'; EXIT WHEN x(); END LOOP;\n")
        .then(END),
    sql("a loop over many values", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE l text; BEGIN FOREACH l IN ARRAY ARRAY['b'")
        .each(", 'l{i}'")
        .then("] LOOP EXECUTE format('ALTER TYPE m ADD VALUE %L', l); END LOOP; END $x$;"),
    sql("a loop over many rows", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE p text[]; BEGIN FOREACH p SLICE 1 IN ARRAY ARRAY[['a', 'b']")
        .each(", ['l{i}', 'm{i}']")
        .then("] LOOP EXECUTE format('ALTER TYPE m ADD VALUE %L', p[2]); END LOOP; END $x$;"),
    sql("a loop over the numbers of rows", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE p text[] := ARRAY[['a', 'b']")
        .each(", ['l{i}', 'm{i}']")
        .then("]; BEGIN FOR i IN 1..array_length(p, 1) LOOP EXECUTE format('ALTER TYPE m ADD VALUE %L', p[i][2]); END LOOP; END $x$;"),
    sql("one of many names", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE n text; BEGIN SELECT typname INTO n FROM pg_type WHERE typtype = 'e' AND (typname = 'm'")
        .each(" OR typname = 't{i}'")
        .then("); EXECUTE format('ALTER TYPE %I ADD VALUE %L', n, 'b'); END $x$;"),
    sql("a loop with a long body", "CREATE TYPE m AS ENUM ('a'); DO $x$ BEGIN FOR i IN 1..1000 LOOP ALTER TYPE m ADD VALUE 'x';\n")
        .each("PERFORM x({i});\n")
        .then("END LOOP; END $x$;"),
    sql("a loop with a long statement", "CREATE TYPE m AS ENUM ('a'); DO $x$ BEGIN FOR i IN 1..1000 LOOP PERFORM x(1")
        .each(", {i}")
        .then("); ALTER TYPE m ADD VALUE IF NOT EXISTS 'b'; END LOOP; END $x$;"),
    sql("a long condition", "CREATE TYPE m AS ENUM ('a'); DO $x$ BEGIN IF a")
        .each(" AND x({i})")
        .then(" THEN ALTER TYPE m ADD VALUE 'b'; END IF; END $x$;"),
    sql("a condition in brackets", "CREATE TYPE m AS ENUM ('a'); DO $x$ BEGIN IF ")
        .each("(")
        .then("a")
        .closed_by(")")
        .ending(" THEN ALTER TYPE m ADD VALUE 'b'; END IF; END $x$;"),
    sql("a sum in brackets", "CREATE TYPE m AS ENUM ('a'); DO $x$ DECLARE a text; BEGIN ALTER TYPE m ADD VALUE 'b'; a := ")
        .each("(")
        .then("'x'")
        .closed_by(" || 'y')")
        .ending("; END $x$;"),
    sql("negations within each other", CONDITION).each("NOT (").then("a").closed_by(")").ending(DECIDES),
    sql("nulls within each other", CONDITION).each("(").then("a").closed_by(") IS NULL").ending(DECIDES),
    sql("alternatives within each other", CONDITION).each("(a OR ").then("b").closed_by(")").ending(DECIDES),
    sql("comparisons within each other", CONDITION).each("(a = ").then("b").closed_by(")").ending(DECIDES),
    sql("comparisons within each other, on the left", CONDITION).each("(").then("b").closed_by(" = a)").ending(DECIDES),
    sql("distinctions within each other", CONDITION).each("(").then("b").closed_by(" IS DISTINCT FROM a)").ending(DECIDES),
    sql("members within each other", CONDITION).each("a IN (").then("b").closed_by(")").ending(DECIDES),
    sql("members of arrays within each other", CONDITION).each("a = ANY (").then("b").closed_by(")").ending(DECIDES),
    sql("patterns within each other", CONDITION).each("(").then("b").closed_by(" LIKE 'a')").ending(DECIDES),
    sql("queries within each other", CONDITION).each("EXISTS (SELECT 1 WHERE ").then("b").closed_by(")").ending(DECIDES),
    sql("values of queries within each other", CONDITION).each("(SELECT ").then("b").closed_by(")").ending(DECIDES),
    sql("counts within each other", CONDITION).each("(SELECT count(*) FROM pg_type WHERE typname = ").then("'m'").closed_by(") = 1").ending(DECIDES),
    sql("types of types", CONDITION).each("(").then("'m'").closed_by(")::regtype").ending(DECIDES),
    sql("defaults within each other", VALUE).each("coalesce(").then("a").closed_by(", 'b')").ending(ASSIGNED),
    sql("sums within each other", VALUE).each("(a || ").then("'b'").closed_by(")").ending(ASSIGNED),
    sql("sums within each other, of what is not known", VALUE).each("(b || ").then("b").closed_by(")").ending(ASSIGNED),
    sql("formats within each other", VALUE).each("format('%s', ").then("'b'").closed_by(")").ending(ASSIGNED),
    sql("arrays within each other", VALUE).each("ARRAY[").then("'b'").closed_by("]").ending(ASSIGNED),
    sql("elements within each other", VALUE).each("(").then("a").closed_by(")[1]").ending(ASSIGNED),
    sql("joined arrays within each other", VALUE).each("array_to_string(").then("a").closed_by(", ',')").ending(ASSIGNED),
    sql("cases within each other", VALUE).each("CASE WHEN a THEN ").then("'b'").closed_by(" END").ending(ASSIGNED),
    sql("casts within each other", VALUE).each("(").then("a").closed_by(")::text").ending(ASSIGNED),
    sql("lists of queries", VALUE).each("ARRAY(SELECT ").then("a").closed_by(")").ending(ASSIGNED),
    sql("aggregates of queries", VALUE).each("(SELECT array_agg(").then("a").closed_by(") FROM pg_type)").ending(ASSIGNED),
    sql("rows of queries", VALUE).each("(SELECT a FROM (").then("SELECT a").closed_by(") AS b)").ending(ASSIGNED),
    sql("unnested arrays", VALUE).each("(SELECT unnest(").then("a").closed_by("))").ending(ASSIGNED),
    sql("rows of unnested arrays", VALUE).each("(SELECT b FROM unnest(").then("a").closed_by(") AS b)").ending(ASSIGNED),
    sql("blocks within each other", "CREATE TYPE m AS ENUM ('a'); DO $x$ \n")
        .each("BEGIN\n")
        .then("ALTER TYPE m ADD VALUE 'b';")
        .closed_by(" END; ")
        .ending("$x$;"),
    sql("conditions within each other", BLOCK)
        .each("IF x({i}) THEN ALTER TYPE m ADD VALUE 'l{i}';\n")
        .then("NULL;")
        .closed_by(" END IF; ")
        .ending(END),
    // Functions.
    sql("functions", M).each(
        "CREATE FUNCTION f{i}() RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$;\n",
    ),
    sql("functions that are called", M).each(
        "CREATE FUNCTION f{i}() RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$; SELECT f{i}();\n",
    ),
    sql("a function that is replaced", M).each(
        "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$; SELECT f();\n",
    ),
    sql("overloads", M).each(
        "CREATE FUNCTION f(a t{i}) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$;\n",
    ).long(),
    sql("overloads in schemas", M).each(
        "CREATE FUNCTION s{i}.f() RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$;\n",
    ),
    sql("overloads that are called", M).each(
        "CREATE FUNCTION f(a t{i}) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$; SELECT f(1);\n",
    ),
    sql("overloads that do not fit", M).each(
        "CREATE FUNCTION f(a t{i}) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$; SELECT f(1, 2);\n",
    ),
    sql("functions dropped", M)
        .each("CREATE FUNCTION f(a t{i}) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$;\n")
        .closed_by("DROP FUNCTION f(t{i});\n"),
    sql("functions renamed", M)
        .each("CREATE FUNCTION f(a t{i}) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$;\n")
        .closed_by("ALTER FUNCTION f(t{i}) RENAME TO g;\n"),
    sql("functions that psql decides on", M).each(
        "\\if :x\nCREATE FUNCTION f(a t{i}) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$;\n\\endif\n",
    ),
    sql("functions in transactions", M).each(
        "BEGIN; CREATE FUNCTION f(a t{i}) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'l{i}'; END $x$; COMMIT;\n",
    ),
    sql("a function of many parameters", "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(x int")
        .each(", a{i} text")
        .then(") RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$; SELECT f(1")
        .closed_by(", 'x'")
        .ending(");"),
    sql("a function with named arguments", "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(x int")
        .each(", a{i} text")
        .then(") RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$; SELECT f(1")
        .closed_by(", a{i} => 'x'")
        .ending(");"),
    sql("a function that is called often", "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(x text) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN EXECUTE format('ALTER TYPE m ADD VALUE %L', x); END $x$;")
        .each("SELECT f('l{i}');\n"),
    sql("a function that may be called", "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(x text) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$;")
        .each("CREATE TYPE t{i} AS ENUM (); SELECT f(x) FROM y;\n"),
    sql("calls of a function in one query", "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(x text) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN EXECUTE format('ALTER TYPE m ADD VALUE %L', x); END $x$; SELECT f('b')")
        .each(", f('l{i}')")
        .then(";"),
    sql("calls of a function in one row", "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(x text) RETURNS void LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$; INSERT INTO y VALUES (f('b')")
        .each(", f('l{i}')")
        .then(");"),
    sql("functions given statements", M)
        .each("CREATE TYPE t{i} AS ENUM (); SELECT g('DROP TYPE t{i}');\n"),
    sql("triggers", "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $x$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$;")
        .each("CREATE TRIGGER t{i} BEFORE INSERT ON y FOR EACH ROW EXECUTE FUNCTION f();\n"),
    // Queries and rows.
    sql("updates of the catalogue", LABELS)
        .each(", 'l{i}'")
        .then(");")
        .closed_by("UPDATE pg_enum SET enumlabel = 'r{i}' WHERE enumlabel = 'l{i}' AND enumtypid = 'm'::regtype;\n"),
    sql("deletes from the catalogue", LABELS)
        .each(", 'l{i}'")
        .then(");")
        .closed_by("DELETE FROM pg_enum WHERE enumlabel = 'l{i}' AND enumtypid = 'm'::regtype;\n"),
    sql("inserts into the catalogue", M)
        .each("CREATE TYPE t{i} AS ENUM (); INSERT INTO pg_enum VALUES (1);\n"),
    sql("queries", M).each("SELECT x({i}) FROM y;\n"),
    sql("queries of the catalogue", M)
        .each("CREATE TYPE t{i} AS ENUM (); SELECT x FROM pg_type WHERE typname = 't{i}';\n"),
    sql("inserts", M).each("INSERT INTO y VALUES ({i}, 'x');\n"),
    sql("rows", "CREATE TYPE m AS ENUM ('a'); INSERT INTO y VALUES (0)").each(", ({i})").then(";"),
    sql("copied rows", M).each("COPY y FROM stdin;\n{i}\n\\.\n"),
    sql("tables", M).each("CREATE TABLE y{i} (x int);\n"),
    // Tokens.
    sql("comments", M).each("-- create {i}\n"),
    sql("comments within each other", M).each("/* ").then("x").closed_by(" */"),
    sql("comments left open", M).each("/* {i}\n"),
    sql("words before a comment", BLOCK).each("create -- ").then("\nALTER TYPE m ADD VALUE 'b'; END $x$;"),
    sql("words before comments left open", BLOCK)
        .each("create /* ")
        .then("*/ */ ALTER TYPE m ADD VALUE 'b'; END $x$;"),
    sql("words before tags left open", BLOCK).each("create $t{i}$ ").then(END),
    sql("semicolons", M).each(";"),
    sql("brackets", "CREATE TYPE m AS ENUM ('a'); SELECT ").each("(").then("1").closed_by(")").ending(";"),
    sql("brackets left open", M).each("SELECT (\n"),
    sql("a statement in brackets", "CREATE TYPE m AS ENUM ").each("(").closed_by(")").ending(";"),
    sql("texts", "CREATE TYPE m AS ENUM ('a'); SELECT 'x'").each(", 'x{i}'").then(";"),
    sql("a text in parts", "CREATE TYPE m AS ENUM ('a'").each("\n'b'").then(");"),
    sql("a text with escapes", "CREATE TYPE m AS ENUM ('a'); SELECT E'").each("\\n''").then("';"),
    sql("texts left open", M).each("SELECT 'x;\n").then("'';"),
    sql("tags left open", M).each("SELECT $t{i}$ x;\n"),
    sql("dollars", "CREATE TYPE m AS ENUM ('a'); SELECT ").each("$").then(";"),
    sql("dollars and words", "CREATE TYPE m AS ENUM ('a'); SELECT ").each("$a").then(";"),
    sql("placeholders", M).each("CREATE TYPE ${s}.t{i} AS ENUM ();\n"),
    sql("placeholders left open", M).each("SET x = ${ {{ :\"a;"),
    sql("placeholders in one word left open", "CREATE TYPE m AS ENUM ('a'); SET x = ").each("${a").then(";"),
    sql("names in brackets left open", "CREATE TYPE m AS ENUM ('a'); SET x = ").each("{{a").then(";"),
    sql("variables left open", "CREATE TYPE m AS ENUM ('a'); SET x = ").each(" :\"a").then(";"),
    sql("names", "CREATE TYPE m AS ENUM ('a'); SELECT ").each("a.").then("a;"),
    sql("signs", "CREATE TYPE m AS ENUM ('a'); SELECT ").each("-/*/ */").then("1;"),
    sql("blanks before a text", "CREATE TYPE m AS ENUM ('a'); SELECT 'x'").each(" ").then("\n'y';"),
    sql("sections", M).each("-- migrate:up\nCREATE TYPE t{i} AS ENUM ();\n-- migrate:down\nDROP TYPE t{i};\n"),
    sql("settings of backslashes", M).each("SET standard_conforming_strings = off;\n"),
    // Dart.
    dart("enum values", "enum m { a").each(", v{i}").then(" }"),
    dart("enum values with fields", "enum m { a('a')").each(", v{i}('v{i}')").then("; const m(this.w); final String w; }"),
    dart("enum values with named fields", "enum m { a(w: 'a')").each(", v{i}(w: 'v{i}')").then("; const m({required this.w}); final String w; }"),
    dart("enum values with a constant", "const c = 'x'; enum m { a('a')").each(", v{i}(c + 'v{i}')").then("; const m(this.w); final String w; }"),
    dart("enum values with annotations", "enum m { @JsonValue('a') a").each(", @JsonValue('v{i}') v{i}").then(" }"),
    dart("annotations of one value", "enum m { ").each("@A({i}) ").then("a }"),
    dart("arguments of one value", "enum m { a('a'").each(", {i}").then("); const m(this.w); final String w; }"),
    dart("enum fields", "enum m { a; ").each("final int f{i} = {i}; ").then("}"),
    dart("enum fields of texts", "enum m { a('a'); const m(this.w);").each("final x{i} = 'x'; ").then("final String w; }"),
    dart("enum constructors", "enum m { a('a')").each(", v{i}.c{i}('v{i}')").then("; final String w; const m(this.w);").closed_by("const m.c{i}(this.w);").ending("}"),
    dart("enum parameters", "enum m { a('a'); final String w; const m(this.w, [int? x").each(", int? p{i}").then("]); }"),
    dart("enum initializers", "enum m { a('a'); final String w; const m(String x) : y = 1").each(", y{i} = 1").then(", w = x; }"),
    dart("parameters in the header", "enum m(final String w, {final int? x").each(", final int? f{i}").then("}) { a('a'); }"),
    dart("values of a header", "enum m(final String w) { a('a')").each(", v{i}('v{i}')").then("; this : y = 1").closed_by(", y{i} = 1").ending("; }"),
    dart("arms of a switch", "enum m { a").each(", v{i}").then("; String get w => switch (this) { a => 'a'").closed_by(", m.v{i} => 'v{i}'").ending(" }; }").read_as("m.w"),
    dart("arms that name a field", "enum m { a('a')").each(", v{i}('v{i}')").then("; const m(this.f); final String f; String get w => switch (this) { a => f").closed_by(", .v{i} => this.f").ending(" }; }").read_as("m.w"),
    dart("alternatives of an arm", "enum m { a").each(", v{i}").then("; String get w => switch (this) { a").closed_by(" || m.v{i}").ending(" => 'a' }; }").read_as("m.w"),
    dart("parentheses around a pattern", "enum m { a; String get w => switch (this) { ").each("(a || ").then("a").closed_by(")").ending(" => 'a' }; }").read_as("m.w"),
    dart("cases of a switch", "enum m { a").each(", v{i}").then("; String get w { switch (this) { case a: return 'a';").closed_by(" case m.v{i}: return 'v{i}';").ending(" } } }").read_as("m.w"),
    dart("cases of one return", "enum m { a").each(", v{i}").then("; String get w { switch (this) { case a:").closed_by(" case m.v{i}:").ending(" return 'a'; } } }").read_as("m.w"),
    dart("blocks of a case", "enum m { a; String get w { switch (this) { case a: ").each("{").then("return 'a';").closed_by("}").ending(" } } }").read_as("m.w"),
    dart("entries of a map by value", "enum m { a").each(", v{i}").then("; String get w => n[this]!; static const n = {a: 'a'").closed_by(", m.v{i}: 'v{i}'").ending("}; }").read_as("m.w"),
    dart("getters", "enum m { a; String get w => 'a';").each(" String get g{i} => 'a';").then(" }").read_as("m.w"),
    dart("getters of each other", "enum m { a; String get w => g0;").each(" String get g{i} => g{j};").then(" String get g{n} => 'a'; }").read_as("m.w"),
    dart("extensions", "enum m { a }").each(" extension on m { String get g{i} => 'a'; }").then(" extension on m { String get w => g0; }").read_as("m.w"),
    dart("elements of a getter", "const m = [").each("e.a.w, ").then("]; enum e { a; String get w => switch (this) { a => 'a'").closed_by(", e.a => 'v{i}'").ending(" }; }"),
    dart("elements of an enum with fields", "const m = [").each("e.a, ").then("]; enum e { a('a'); const e(this.w); final String w;").closed_by(" final int f{i} = 1;").ending(" }"),
    dart("enum values and parameters", "enum m { a('a')").each(", v{i}('v{i}')").then("; final String w; const m(this.w, [int? x").closed_by(", int? p{i}").ending("]); }"),
    dart("enum values and initializers", "enum m { a('a')").each(", v{i}('v{i}')").then("; final String w; const m(String x) : y = 1").closed_by(", y{i} = 1").ending(", w = x; }"),
    dart("enum fields and parameters", "enum m { a('a'").each(", {i}").then("); final String w; const m(this.w").closed_by(", this.f{i}").ending("); }"),
    dart("enum fields of any type", "enum m { a('a'); final String w; const m(this.w").each(", [this.f{i}]").then(");").closed_by("final f{i};").ending("}"),
    dart("enum fields and header", "enum m<T").each(", T{i}").then("> { a; ").closed_by("final int f{i} = 1;").ending("}"),
    dart("enums", "enum m { a }").each("enum E{i} { a, b }\n"),
    dart("enums of values used", "enum e { a('a'); const e(this.w); final String w; } const m = [e.a").each(", e.a").then("];"),
    dart("enum header", "enum m<T").each(", T{i}").then("> { a; final T x = 1; }"),
    dart("list", "const m = ['a'").each(", 'v{i}'").then("];"),
    dart("list of constants", "const c = 'a'; const m = [c").each(", c").then("];"),
    dart("list of its own constants", "const m = ['a'").each(", c{i}").then("];").closed_by("const c{i} = 'c{i}';\n"),
    dart("constants of constants", "const m = [c0];").each("const c{i} = c{j};\n").then("const c{n} = 'a';"),
    dart("sums of constants", "const m = [c0];").each("const c{i} = c{j} + c{j};\n").then("const c{n} = 'a';"),
    dart("adjacent constants", "const m = [c0];").each("const c{i} = '$c{j}$c{j}';\n").then("const c{n} = 'a';"),
    dart("list of lists", "const m = l0;").each("const l{i} = l{j};\n").then("const l{n} = ['a'];"),
    dart("map", "const m = {'a': 1").each(", 'v{i}': {i}").then("};"),
    dart("map of values", "const x = {1: 'a'").each(", {i}: 'v{i}'").then("}; const m = x.values;"),
    dart("map of enum values", "enum e { a").each(", v{i}").then("} const m = {e.a: 'a'").closed_by(", e.v{i}: 'v{i}'").ending("};"),
    dart("a long text", "const m = ['a'").each(" 'b'").then("];"),
    dart("a text in brackets", "const m = [").each("(").then("'a'").closed_by(")").ending("];"),
    dart("interpolations", "const m = ['a']; const s = '").each("${x}").then("';"),
    dart("interpolations within each other", "const m = ['a']; const s = ").each("'${").then("x").closed_by("}'").ending(";"),
    dart("interpolations left open", "const m = ['a']; const s = ").each("'${"),
    dart("texts left open", "const m = ['a'];").each("'''{i}\n"),
    dart("brackets", "const m = ['a']; final x = ").each("([{").then("1").closed_by("}])").ending(";"),
    dart("brackets left open", "const m = ['a']; final x = ").each("(["),
    dart("angles", "const m = ['a']; final x = ").each("a<").then("b;"),
    dart("angles within each other", "const m = ['a']; ").each("List<").then("int").closed_by("> ").ending(" x = 1;"),
    dart("angles in brackets", "const m = ['a']; final x = ").each("(a<").then("b").closed_by(")").ending(";"),
    dart("comments", "const m = ['a']; ").each("// {i}\n/* {i} */"),
    dart("comments within each other", "const m = ['a']; ").each("/* ").closed_by("*/"),
    dart("comments left open", "const m = ['a']; ").each("/* "),
    dart("classes", "const m = ['a']; ").each("class C{i} { static const a = ['a']; void f() {} }\n"),
    dart("class members", "class C { static const m = ['a']; ").each("static const a{i} = ['a']; ").then("} const m = C.m;"),
    dart("functions", "const m = ['a']; ").each("void f{i}() { g(); }\n"),
    dart("variables", "const m = ['a']").each(", m{i} = ['a']").then(";"),
    dart("modifiers", "const m = ['a']; ").each("static late final ").then("int x = 1;"),
    dart("words", "const m = ['a']; ").each("a b "),
    dart("signs", "const m = ['a']; ").each("= , "),
    // TypeScript.
    typescript("union", "type m = 'a'").each(" | 'v{i}'").then(";"),
    typescript("union of unions", "type m = 'a'").each(" | T{i}").then(";\n").closed_by("type T{i} = 't{i}';\n"),
    typescript("unions of unions", "type m = T0;\n").each("type T{i} = 't{i}' | T{j};\n").then("type T{n} = 'a';"),
    typescript("unions of unions twice", "type m = T0;\n").each("type T{i} = T{j} | T{j};\n").then("type T{n} = 'a';"),
    typescript("union of one again and again", "type T = 'a' | 'b';\ntype m = T").each(" | T").then(";"),
    typescript("union of a long one again and again", "type m = T").each(" | T").then(";\ntype T = 'a'").closed_by(" | 'v{i}'").ending(";"),
    typescript("union in brackets", "type m = ").each("(").then("'a'").closed_by(")").ending(";"),
    typescript("union of brackets", "type m = ").each("('v{i}' | ").then("'a'").closed_by(")").ending(";"),
    typescript("union of enum values", "enum E { a = 'a'").each(", v{i} = 'v{i}'").then("}\ntype m = E.a").closed_by(" | E.v{i}").ending(";"),
    typescript("enum", "enum m { a = 'a'").each(", v{i} = 'v{i}'").then("}"),
    typescript("enums", "enum m { a = 'a' }\n").each("enum E{i} { a = 'a' }\n"),
    typescript("enum of its own values", "enum m { v0 = 'a'").each(", v{j} = v{i}").then("}"),
    typescript("array", "const m = ['a'").each(", 'v{i}'").then("] as const;"),
    typescript("array of constants", "const m = [").each("c{i}, ").then("'a'] as const;\n").closed_by("const c{i} = 'c{i}';\n"),
    typescript("array of one constant", "const c = { x: 'a' } as const;\nconst m = [c.x").each(", c.x").then("] as const;"),
    typescript("array of properties", "const m = ['a'").each(", o.k{i}").then("] as const;\nconst o = { a: 'a'").closed_by(", k{i}: 'k{i}'").ending("} as const;"),
    typescript("constants of constants", "const m = [c0] as const;\n").each("const c{i} = c{j};\n").then("const c{n} = 'a';"),
    typescript("types of arrays", "type m = (typeof a)[number];\nconst a = ['a'").each(", 'v{i}'").then("] as const;"),
    typescript("types of types of arrays", "type m = T0;\n").each("type T{i} = T{j};\n").then("const a = ['a'] as const;\ntype T{n} = (typeof a)[number];"),
    typescript("union of types of arrays", "const a = ['a'] as const;\ntype m = 'b'").each(" | (typeof a)[number]").then(";"),
    typescript("union of types of long arrays", "type m = 'b'").each(" | (typeof a)[number]").then(";\nconst a = ['a'").closed_by(", 'v{i}'").ending("] as const;"),
    typescript("indexes of a type", "const a = ['a'] as const;\ntype m = (typeof a)").each("[number]").then(";"),
    typescript("keys of an object", "const o = { a: 'a'").each(", k{i}: 'v{i}'").then("} as const;\ntype m = keyof typeof o;"),
    typescript("values of an object", "const o = { a: 'a'").each(", k{i}: 'v{i}'").then("} as const;\ntype m = (typeof o)[keyof typeof o];"),
    typescript("an interface", "interface I { a: 'a'").each("; k{i}: 'v{i}'").then("}\ntype m = keyof I;"),
    typescript("objects within each other", "const m = ['a'] as const;\nconst o = ").each("{ a: ").then("'a'").closed_by("}").ending(" as const;"),
    typescript("a path", "const m = ['a', o").each(".a").then("] as const;\nconst o = ").closed_by("{ a: ").ending("'a'"),
    typescript("Supabase's enums", "export type Database = { public: { Enums: { m: 'a' | 'b'").each("; e{i}: 'a'").then("} } };\nexport const Constants = { public: { Enums: { m: ['a', 'b']").closed_by(", e{i}: ['a']").ending("} } } as const;"),
    typescript("Supabase's tables", "export type Database = { public: { Tables: { ").each("t{i}: { Row: { a: string | null }; Insert: { a?: string } };\n").then("}; Enums: { m: 'a' | 'b' } } };"),
    typescript("merged declarations", "type m = 'a';\n").each("interface I { a: 'a' }\n"),
    typescript("types with parameters", "type m = 'a';\n").each("type T{i}<A = 'a'> = A;\n"),
    typescript("types with parameters in one expression", "type m = 'a'\n").each("type T{i}<A> =\n"),
    typescript("types with parameters left open", "type m = 'a';\n").each("type T{i}<A\n"),
    typescript("interfaces left open", "type m = 'a';\n").each("interface I{i}\n"),
    typescript("constants without an end", "const m = ['a'] as const\n").each("const c{i} = a\n"),
    typescript("constants in one expression", "const m = ['a'] as const\n").each("const c{i} = a +\n"),
    typescript("types in one expression", "type m = 'a'\n").each("type T{i} =\n"),
    typescript("variables", "const m = ['a'] as const").each(", m{i} = ['a']").then(";"),
    typescript("variables with types", "const m = ['a'] as const").each(", m{i}: T<a, b> = x").then(";"),
    typescript("Object.freeze", "const m = ").each("Object.freeze(").then("['a'] as const").closed_by(")").ending(";"),
    typescript("assertions", "const m = ['a'] as const").each(" as const").then(";"),
    typescript("brackets", "type m = 'a';\nx = ").each("([{").then("1").closed_by("}])").ending(";"),
    typescript("brackets left open", "type m = 'a';\nx = ").each("(["),
    typescript("angles", "type m = 'a';\nx = ").each("a<").then("b;"),
    typescript("angles within each other", "type m = 'a';\nlet x: ").each("A<").then("b").closed_by("> ").ending(" = 1;"),
    typescript("angles in brackets", "type m = 'a';\nx = ").each("(a<").then("b").closed_by(")").ending(";"),
    typescript("comments", "type m = 'a';\n").each("// {i}\n/* {i} */"),
    typescript("comments left open", "type m = 'a';\n").each("/* "),
    typescript("templates", "type m = 'a';\nx = `").each("${x}").then("`;"),
    typescript("templates within each other", "type m = 'a';\nx = ").each("`${").then("x").closed_by("}`").ending(";"),
    typescript("templates left open", "type m = 'a';\nx = ").each("`${"),
    typescript("texts left open", "type m = 'a';\n").each("'{i}\n"),
    typescript("regular expressions", "type m = 'a';\n").each("x = /a{i}/g;\n"),
    typescript("regular expressions left open", "type m = 'a';\nx = ").each("= /a[").then("\n;"),
    typescript("divisions", "type m = 'a';\nx = ").each("a / ").then("b;"),
    typescript("words", "type m = 'a';\n").each("a b "),
    typescript("lines", "type m = 'a';\n").each("a\n"),
    typescript("declarations of nothing", "type m = 'a';\n").each("const "),
    jsx("elements", "type m = 'a';\nx = <a>").each("<b>{x}</b>").then("</a>;"),
    jsx("elements within each other", "type m = 'a';\nx = ").each("<a>").closed_by("</a>").ending(";"),
    jsx("elements left open", "type m = 'a';\nx = ").each("<a>"),
    jsx("tags left open", "type m = 'a';\nx = ").each("<a x={"),
    jsx("attributes left open", "type m = 'a';\nx = ").each("<a x=\""),
    jsx("type arguments left open", "type m = 'a';\nx = ").each("<a<"),
    jsx("types of functions", "type m = 'a';\n").each("type F{i} = <T>(x: T) => T;\n"),
    jsx("names left open", "type m = 'a';\nx = ").each("< a"),
];
