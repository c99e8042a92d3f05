//! The queries on `pg_type`, `pg_enum` and `pg_namespace` that guards ask.

use super::catalogue::{Catalogue, Found};
use super::constant::{Variables, known, split_commas};
use super::cursor::{Cursor, TypeRef};
use super::entry::Entry;
use super::guard::{Truth, split, type_named};
use super::refusal::Key;
use super::token::Token;

/// How deep queries may nest.
const DEEPEST: usize = 4;

/// What a query looks for. What is not said does not matter.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// Whether it reads types at all, or schemas alone.
    types: bool,
    names: Option<Vec<String>>,
    schemas: Option<Vec<String>>,
    labels: Option<Vec<String>>,
    /// A type by a cast to `regtype`, looked up by `search_path`.
    registered: Option<TypeRef>,
    /// Whether it asks for enums alone.
    enums: bool,
    /// Whether it asks for types that `search_path` finds.
    visible: bool,
}

impl Query {
    /// Reads `SELECT … FROM … WHERE …`; nothing if it asks for more than this knows.
    pub(super) fn parse(cursor: Cursor<'_, '_>, variables: &Variables) -> Option<Self> {
        let mut query = Self::default();
        query.select(cursor, variables, 0)?;
        Some(query)
    }

    /// The same from `FROM` on.
    pub(super) fn parse_from(cursor: Cursor<'_, '_>, variables: &Variables) -> Option<Self> {
        let mut query = Self::default();
        query.from(cursor, variables, 0)?;
        Some(query)
    }

    fn select(
        &mut self,
        mut cursor: Cursor<'_, '_>,
        variables: &Variables,
        depth: usize,
    ) -> Option<()> {
        if depth > DEEPEST || !cursor.word("select") {
            return None;
        }
        let tokens = cursor.rest();
        let parts = split(tokens, "from");
        let [selected, ..] = &parts[..] else {
            return None;
        };
        // An aggregate gives a row even where nothing is found.
        if parts.len() != 2 || selected.iter().any(|token| token.is_symbol(b'(')) {
            return None;
        }
        self.from(Cursor::new(&tokens[selected.len()..]), variables, depth)
    }

    fn from(
        &mut self,
        mut cursor: Cursor<'_, '_>,
        variables: &Variables,
        depth: usize,
    ) -> Option<()> {
        if !cursor.word("from") {
            return None;
        }
        let parts = split(cursor.rest(), "where");
        let (tables, conditions) = match parts[..] {
            [tables] => (tables, None),
            [tables, conditions] => (tables, Some(conditions)),
            _ => return None,
        };
        for table in split(tables, "join") {
            for table in split_commas(Cursor::new(table)) {
                self.table(table, variables, depth)?;
            }
        }
        match conditions {
            Some(conditions) => self.conditions(without_limit(conditions), variables, depth),
            None => Some(()),
        }
    }

    /// `pg_catalog.pg_type AS t ON …`
    fn table(&mut self, tokens: &[Token<'_>], variables: &Variables, depth: usize) -> Option<()> {
        // What stands before the next `JOIN`.
        let tokens = match tokens {
            [rest @ .., last] if last.is("inner") => rest,
            other => other,
        };
        let mut cursor = Cursor::new(tokens);
        if cursor.word("pg_catalog") {
            cursor.symbol(b'.');
        }
        match cursor.one_of(&["pg_type", "pg_enum", "pg_namespace"])? {
            0 | 1 => self.types = true,
            _ => {}
        }
        cursor.word("as");
        if cursor.peek().is_some_and(|token| !token.is("on")) {
            cursor.name().ok()?;
        }
        if cursor.word("on") {
            return self.conditions(cursor.rest(), variables, depth);
        }
        cursor.at_end().then_some(())
    }

    fn conditions(
        &mut self,
        tokens: &[Token<'_>],
        variables: &Variables,
        depth: usize,
    ) -> Option<()> {
        let mut cursor = Cursor::new(tokens);
        if let Some(inside) = cursor.parenthesized().filter(|_| cursor.at_end()) {
            return if depth > DEEPEST {
                None
            } else {
                self.conditions(inside.rest(), variables, depth + 1)
            };
        }
        if split(tokens, "or").len() > 1 {
            return None;
        }
        let parts = split(tokens, "and");
        if let [only] = parts[..] {
            return self.condition(only, variables, depth);
        }
        parts
            .into_iter()
            .try_for_each(|part| self.conditions(part, variables, depth + 1))
    }

    fn condition(
        &mut self,
        tokens: &[Token<'_>],
        variables: &Variables,
        depth: usize,
    ) -> Option<()> {
        let mut cursor = Cursor::new(tokens);
        if cursor.word("pg_type_is_visible") {
            self.visible = true;
            return Some(());
        }
        let Some(column) = column(&mut cursor) else {
            // The column may stand on the right.
            let at = tokens.iter().position(|token| token.is_symbol(b'='))?;
            let mut right = Cursor::new(&tokens[at + 1..]);
            let column = column(&mut right).filter(|_| right.at_end())?;
            return self.equals(&column, &tokens[..at], variables, depth);
        };
        if cursor.symbol(b'=') {
            return self.equals(&column, cursor.rest(), variables, depth);
        }
        if cursor.word("in") {
            let inside = cursor.parenthesized().filter(|_| cursor.at_end())?;
            let values = split_commas(inside)
                .into_iter()
                .map(|value| known(value, variables))
                .collect::<Option<Vec<String>>>();
            if let Some(values) = values {
                return self.one_of(&column, values);
            }
            return self.subquery(&column, inside, variables, depth);
        }
        None
    }

    /// `column = value`
    fn equals(
        &mut self,
        column: &str,
        value: &[Token<'_>],
        variables: &Variables,
        depth: usize,
    ) -> Option<()> {
        let mut cursor = Cursor::new(value);
        if let Some(inside) = cursor.parenthesized().filter(|_| cursor.at_end()) {
            return match inside.peek() {
                Some(first) if first.is("select") => {
                    self.subquery(column, inside, variables, depth)
                }
                _ if depth > DEEPEST => None,
                _ => self.equals(column, inside.rest(), variables, depth + 1),
            };
        }
        if let Some((text, cast)) = cast(value, variables) {
            return self.registered_as(column, &text, &cast);
        }
        if let Some(text) = known(value, variables) {
            return self.one_of(column, vec![text]);
        }
        let mut other = Cursor::new(value);
        let other = self::column(&mut other).filter(|_| other.at_end())?;
        let join = [("oid", "enumtypid"), ("oid", "typnamespace")];
        let joins = join
            .iter()
            .any(|pair| *pair == (column, &other) || *pair == (&other, column));
        joins.then_some(())
    }

    /// `column = (SELECT oid FROM …)`
    fn subquery(
        &mut self,
        column: &str,
        query: Cursor<'_, '_>,
        variables: &Variables,
        depth: usize,
    ) -> Option<()> {
        if !matches!(column, "enumtypid" | "typnamespace" | "oid") {
            return None;
        }
        self.select(query, variables, depth + 1)
    }

    fn one_of(&mut self, column: &str, values: Vec<String>) -> Option<()> {
        let slot = match column {
            "typname" => &mut self.names,
            "nspname" => &mut self.schemas,
            "enumlabel" => &mut self.labels,
            "typtype" | "typcategory" => {
                self.enums = true;
                return (values == ["e"] || values == ["E"]).then_some(());
            }
            _ => return None,
        };
        if slot.is_some() {
            return None;
        }
        *slot = Some(values);
        Some(())
    }

    /// `enumtypid = 'name'::regtype`, `typnamespace = 'name'::regnamespace`
    fn registered_as(&mut self, column: &str, text: &str, cast: &str) -> Option<()> {
        match (column, cast) {
            ("enumtypid" | "oid", "regtype") => {
                self.registered = Some(type_named(text)?);
                Some(())
            }
            ("typnamespace" | "oid", "regnamespace") => {
                let schema = type_named(text).filter(|name| name.schema.is_none())?;
                self.schemas = Some(vec![schema.name]);
                Some(())
            }
            _ => None,
        }
    }

    /// Whether it finds a row.
    pub(super) fn finds(&self, catalogue: &Catalogue) -> Truth {
        if !self.types {
            let schemas = self.schemas.as_ref()?;
            return any(schemas.iter().map(|schema| catalogue.schema_exists(schema)));
        }
        if let Some(name) = &self.registered {
            let Found::One(key) = catalogue.find(name) else {
                return None;
            };
            return self.fits(&key, catalogue);
        }
        match &self.names {
            Some(names) => any(names.iter().map(|name| self.finds_named(name, catalogue))),
            None => {
                let keys = catalogue.types().keys();
                any(keys.map(|key| self.fits(key, catalogue)))
            }
        }
    }

    fn finds_named(&self, name: &str, catalogue: &Catalogue) -> Truth {
        let missing = catalogue.anywhere().is_none() && !name.starts_with('_');
        let none = missing.then_some(false);
        if self.visible {
            let type_ref = TypeRef {
                schema: None,
                name: name.to_owned(),
            };
            return match catalogue.find(&type_ref) {
                Found::One(key) => self.fits(&key, catalogue),
                Found::None(_) => none,
                Found::Several(_) => None,
            };
        }
        let found = any(catalogue
            .named(name)
            .map(|(key, _)| self.fits(key, catalogue)));
        if found == Some(false) { none } else { found }
    }

    /// Whether a type is what the query asks for.
    fn fits(&self, key: &Key, catalogue: &Catalogue) -> Truth {
        let named = |wanted: &Option<Vec<String>>, name: &String| {
            wanted.as_ref().is_none_or(|wanted| wanted.contains(name))
        };
        if !named(&self.schemas, &key.schema) || !named(&self.names, &key.name) {
            return Some(false);
        }
        let entry = catalogue.types().get(key)?;
        match (&self.labels, entry) {
            (_, Entry::Doubtful(_)) => None,
            (_, Entry::Gone(_)) => Some(false),
            (Some(labels), _) => any(labels.iter().map(|label| entry.has_label(label))),
            (None, Entry::Enum(_)) => Some(true),
            (None, Entry::Shell | Entry::Other) => Some(!self.enums),
        }
    }
}

/// Whether one is true; if not, whether none can be.
fn any(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut all_known = true;
    for truth in truths {
        match truth {
            Some(true) => return Some(true),
            Some(false) => {}
            None => all_known = false,
        }
    }
    all_known.then_some(false)
}

/// `[alias.]column[::type]` at the start.
fn column(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    const COLUMNS: [&str; 7] = [
        "typname",
        "nspname",
        "enumlabel",
        "typtype",
        "typcategory",
        "enumtypid",
        "typnamespace",
    ];
    let mut ahead = *cursor;
    let mut name = ahead.label_name().ok()?;
    if ahead.symbol(b'.') {
        name = ahead.label_name().ok()?;
    }
    if !COLUMNS.contains(&name.as_str()) && name != "oid" {
        return None;
    }
    while ahead.symbols("::") {
        ahead.next()?;
    }
    *cursor = ahead;
    Some(name)
}

/// `'text'::regtype` and `to_regtype('text')`, with what may be cast behind it.
fn cast(tokens: &[Token<'_>], variables: &Variables) -> Option<(String, String)> {
    let mut cursor = Cursor::new(tokens);
    if cursor.word("to_regtype") {
        let name = known(cursor.parenthesized()?.rest(), variables)?;
        return Some((name, "regtype".to_owned()));
    }
    let text = cursor.text().ok()?.into_owned();
    if !cursor.symbols("::") {
        return None;
    }
    let kind = cursor.one_of(&["regtype", "regnamespace"])?;
    Some((text, ["regtype", "regnamespace"][kind].to_owned()))
}

/// The conditions before a `LIMIT`.
fn without_limit<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    match tokens {
        [rest @ .., limit, _] if limit.is("limit") => rest,
        other => other,
    }
}
