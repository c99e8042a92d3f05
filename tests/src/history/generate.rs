//! Makes up histories.

use super::random::Random;
use super::spelling::Spelling;
use super::world::{Full, World};

/// The files of a history, in their order.
#[derive(Debug, Clone)]
pub struct History {
    /// The statements of each file, each with its semicolon.
    pub files: Vec<Vec<String>>,
}

const SCHEMAS: [&str; 4] = ["public", "app", "Sales", "s p"];
pub(super) const NAMES: [&str; 9] = [
    "mood",
    "kind",
    "Mood",
    "order",
    "or.der",
    "größe",
    "qu\"ote",
    "status",
    "a_name_of_more_than_sixty_three_bytes_which_the_server_cuts_in_ö_half",
];
pub(super) const LABELS: [&str; 16] = [
    "a",
    "b",
    "c",
    "d",
    "A",
    "it's",
    r"back\slash",
    "",
    " space ",
    "semi;colon",
    "$$",
    "--",
    "/*",
    "größe",
    "😀",
    "two\nlines",
];

/// The history of a seed.
pub fn history(seed: u64) -> History {
    let mut generator = Generator {
        random: Random::new(seed),
        spelling: Spelling { backslashes: false },
        world: World::new(),
        statements: Vec::new(),
    };
    let mut files = Vec::new();
    for _ in 0..=generator.random.below(4) {
        generator.file();
        generator.end_file();
        files.push(std::mem::take(&mut generator.statements));
    }
    if generator.random.one_in(5) {
        generator.mistake();
        files.push(generator.statements);
    }
    History { files }
}

pub(super) struct Generator {
    pub(super) random: Random,
    pub(super) spelling: Spelling,
    pub(super) world: World,
    statements: Vec<String>,
}

impl Generator {
    fn file(&mut self) {
        self.world.path = vec!["public".to_owned()];
        self.set_path();
        for _ in 0..=self.random.below(6) {
            match self.random.below(15) {
                0 => self.transaction(),
                1 => self.set_path(),
                2 => self.noise(),
                3 => self.schema(),
                4 => self.guarded_create(),
                5 => self.handled(),
                6 => self.swap(),
                7..=9 => self.block(),
                _ => {
                    let statement = self.statement();
                    self.push(&statement);
                }
            }
        }
    }

    fn end_file(&mut self) {
        if std::mem::take(&mut self.spelling.backslashes) {
            self.push("RESET standard_conforming_strings");
        }
    }

    pub(super) fn push(&mut self, statement: &str) {
        let gap = self.spelling.gap(&mut self.random);
        self.statements.push(format!("{statement};{gap}"));
    }

    fn words(&mut self, text: &str) -> String {
        self.spelling.words(&mut self.random, text)
    }

    pub(super) fn name(&mut self, name: &str) -> String {
        self.spelling.name(&mut self.random, name)
    }

    pub(super) fn literal(&mut self, text: &str) -> String {
        self.spelling.literal(&mut self.random, text)
    }

    /// A path that every file sets, so that it is the same in a session that goes on.
    fn set_path(&mut self) {
        let mut path: Vec<String> = Vec::new();
        for schema in &self.world.schemas {
            if self.random.one_in(2) {
                path.push(schema.clone());
            }
        }
        if path.is_empty() || self.random.one_in(4) {
            path = vec!["public".to_owned()];
        }
        let names: Vec<String> = path.iter().map(|schema| self.name(schema)).collect();
        let list = names.join(", ");
        let quoted: Vec<String> = path.iter().map(|schema| format!("\"{schema}\"")).collect();
        let statement = match self.random.below(4) {
            0 => {
                let value = self.literal(&quoted.join(", "));
                format!("SELECT pg_catalog.set_config('search_path', {value}, false)")
            }
            1 if path.len() == 1 => format!("SET SCHEMA {}", self.literal(&path[0])),
            2 => format!("SET SESSION search_path = {list}"),
            _ => self.words("set search_path to") + &list,
        };
        self.push(&statement);
        self.world.path = path;
    }

    /// Something that changes no enum.
    fn noise(&mut self) {
        let suffix = self.random.below(1_000_000);
        let statement = match self.random.below(8) {
            0 => format!(
                "CREATE TABLE public.t{suffix} (type text DEFAULT 'create type mood', a int)"
            ),
            1 => format!("CREATE TYPE public.comp{suffix} AS (mood int, type text)"),
            2 => format!("CREATE DOMAIN public.dom{suffix} AS text CHECK (VALUE <> ';')"),
            3 => format!(
                "CREATE FUNCTION public.f{suffix}() RETURNS void LANGUAGE plpgsql AS $f$
                 BEGIN ALTER TYPE mood ADD VALUE 'never'; END $f$"
            ),
            4 => format!(
                "CREATE FUNCTION public.g{suffix}() RETURNS int LANGUAGE sql
                 BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END"
            ),
            5 => {
                self.spelling.backslashes = !self.spelling.backslashes;
                let value = if self.spelling.backslashes {
                    "off"
                } else {
                    "on"
                };
                format!("SET standard_conforming_strings = {value}")
            }
            6 => "SELECT 'it''s', \"x;\", $q$;'$q$ FROM (SELECT 1 AS \"x;\") s".to_owned(),
            _ => "DO $$ BEGIN RAISE NOTICE 'create type; %', 1; END $$".to_owned(),
        };
        self.push(&statement);
    }

    fn schema(&mut self) {
        let own: Vec<String> = self
            .world
            .schemas
            .iter()
            .filter(|schema| *schema != "public")
            .cloned()
            .collect();
        if own.is_empty() || self.random.one_in(2) {
            return self.create_schema();
        }
        let schema = self.random.pick(&own).clone();
        let name = self.name(&schema);
        if self.random.one_in(2) {
            let head = self.words("drop schema");
            self.push(&format!("{head}{name} CASCADE"));
            self.world.schemas.remove(&schema);
            self.world.types.retain(|full, _| full.0 != schema);
        } else {
            self.rename_schema(&schema, &name);
        }
    }

    fn create_schema(&mut self) {
        let schema = *self.random.pick(&SCHEMAS);
        let name = self.name(schema);
        let guard = if self.world.schemas.contains(schema) {
            "IF NOT EXISTS "
        } else {
            ""
        };
        let head = self.words("create schema");
        self.push(&format!("{head}{guard}{name}"));
        self.world.schemas.insert(schema.to_owned());
    }

    fn rename_schema(&mut self, schema: &str, name: &str) {
        let free = SCHEMAS
            .iter()
            .find(|free| !self.world.schemas.contains(**free));
        let Some(free) = free else {
            return;
        };
        let to = self.name(free);
        self.push(&format!("ALTER SCHEMA {name} RENAME TO {to}"));
        self.world.schemas.remove(schema);
        self.world.schemas.insert((*free).to_owned());
        let types = std::mem::take(&mut self.world.types);
        for ((place, name), labels) in types {
            let place = if place == schema { free } else { &*place };
            self.world.types.insert((place.to_owned(), name), labels);
        }
    }

    fn transaction(&mut self) {
        let before = self.world.clone();
        let begin = *self
            .random
            .pick(&["BEGIN", "START TRANSACTION", "begin work"]);
        self.push(begin);
        if self.random.one_in(3) {
            let schema = self.random.pick(&SCHEMAS).to_string();
            if self.world.schemas.contains(&schema) {
                let name = self.name(&schema);
                self.push(&format!("SET LOCAL search_path TO {name}"));
                self.world.path = vec![schema];
            }
        }
        for _ in 0..=self.random.below(3) {
            let statement = self.statement();
            self.push(&statement);
        }
        if self.random.one_in(3) {
            self.savepoint();
        }
        let path = before.path.clone();
        match self.random.below(3) {
            0 => {
                self.push("ROLLBACK");
                self.world = before;
            }
            1 => self.push("COMMIT"),
            _ => self.push("end transaction"),
        }
        self.world.path = path;
    }

    fn savepoint(&mut self) {
        self.push("SAVEPOINT Sp");
        let before = self.world.clone();
        let statement = self.statement();
        self.push(&statement);
        if self.random.one_in(2) {
            self.push("ROLLBACK TO SAVEPOINT sp");
            self.world = before;
        }
        if self.random.one_in(2) {
            self.push("RELEASE sp");
        }
    }

    /// One statement on a type, without its semicolon.
    fn statement(&mut self) -> String {
        let Some(full) = self.existing() else {
            return self.create();
        };
        match self.random.below(10) {
            0 | 1 => self.create(),
            2..=4 => self.add_value(&full),
            5 => self.rename_value(&full),
            6 => self.rename_type(&full),
            7 => self.set_schema(&full),
            8 => self.drop_types(full),
            _ => {
                let name = self.reference(&full);
                format!("ALTER TYPE {name} OWNER TO CURRENT_USER")
            }
        }
    }

    pub(super) fn existing(&mut self) -> Option<Full> {
        let all: Vec<Full> = self.world.types.keys().cloned().collect();
        (!all.is_empty()).then(|| self.random.pick(&all).clone())
    }

    /// A type as a statement may name it.
    fn reference(&mut self, full: &Full) -> String {
        let name = self.name(&full.1);
        if self.world.is_visible(full) && self.random.one_in(2) {
            return name;
        }
        let gap = if self.random.one_in(6) { " . " } else { "." };
        self.name(&full.0) + gap + &name
    }

    /// A name in a schema at which nothing is.
    fn free(&mut self) -> Option<(Full, String)> {
        let schemas: Vec<String> = self.world.schemas.iter().cloned().collect();
        let schema = self.random.pick(&schemas).clone();
        let written = *self.random.pick(&NAMES);
        let full = (schema, World::stored(written));
        if self.world.types.contains_key(&full) {
            return None;
        }
        let name = self.name(written);
        if self.world.creation() == Some(&full.0) && self.random.one_in(2) {
            return Some((full, name));
        }
        let qualified = self.name(&full.0) + "." + &name;
        Some((full, qualified))
    }

    fn create(&mut self) -> String {
        match self.free() {
            Some((full, reference)) => self.create_as(full, &reference),
            None => "SET application_name = 'nothing'".to_owned(),
        }
    }

    pub(super) fn create_as(&mut self, full: Full, reference: &str) -> String {
        let start = self.random.below(LABELS.len());
        let count = self.random.below(5);
        let labels: Vec<String> = (start..start + count)
            .map(|at| LABELS[at % LABELS.len()].to_owned())
            .collect();
        let literals: Vec<String> = labels.iter().map(|label| self.literal(label)).collect();
        self.world.types.insert(full, labels);
        let create = self.words("create type");
        let body = self.words("as enum");
        let list = literals.join::<&str>(*self.random.pick(&[",", ", ", " -- '\n, "]));
        format!("{create}{reference} {body}({list})")
    }

    pub(super) fn labels_of(&self, full: &Full) -> Vec<String> {
        self.world.types.get(full).cloned().unwrap_or_default()
    }

    fn add_value(&mut self, full: &Full) -> String {
        let labels = self.labels_of(full);
        let label = (*self.random.pick(&LABELS)).to_owned();
        let there = labels.contains(&label);
        let name = self.reference(full);
        let literal = self.literal(&label);
        let head = self.words("alter type");
        let add = self.words("add value");
        let guard = if there || self.random.one_in(4) {
            self.words("if not exists")
        } else {
            String::new()
        };
        let mut sql = format!("{head}{name} {add}{guard}{literal}");
        let mut at = labels.len();
        if !labels.is_empty() && self.random.one_in(2) {
            let neighbour = self.random.below(labels.len());
            let before = self.random.one_in(2);
            at = if before { neighbour } else { neighbour + 1 };
            let literal = self.literal(&labels[neighbour]);
            let side = self.words(if before { "before" } else { "after" });
            sql = format!("{sql} {side}{literal}");
        }
        if !there && let Some(labels) = self.world.types.get_mut(full) {
            labels.insert(at, label);
        }
        sql
    }

    fn rename_value(&mut self, full: &Full) -> String {
        let labels = self.labels_of(full);
        let to = (*self.random.pick(&LABELS)).to_owned();
        if labels.is_empty() || labels.contains(&to) {
            return self.add_value(full);
        }
        let at = self.random.below(labels.len());
        let name = self.reference(full);
        let (from_literal, to_literal) = (self.literal(&labels[at]), self.literal(&to));
        if let Some(labels) = self.world.types.get_mut(full) {
            labels[at] = to;
        }
        let head = self.words("alter type");
        format!("{head}{name} RENAME VALUE {from_literal} TO {to_literal}")
    }

    fn rename_type(&mut self, full: &Full) -> String {
        let written = *self.random.pick(&NAMES);
        let to = (full.0.clone(), World::stored(written));
        if self.world.types.contains_key(&to) {
            return self.add_value(full);
        }
        let name = self.reference(full);
        let new = self.name(written);
        self.move_type(full, to);
        let head = self.words("alter type");
        let rename = self.words("rename to");
        format!("{head}{name} {rename}{new}")
    }

    fn move_type(&mut self, from: &Full, to: Full) {
        if let Some(labels) = self.world.types.remove(from) {
            self.world.types.insert(to, labels);
        }
    }

    fn set_schema(&mut self, full: &Full) -> String {
        let schemas: Vec<String> = self.world.schemas.iter().cloned().collect();
        let to = (self.random.pick(&schemas).clone(), full.1.clone());
        if to != *full && self.world.types.contains_key(&to) {
            return self.add_value(full);
        }
        let name = self.reference(full);
        let schema = self.name(&to.0);
        self.move_type(full, to);
        let set = self.words("set schema");
        format!("ALTER TYPE {name} {set}{schema}")
    }

    fn drop_types(&mut self, full: Full) -> String {
        let mut names = vec![self.reference(&full)];
        let mut dropped = vec![full];
        if self.random.one_in(3)
            && let Some(other) = self.existing()
        {
            names.push(self.reference(&other));
            dropped.push(other);
        }
        let mut guard = "";
        if self.random.one_in(3) {
            guard = "IF EXISTS ";
            names.push("nothing".to_owned());
        }
        for full in dropped {
            self.world.types.remove(&full);
        }
        let behavior = *self.random.pick(&["", " CASCADE", " restrict"]);
        let head = self.words("drop type");
        format!("{head}{guard}{}{behavior}", names.join(" , "))
    }

    /// Swaps a type for a new one with other labels.
    fn swap(&mut self) {
        let Some(full) = self.existing() else {
            return;
        };
        let other = (full.0.clone(), format!("{}_swap", &full.1[..1]));
        if self.world.types.contains_key(&other) || full.1.starts_with("gr") {
            return;
        }
        let (schema, name) = (self.name(&full.0), self.name(&full.1));
        let swap = self.name(&other.1);
        let rename_first = self.random.one_in(2);
        if rename_first {
            self.push(&format!("ALTER TYPE {schema}.{name} RENAME TO {swap}"));
            let create = self.create_as(full, &format!("{schema}.{name}"));
            self.push(&create);
            self.push(&format!("DROP TYPE {schema}.{swap}"));
        } else {
            let create = self.create_as(other.clone(), &format!("{schema}.{swap}"));
            self.push(&create);
            self.push(&format!("DROP TYPE {schema}.{name}"));
            self.push(&format!("ALTER TYPE {schema}.{swap} RENAME TO {name}"));
            self.move_type(&other, full);
        }
    }

    /// `IF NOT EXISTS (…) THEN CREATE …`, whether it is there or not.
    fn guarded_create(&mut self) {
        let schemas: Vec<String> = self.world.schemas.iter().cloned().collect();
        let schema = self.random.pick(&schemas).clone();
        let name = World::stored(self.random.pick::<&str>(&NAMES));
        let full = (schema, name);
        let there = self.world.types.get(&full).cloned();
        let by_name = self.world.types.keys().any(|other| other.1 == full.1);
        let name_literal = format!("'{}'", full.1.replace('\'', "''"));
        let (condition, found) = match self.random.below(3) {
            0 => (
                format!("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = {name_literal})"),
                by_name,
            ),
            1 => (
                format!(
                    "not exists (select from pg_catalog.pg_type t
                     join pg_namespace n on n.oid = t.typnamespace
                     where t.typname = {name_literal} and n.nspname = '{}')",
                    full.0
                ),
                there.is_some(),
            ),
            _ => (
                format!(
                    "to_regtype('\"{}\".\"{}\"') IS NULL",
                    full.0,
                    full.1.replace('"', "\"\"")
                ),
                there.is_some(),
            ),
        };
        if full.1.contains('\\') {
            return;
        }
        let before = self.world.clone();
        let reference = format!("{}.{}", self.name(&full.0), self.name(&full.1));
        let create = self.create_as(full, &reference);
        if found {
            self.world = before;
        }
        let statement = if self.random.one_in(3) && !self.spelling.backslashes {
            format!("EXECUTE $x${create}$x$")
        } else {
            create
        };
        self.push(&format!(
            "DO $do$ BEGIN IF {condition} THEN {statement}; END IF; END $do$"
        ));
    }

    /// Statements of which the last may fail, and a handler.
    fn handled(&mut self) {
        let before = self.world.clone();
        let first = self.statement();
        let (second, fails) = match self.existing() {
            Some(full) if self.random.one_in(2) => {
                // Without its schema it might be created in another one.
                let reference = self.name(&full.0) + "." + &self.name(&full.1);
                (self.create_as(full, &reference), true)
            }
            _ => (self.statement(), false),
        };
        if fails {
            self.world = before;
        }
        let mut handler = *self.random.pick(&[
            "duplicate_object",
            "OTHERS",
            "undefined_table OR duplicate_object",
            "SQLSTATE '42710'",
        ]);
        // A column may need a type that is dropped, which the reader cannot tell.
        let drops = |statement: &str| statement.to_ascii_lowercase().contains("drop");
        if handler == "OTHERS" && (drops(&first) || drops(&second)) {
            handler = "duplicate_object";
        }
        self.push(&format!(
            "DO $do$ BEGIN {first}; {second}; EXCEPTION WHEN {handler} THEN NULL; END $do$"
        ));
    }

    /// A last statement that the server refuses, mostly.
    fn mistake(&mut self) {
        self.set_path();
        let names = ["mood", "kind", "nothing", "public.mood", "public.\"Mood\""];
        let name = *self.random.pick(&names);
        let statement = match self.random.below(11) {
            0 => format!("ALTER TYPE {name} ADD VALUE 'a'"),
            1 => format!("ALTER TYPE {name} RENAME VALUE 'nothing' TO 'a'"),
            2 => format!("CREATE TYPE {name} AS ENUM ('a', 'a')"),
            3 => format!("CREATE TYPE {name} AS ENUM ('a')"),
            4 => format!("DROP TYPE {name}"),
            5 => format!("CREATE TYPE IF NOT EXISTS {name} AS ENUM ('a')"),
            6 => "CREATE TYPE order AS ENUM ('a')".to_owned(),
            7 => format!("ALTER TYPE {name} DROP VALUE 'a'"),
            8 => format!("CREATE TYPE {name} AS ENUM ('a'"),
            9 => format!("CREATE TYPE {name} AS ENUM ('a)"),
            _ => format!("ALTER TYPE {name} ADD VALUE '{}'", "é".repeat(32)),
        };
        self.push(&statement);
    }
}
