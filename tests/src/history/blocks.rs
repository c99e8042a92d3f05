//! Blocks and functions that ask the catalogue, keep what they find in variables,
//! and loop.

use super::generate::{Generator, LABELS, NAMES};
use super::world::{Full, World};

impl Generator {
    /// Something that only following a block tells.
    pub(super) fn block(&mut self) {
        let existing = self.existing();
        match (self.random.below(9), existing) {
            (0, _) => self.dropped_in_loop(),
            (1 | 2, Some(full)) => self.added_in_loop(&full),
            (3, Some(full)) => self.added_by_function(&full),
            (4, Some(full)) => self.written_to_catalogue(&full),
            (5, Some(full)) => self.added_if_missing(&full),
            (6, Some(full)) => self.added_by_column(&full),
            _ => self.created_by_variable(),
        }
    }

    /// A text of which no escape is read, whatever the setting.
    fn plain(&self, text: &str) -> String {
        let doubled = text.replace('\'', "''");
        if self.spelling.backslashes {
            format!("'{}'", doubled.replace('\\', "\\\\"))
        } else {
            format!("'{doubled}'")
        }
    }

    /// A type's full name as a cast to `regtype` reads it, in a literal.
    fn registered(&self, full: &Full) -> String {
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        self.plain(&format!("{}.{}", quoted(&full.0), quoted(&full.1)))
    }

    /// Ways to ask whether a type is there: variables, a statement, and the condition
    /// that holds if it is not.
    fn asked_by_variable(&self, full: &Full) -> Vec<(String, String, &'static str)> {
        let query = format!(
            "FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
             WHERE t.typname = {} AND n.nspname = {}",
            self.plain(&full.1),
            self.plain(&full.0)
        );
        let registered = self.registered(full);
        ASKED
            .iter()
            .map(|(declared, statement, missing)| {
                let declared = declared.replace("REGISTERED", &registered);
                (declared, statement.replace("QUERY", &query), *missing)
            })
            .collect()
    }

    /// Creates a type unless a variable says that it is there.
    fn created_by_variable(&mut self) {
        let schemas: Vec<String> = self.world.schemas.iter().cloned().collect();
        let schema = self.random.pick(&schemas).clone();
        let full = (schema, World::stored(self.random.pick::<&str>(&NAMES)));
        let forms = self.asked_by_variable(&full);
        let (declared, query, condition) = self.random.pick(&forms).clone();
        let before = self.world.clone();
        let there = before.types.contains_key(&full);
        let reference = self.name(&full.0) + "." + &self.name(&full.1);
        let create = self.create_as(full, &reference);
        if there {
            self.world = before;
        }
        self.push(&format!(
            "DO $do$ DECLARE {declared} BEGIN {query}; IF {condition} THEN {create}; END IF; END $do$"
        ));
    }

    /// A few labels, and what the type has once they are there.
    fn more_labels(&mut self, full: &Full) -> Vec<String> {
        let start = self.random.below(LABELS.len());
        let count = 1 + self.random.below(3);
        let labels: Vec<String> = (start..start + count)
            .map(|at| LABELS[at % LABELS.len()].to_owned())
            .collect();
        if let Some(known) = self.world.types.get_mut(full) {
            for label in &labels {
                if !known.contains(label) {
                    known.push(label.clone());
                }
            }
        }
        labels
    }

    /// Adds labels in one of the loops that go over known values.
    fn added_in_loop(&mut self, full: &Full) {
        let labels = self.more_labels(full);
        let literals: Vec<String> = labels.iter().map(|label| self.literal(label)).collect();
        let (declared, control, label) = self.random.pick(&loops_over(&literals)).clone();
        let (schema, name) = (self.plain(&full.0), self.plain(&full.1));
        let texts = [
            format!(
                "format('ALTER TYPE %I.%I ADD VALUE IF NOT EXISTS %L', {schema}, {name}, {label})"
            ),
            format!(
                "'ALTER TYPE ' || quote_ident({schema}) || '.' || quote_ident({name})
                 || ' ADD VALUE IF NOT EXISTS ' || quote_literal({label})"
            ),
        ];
        let text = self.random.pick(&texts).clone();
        self.push(&format!(
            "DO $do$ DECLARE {declared} BEGIN {control} LOOP EXECUTE {text}; END LOOP; END $do$"
        ));
    }

    /// Adds the labels that an array of those that are there lacks.
    fn added_if_missing(&mut self, full: &Full) {
        // Of no labels the array is null, and so is what asks for one in it.
        if self.labels_of(full).is_empty() {
            return;
        }
        let registered = self.registered(full);
        let labels = self.more_labels(full);
        let literals: Vec<String> = labels.iter().map(|label| self.literal(label)).collect();
        let list = literals.join(", ");
        let name = self.name(&full.0) + "." + &self.name(&full.1);
        let there = [
            format!(
                "SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) INTO there FROM pg_enum e
                 WHERE e.enumtypid = {registered}::regtype"
            ),
            format!(
                "there := ARRAY(SELECT enumlabel FROM pg_enum
                 WHERE enumtypid = {registered}::regtype)"
            ),
            format!("there := enum_range(NULL::{name})::text[]"),
            format!(
                "EXECUTE format('SELECT array_agg(enumlabel) FROM pg_enum
                 WHERE enumtypid = %L::regtype', {registered}) INTO there"
            ),
        ];
        let query = self.random.pick(&there).clone();
        self.push(&format!(
            "DO $do$ DECLARE there text[]; l text; BEGIN {query};
             FOREACH l IN ARRAY ARRAY[{list}] LOOP
                 IF NOT l = ANY (there) THEN
                     EXECUTE format('ALTER TYPE %s ADD VALUE %L', {registered}::text, l);
                 END IF;
             END LOOP; END $do$"
        ));
    }

    /// Adds a label to the type that a column of a table has, which is dropped again.
    fn added_by_column(&mut self, full: &Full) {
        let table = format!("things{}", self.random.below(1_000_000));
        let name = self.name(&full.0) + "." + &self.name(&full.1);
        let created = [
            format!("CREATE TABLE public.{table} (a int, kind {name}, b text)"),
            format!(
                "CREATE TABLE public.{table} (kind text);
                 ALTER TABLE public.{table} ALTER COLUMN kind TYPE {name} USING NULL"
            ),
            format!("CREATE TABLE public.{table} (); ALTER TABLE public.{table} ADD kind {name}"),
        ];
        let created = self.random.pick(&created).clone();
        self.push(&created);
        let label = (*self.random.pick(&LABELS)).to_owned();
        let literal = self.literal(&label);
        if let Some(known) = self.world.types.get_mut(full)
            && !known.contains(&label)
        {
            known.push(label);
        }
        let asked = [
            (
                format!(
                    "SELECT quote_ident(udt_schema) || '.' || quote_ident(udt_name) INTO x
                     FROM information_schema.columns
                     WHERE table_name = '{table}' AND column_name = 'kind'"
                ),
                "text",
            ),
            (
                format!(
                    "SELECT format('%I.%I', n.nspname, t.typname) INTO x FROM pg_attribute a
                     JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
                     JOIN pg_namespace n ON n.oid = t.typnamespace
                     WHERE c.relname = '{table}' AND a.attname = 'kind'"
                ),
                "text",
            ),
            (
                format!(
                    "SELECT a.atttypid::regtype INTO x FROM pg_attribute a
                     WHERE a.attrelid = 'public.{table}'::regclass AND a.attname = 'kind'"
                ),
                "regtype",
            ),
        ];
        let (ask, ty) = self.random.pick(&asked).clone();
        self.push(&format!(
            "DO $do$ DECLARE x {ty}; BEGIN {ask}; IF x IS NOT NULL THEN
             EXECUTE format('ALTER TYPE %s ADD VALUE IF NOT EXISTS %L', x, {literal});
             END IF; END $do$"
        ));
        self.push(&format!("DROP TABLE public.{table}"));
    }

    /// Adds labels through a function that is created here, and maybe called.
    fn added_by_function(&mut self, full: &Full) {
        self.push(
            "CREATE OR REPLACE FUNCTION public.add_label(p_type text, p_label text DEFAULT 'b')
             RETURNS boolean LANGUAGE plpgsql AS $f$
             DECLARE known boolean;
             BEGIN
                 SELECT EXISTS (SELECT 1 FROM pg_enum e WHERE e.enumtypid = p_type::regtype
                                AND e.enumlabel = p_label) INTO known;
                 IF known THEN RETURN false; END IF;
                 EXECUTE format('ALTER TYPE %s ADD VALUE %s', $1, quote_literal(p_label));
                 RETURN true;
             END $f$",
        );
        if self.random.one_in(4) {
            return;
        }
        let registered = self.registered(full);
        let labels = self.more_labels(full);
        for label in labels {
            let literal = self.literal(&label);
            let calls = [
                format!("SELECT public.add_label({registered}, {literal})"),
                format!("SELECT * FROM public.add_label({registered}, {literal}) AS added"),
                format!("SELECT public.add_label(p_label => {literal}, p_type := {registered}), 1"),
                format!(
                    "DO $do$ BEGIN PERFORM public.add_label({registered}, {literal}); END $do$"
                ),
                format!(
                    "DO $do$ DECLARE added bool; BEGIN
                     added := false; IF NOT added THEN
                     SELECT public.add_label({registered}, {literal}) INTO added; END IF; END $do$"
                ),
            ];
            let call = self.random.pick(&calls).clone();
            self.push(&call);
        }
    }

    /// Renames or deletes a label in the catalogue itself.
    fn written_to_catalogue(&mut self, full: &Full) {
        let labels = self.labels_of(full);
        let to = (*self.random.pick(&LABELS)).to_owned();
        if labels.is_empty() || labels.contains(&to) {
            return;
        }
        let at = self.random.below(labels.len());
        let from = self.literal(&labels[at]);
        let (registered, name) = (self.registered(full), self.plain(&full.1));
        let schema = self.plain(&full.0);
        let conditions = [
            format!("enumlabel = {from} AND enumtypid = {registered}::regtype"),
            format!(
                "enumtypid = (SELECT t.oid FROM pg_type t JOIN pg_namespace n
                 ON n.oid = t.typnamespace WHERE t.typname = {name} AND n.nspname = {schema})
                 AND enumlabel IN ({from})"
            ),
        ];
        let condition = self.random.pick(&conditions).clone();
        let deletes = self.random.one_in(2);
        if let Some(labels) = self.world.types.get_mut(full) {
            if deletes {
                labels.remove(at);
            } else {
                labels[at] = to.clone();
            }
        }
        let statement = if deletes {
            format!("DELETE FROM pg_enum WHERE {condition}")
        } else {
            let to = self.literal(&to);
            format!("UPDATE pg_catalog.pg_enum SET enumlabel = {to} WHERE {condition}")
        };
        self.push(&statement);
    }

    /// Drops all enums of a schema, one after the other.
    fn dropped_in_loop(&mut self) {
        let schemas: Vec<String> = self.world.schemas.iter().cloned().collect();
        let schema = self.random.pick(&schemas).clone();
        let (literal, text) = (
            self.plain(&schema),
            "format('DROP TYPE %I.%I', r.nspname, r.name)",
        );
        self.push(&format!(
            "DO $do$ DECLARE r record; BEGIN
             FOR r IN SELECT n.nspname, t.typname AS name FROM pg_catalog.pg_type t
                 LEFT JOIN pg_namespace n ON n.oid = t.typnamespace
                 WHERE t.typtype = 'e' AND n.nspname = {literal} LOOP
                 EXECUTE {text};
             END LOOP; END $do$"
        ));
        self.world.types.retain(|full, _| full.0 != schema);
    }
}

/// Ways to ask with a `QUERY` or a `REGISTERED` type: variables, a statement, and what
/// holds where nothing is found.
const ASKED: [(&str, &str, &str); 13] = [
    ("", "PERFORM 1 QUERY", "NOT FOUND"),
    ("x int;", "SELECT 1 INTO x QUERY", "NOT FOUND"),
    ("x int;", "SELECT 1 QUERY INTO x", "x IS NULL"),
    ("x int;", "SELECT count(*) INTO x QUERY", "x = 0"),
    ("x int;", "x := (SELECT count(t.typname) QUERY)", "x < 1"),
    ("x oid;", "SELECT t.oid INTO x QUERY", "x IS NULL"),
    (
        "x name;",
        "SELECT t.typname INTO x QUERY LIMIT 1",
        "x IS NULL",
    ),
    ("x bool;", "SELECT EXISTS (SELECT 1 QUERY) INTO x", "NOT x"),
    ("x bool;", "x := EXISTS (SELECT QUERY)", "x = false"),
    ("x bool;", "x := NOT EXISTS (SELECT 1 QUERY)", "x IS TRUE"),
    (
        "x bool;",
        "SELECT true INTO x QUERY",
        "NOT coalesce(x, false)",
    ),
    ("x regtype := to_regtype(REGISTERED);", "NULL", "x IS NULL"),
    ("x bool := to_regtype(REGISTERED) IS NULL;", "NULL", "x"),
];

/// Loops over literals: variables, how each begins, and what holds the value.
fn loops_over(literals: &[String]) -> Vec<(String, String, &'static str)> {
    let list = literals.join(", ");
    let rows = literals.join("), (");
    vec![
        (
            "l text;".to_owned(),
            format!("FOREACH l IN ARRAY ARRAY[{list}]"),
            "l",
        ),
        (
            format!("l text; more text[] := ARRAY[{list}];"),
            "FOREACH l IN ARRAY more".to_owned(),
            "l",
        ),
        (
            format!("more CONSTANT text[] DEFAULT array[{list}]::text[];"),
            "FOR i IN 1..array_length(more, 1)".to_owned(),
            "more[i]",
        ),
        (
            "l text;".to_owned(),
            format!("FOR l IN SELECT unnest(ARRAY[{list}])"),
            "l",
        ),
        (
            "r record;".to_owned(),
            format!("FOR r IN SELECT unnest(ARRAY[{list}]) AS l"),
            "r.l",
        ),
        (
            "l text;".to_owned(),
            format!("FOR l IN (SELECT v FROM unnest(ARRAY[{list}]) v)"),
            "l",
        ),
        (
            "l text;".to_owned(),
            format!("FOR l IN VALUES ({rows})"),
            "l",
        ),
        (
            "r record;".to_owned(),
            format!("FOR r IN SELECT * FROM (VALUES ({rows})) AS t(l)"),
            "r.l",
        ),
        (
            format!("l text; more text[] := ARRAY[{list}];"),
            "FOR l IN SELECT unnest(more) EXCEPT SELECT relname FROM pg_class
     LOOP NULL; END LOOP; FOREACH l IN ARRAY more"
                .to_owned(),
            "l",
        ),
    ]
}
