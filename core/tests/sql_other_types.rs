//! Types that are no enums, as far as they count for those that are.
#![cfg(feature = "read")]

mod support;

use support::{invalid, labels, undetermined};

#[test]
fn a_range_goes_with_its_type() {
    for range in [
        "(subtype = m)",
        "(multirange_type_name = mr, SUBTYPE = public.m)",
    ] {
        let sql = format!(
            "CREATE TYPE m AS ENUM ('a'); CREATE TYPE r AS RANGE {range};
             DROP TYPE m CASCADE; CREATE TYPE r AS ENUM ('b');"
        );
        assert_eq!(labels(&sql, "r"), ["b"], "{range}");
    }
    let stays = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE r AS RANGE (subtype = int);
                 CREATE TYPE c AS (x m); DROP TYPE m CASCADE;";
    for name in ["r", "c"] {
        let sql = format!("{stays} CREATE TYPE {name} AS ENUM ('b');");
        assert!(invalid(&sql, name).contains("exists already"), "{name}");
    }
}

#[test]
fn a_type_is_not_replaced() {
    let sql = "CREATE OR REPLACE TYPE m AS ENUM ('a');";
    assert!(invalid(sql, "m").contains("no `CREATE OR REPLACE TYPE`"));
}

#[test]
fn a_type_of_an_extension_may_be_there() {
    let block = |condition: &str| {
        format!(
            "CREATE TYPE m AS ENUM ('a'); CREATE EXTENSION IF NOT EXISTS citext;
             DO $$ BEGIN IF {condition} THEN ALTER TYPE m ADD VALUE 'b'; END IF; END $$;"
        )
    };
    for condition in [
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'citext')",
        "NOT EXISTS (SELECT FROM pg_type WHERE typname IN ('vector', 'x'))",
        "to_regtype('hstore') IS NULL",
        "(SELECT count(*) FROM pg_type WHERE typname = 'ltree') = 0",
    ] {
        undetermined(&block(condition), "m");
    }
    for condition in [
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'citext' AND typtype = 'e')",
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')",
        "to_regtype('mood') IS NOT NULL",
    ] {
        assert_eq!(labels(&block(condition), "m"), ["a"], "{condition}");
    }
    let own = "CREATE TYPE vector AS ENUM ('x');
               DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'vector') THEN
               CREATE TYPE vector AS ENUM ('y'); END IF; END $$;";
    assert_eq!(labels(own, "vector"), ["x"]);
}
