//! The queries on `pg_type`, `pg_enum` and `pg_namespace` that guards ask.

use super::array;
use super::catalogue::Found;
use super::constant::{known, operands, split_commas};
use super::cursor::{Cursor, TypeRef};
use super::from::{parts, without_kind_of_join};
use super::guard::{split, type_named};
use super::pattern::Pattern;
use super::refusal::Key;
use super::system::PG_CATALOG;
use super::token::Token;
use super::value::{Facts, Value, variable};
use super::wanted::Wanted;

/// How deep queries may nest.
const DEEPEST: usize = 4;

/// What a query looks for. What is not said does not matter.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// Whether it reads types at all, or schemas alone.
    pub(super) types: bool,
    /// Whether each label is a row of its own.
    pub(super) per_label: bool,
    pub(super) names: Wanted,
    pub(super) schemas: Wanted,
    pub(super) labels: Wanted,
    /// A type by a cast to `regtype`, looked up by `search_path`.
    pub(super) registered: Option<TypeRef>,
    /// A type by its `oid`.
    pub(super) identified: Option<Key>,
    /// Whether it asks for enums alone.
    pub(super) enums: bool,
    /// Whether it asks for types that `search_path` finds.
    pub(super) visible: bool,
}

impl Query {
    /// Reads what stands behind `FROM`; nothing if it asks for more than this knows.
    pub(super) fn parse_from(from: &[Token<'_>], facts: Facts<'_>) -> Option<Self> {
        let mut query = Self::default();
        query.from(from, facts, 0)?;
        Some(query)
    }

    /// Reads the table `pg_enum`, joined with others, and the conditions of a statement
    /// that writes to it.
    pub(super) fn of_labels(
        others: Option<&[Token<'_>]>,
        conditions: Option<&[Token<'_>]>,
        facts: Facts<'_>,
    ) -> Option<Self> {
        let mut query = Self {
            types: true,
            per_label: true,
            ..Self::default()
        };
        if let Some(others) = others {
            query.from(others, facts, 0)?;
        }
        if let Some(conditions) = conditions {
            query.conditions(conditions, facts, 0)?;
        }
        Some(query)
    }

    /// The type that `'name'::regtype` and `to_regtype('name')` mean; null if there
    /// is none.
    pub(super) fn registered(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Value> {
        let (name, cast) = cast(tokens, facts)?;
        let name = type_named(&name).filter(|_| cast == "regtype")?;
        let catalogue = facts.catalogue;
        match catalogue.find(&name) {
            Found::One(key) => catalogue.exists(&key)?.then_some(Value::Type(key)),
            Found::None(key) if key.schema == PG_CATALOG => Some(Value::Type(key)),
            Found::None(key) => (catalogue.exists(&key) == Some(false)).then_some(Value::Null),
            Found::Several(_) => None,
        }
    }

    /// `(SELECT oid FROM …)`, whose conditions are those of the column that it is for.
    fn select(&mut self, mut cursor: Cursor<'_, '_>, facts: Facts<'_>, depth: usize) -> Option<()> {
        if depth > DEEPEST || !cursor.word("select") {
            return None;
        }
        let parts = split(cursor.rest(), "from");
        let [selected, from] = parts[..] else {
            return None;
        };
        let calls = selected.iter().any(|token| token.is_symbol(b'('));
        if calls {
            return None;
        }
        self.from(from, facts, depth)
    }

    fn from(&mut self, from: &[Token<'_>], facts: Facts<'_>, depth: usize) -> Option<()> {
        let (tables, conditions) = parts(from)?;
        let mut outer = false;
        for joined in split(tables, "join") {
            let (joined, next_outer) = without_kind_of_join(joined);
            // A type always has its schema; any other outer join may miss.
            if outer && !joined.iter().any(|token| token.is("pg_namespace")) {
                return None;
            }
            outer = next_outer;
            for table in split_commas(Cursor::new(joined)) {
                self.table(table, facts, depth)?;
            }
        }
        match conditions {
            Some(conditions) => self.conditions(conditions, facts, depth),
            None => Some(()),
        }
    }

    /// `pg_catalog.pg_type AS t ON …`
    fn table(&mut self, tokens: &[Token<'_>], facts: Facts<'_>, depth: usize) -> Option<()> {
        let mut cursor = Cursor::new(tokens);
        pass_catalogue(&mut cursor);
        match cursor.one_of(&["pg_type", "pg_enum", "pg_namespace"])? {
            0 => self.types = true,
            1 => {
                self.types = true;
                self.per_label |= depth == 0;
            }
            _ => {}
        }
        cursor.word("as");
        if cursor.peek().is_some_and(|token| !token.is("on")) {
            cursor.name().ok()?;
        }
        if cursor.word("on") {
            return self.conditions(cursor.rest(), facts, depth);
        }
        cursor.at_end().then_some(())
    }

    fn conditions(&mut self, tokens: &[Token<'_>], facts: Facts<'_>, depth: usize) -> Option<()> {
        let mut cursor = Cursor::new(tokens);
        if let Some(inside) = cursor.parenthesized().filter(|_| cursor.at_end()) {
            return if depth > DEEPEST {
                None
            } else {
                self.conditions(inside.rest(), facts, depth + 1)
            };
        }
        let alternatives = split(tokens, "or");
        if alternatives.len() > 1 {
            return self.any_condition(&alternatives, facts);
        }
        let parts = split(tokens, "and");
        if let [only] = parts[..] {
            return self.condition(only, facts, depth);
        }
        parts
            .into_iter()
            .try_for_each(|part| self.conditions(part, facts, depth + 1))
    }

    /// `column = 'a' OR column IN ('b', 'c')`, of one column.
    fn any_condition(&mut self, alternatives: &[&[Token<'_>]], facts: Facts<'_>) -> Option<()> {
        let mut of_all = None;
        let mut values = Vec::new();
        for alternative in alternatives {
            let mut cursor = Cursor::new(alternative);
            say(&mut of_all, column(&mut cursor)?)?;
            values.extend(equal_to(cursor, facts)?);
        }
        self.one_of(&of_all?, values)
    }

    fn condition(&mut self, tokens: &[Token<'_>], facts: Facts<'_>, depth: usize) -> Option<()> {
        let mut cursor = Cursor::new(tokens);
        pass_catalogue(&mut cursor);
        if cursor.word("pg_type_is_visible") {
            self.visible = true;
            cursor.parenthesized()?;
            return cursor.at_end().then_some(());
        }
        if let Some(name) = qualified_name(tokens, facts) {
            let (schema, name) = name.split_once('.')?;
            self.one_of("nspname", vec![schema.to_owned()])?;
            return self.one_of("typname", vec![name.to_owned()]);
        }
        let Some(column) = column(&mut cursor) else {
            // The column may stand on the right.
            let at = tokens.iter().position(|token| token.is_symbol(b'='))?;
            let mut right = Cursor::new(&tokens[at + 1..]);
            let column = column(&mut right).filter(|_| right.at_end())?;
            return self.equals(&column, &tokens[..at], facts, depth);
        };
        if let Some(values) = any_of(cursor, facts) {
            return self.one_of(&column, values);
        }
        if cursor.symbol(b'=') {
            return self.equals(&column, cursor.rest(), facts, depth);
        }
        if let Some(pattern) = Pattern::parse(cursor.rest(), facts) {
            self.wanted(&column)?.patterns.push(pattern);
            return Some(());
        }
        if cursor.words(&["not", "in"]) {
            let inside = cursor.parenthesized().filter(|_| cursor.at_end())?;
            return self.none_of(&column, &split_commas(inside), facts);
        }
        if cursor.symbols("<>") || cursor.symbols("!=") {
            return self.none_of(&column, &[cursor.rest()], facts);
        }
        if cursor.word("in") {
            let inside = cursor.parenthesized().filter(|_| cursor.at_end())?;
            return match listed(inside, facts) {
                Some(values) => self.one_of(&column, values),
                None => self.subquery(&column, inside, facts, depth),
            };
        }
        None
    }

    /// `column = value`
    fn equals(
        &mut self,
        column: &str,
        value: &[Token<'_>],
        facts: Facts<'_>,
        depth: usize,
    ) -> Option<()> {
        let mut cursor = Cursor::new(value);
        if let Some(inside) = cursor.parenthesized().filter(|_| cursor.at_end()) {
            return match inside.peek() {
                Some(first) if first.is("select") => self.subquery(column, inside, facts, depth),
                _ if depth > DEEPEST => None,
                _ => self.equals(column, inside.rest(), facts, depth + 1),
            };
        }
        if let Some((text, cast)) = cast(value, facts) {
            return self.registered_as(column, &text, cast);
        }
        if let Some(Value::Type(key)) = variable(value, facts) {
            return match column {
                "enumtypid" | "oid" => say(&mut self.identified, key.clone()),
                _ => None,
            };
        }
        if let Some(text) = known(value, facts) {
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
        facts: Facts<'_>,
        depth: usize,
    ) -> Option<()> {
        if !matches!(column, "enumtypid" | "typnamespace" | "oid") {
            return None;
        }
        self.select(query, facts, depth + 1)
    }

    fn one_of(&mut self, column: &str, values: Vec<String>) -> Option<()> {
        if matches!(column, "typtype" | "typcategory") {
            self.enums = true;
            return (values == ["e"] || values == ["E"]).then_some(());
        }
        say(&mut self.wanted(column)?.among, values)
    }

    /// What a column of texts is to be.
    fn wanted(&mut self, column: &str) -> Option<&mut Wanted> {
        match column {
            "typname" => Some(&mut self.names),
            "nspname" => Some(&mut self.schemas),
            "enumlabel" => Some(&mut self.labels),
            _ => None,
        }
    }

    /// `nspname NOT IN (…)` and `nspname <> …`
    fn none_of(&mut self, column: &str, values: &[&[Token<'_>]], facts: Facts<'_>) -> Option<()> {
        for value in values {
            let value = known(value, facts)?;
            self.wanted(column)?.others.push(value);
        }
        Some(())
    }

    /// `enumtypid = 'name'::regtype`, `typnamespace = 'name'::regnamespace`
    fn registered_as(&mut self, column: &str, text: &str, cast: &str) -> Option<()> {
        match (column, cast) {
            ("enumtypid" | "oid", "regtype") => say(&mut self.registered, type_named(text)?),
            ("typnamespace" | "oid", "regnamespace") => {
                let schema = type_named(text).filter(|name| name.schema.is_none())?;
                say(&mut self.schemas.among, vec![schema.name])
            }
            _ => None,
        }
    }
}

/// Notes what is asked for; nothing if something else is asked for as well.
fn say<T: PartialEq>(said: &mut Option<T>, value: T) -> Option<()> {
    match said {
        Some(said) => (*said == value).then_some(()),
        None => {
            *said = Some(value);
            Some(())
        }
    }
}

/// The values of `= 'a'`, `IN ('a', 'b')` and `= ANY (array)`.
fn equal_to(mut cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Vec<String>> {
    if let Some(values) = any_of(cursor, facts) {
        return Some(values);
    }
    if cursor.word("in") {
        return listed(cursor.parenthesized().filter(|_| cursor.at_end())?, facts);
    }
    let value = cursor.symbol(b'=').then(|| known(cursor.rest(), facts))?;
    Some(vec![value?])
}

/// The values between the parentheses of `IN`.
fn listed(inside: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Vec<String>> {
    let values = split_commas(inside).into_iter();
    values.map(|value| known(value, facts)).collect()
}

/// The values of `= ANY (array)`.
fn any_of(mut cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Vec<String>> {
    if !cursor.symbol(b'=') || cursor.one_of(&["any", "some"]).is_none() {
        return None;
    }
    let inside = cursor.parenthesized().filter(|_| cursor.at_end())?;
    let queries = inside.peek().is_some_and(|first| first.is("select"));
    let array = array::elements(inside.rest(), facts).filter(|_| !queries)?;
    Some(array.values)
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
    while ahead.symbol(b'.') {
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

/// Moves past `pg_catalog.`, where everything is that these queries name.
fn pass_catalogue(cursor: &mut Cursor<'_, '_>) {
    if cursor.word("pg_catalog") {
        cursor.symbol(b'.');
    }
}

/// The text that `nspname || '.' || typname` is to be equal to.
fn qualified_name(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<String> {
    let at = tokens.iter().position(|token| token.is_symbol(b'='))?;
    let operands = operands(Cursor::new(&tokens[..at]));
    let [schema, dot, name] = operands[..] else {
        return None;
    };
    let is_column = |tokens: &[Token<'_>], wanted: &str| {
        column(&mut Cursor::new(tokens)).is_some_and(|column| column == wanted)
    };
    let qualified = is_column(schema, "nspname")
        && is_column(name, "typname")
        && known(dot, facts).is_some_and(|dot| dot == ".");
    qualified.then(|| known(&tokens[at + 1..], facts))?
}

/// `'text'::regtype` and `to_regtype('text')`, with what may be cast behind it, and
/// the same of `regnamespace`: the text, and what it is cast to.
fn cast(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<(String, &'static str)> {
    const KINDS: [&str; 2] = ["regtype", "regnamespace"];
    let mut cursor = Cursor::new(tokens);
    pass_catalogue(&mut cursor);
    if let Some(kind) = cursor.one_of(&["to_regtype", "to_regnamespace"]) {
        let name = known(cursor.parenthesized()?.rest(), facts)?;
        while cursor.symbols("::") {
            cursor.next()?;
        }
        return cursor.at_end().then(|| (name, KINDS[kind]));
    }
    let at = tokens.iter().position(|token| token.is_symbol(b':'))?;
    let text = known(&tokens[..at], facts)?;
    let mut cast = Cursor::new(&tokens[at..]);
    if !cast.symbols("::") {
        return None;
    }
    let kind = cast.one_of(&KINDS)?;
    Some((text, KINDS[kind]))
}
