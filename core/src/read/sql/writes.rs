//! Statements that write to PostgreSQL's own catalogue of labels.

use super::constant::known;
use super::cursor::Cursor;
use super::guard::{parted, split};
use super::query::Query;
use super::refusal::{Doubt, Key, Refusal, Site};
use super::replay::Replay;
use super::token::Token;
use super::touch;
use super::value::{Facts, Value, Variables};
use crate::change::Change;
use crate::model::Label;

/// What a statement does to the labels that it finds.
enum Write {
    Rename(Label),
    Delete,
}

impl Replay<'_> {
    /// Renames or deletes the labels that a statement finds, or doubts their types.
    pub(super) fn written(
        &mut self,
        tokens: &[Token<'_>],
        site: Site,
        variables: &Variables,
    ) -> Result<(), Refusal> {
        let facts = self.facts(variables);
        let Some((write, labels)) = update(tokens, facts).or_else(|| delete(tokens, facts)) else {
            let reason = "this writes to PostgreSQL's catalogue itself".to_owned();
            let keys = touch::picked_types(&self.catalogue, tokens);
            self.doubt_or_all(keys, &Doubt { site, reason });
            return Ok(());
        };
        for (key, label) in labels {
            match &write {
                Write::Delete => self.catalogue.delete_label(key, &label, site),
                Write::Rename(to) if *to == label => {}
                Write::Rename(to) => {
                    let (from, to) = (label, to.clone());
                    let change = Change::RenameValue { from, to };
                    self.catalogue.change_labels(key, &change, site)?;
                }
            }
        }
        Ok(())
    }
}

/// `UPDATE pg_enum SET enumlabel = 'label' [FROM …] WHERE …`
fn update(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<(Write, Vec<(Key, Label)>)> {
    let mut cursor = Cursor::new(tokens);
    if !cursor.word("update") {
        return None;
    }
    pass_table(&mut cursor)?;
    if !cursor.words(&["set", "enumlabel"]) || !cursor.symbol(b'=') {
        return None;
    }
    let (value, conditions) = parted(split(cursor.rest(), "returning")[0], "where")?;
    let (value, others) = parted(value, "from")?;
    let to = Label::new(known(value, facts)?).ok()?;
    Some((Write::Rename(to), found(others, conditions, facts)?))
}

/// `DELETE FROM pg_enum [USING …] WHERE …`
fn delete(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<(Write, Vec<(Key, Label)>)> {
    let mut cursor = Cursor::new(tokens);
    if !cursor.words(&["delete", "from"]) {
        return None;
    }
    pass_table(&mut cursor)?;
    let rest = split(cursor.rest(), "returning")[0];
    let (others, conditions) = parted(rest, "where")?;
    let others = match others {
        [] => None,
        [using, others @ ..] if using.is("using") => Some(others),
        _ => return None,
    };
    Some((Write::Delete, found(others, conditions, facts)?))
}

/// Moves past `[pg_catalog.]pg_enum [[AS] alias]`.
fn pass_table(cursor: &mut Cursor<'_, '_>) -> Option<()> {
    cursor.word("only");
    if cursor.word("pg_catalog") {
        cursor.symbol(b'.');
    }
    if !cursor.word("pg_enum") {
        return None;
    }
    cursor.word("as");
    let is_clause = |token: &Token<'_>| {
        let clauses = ["set", "using", "where", "returning"];
        clauses.iter().any(|word| token.is(word))
    };
    if cursor.peek().is_some_and(|token| !is_clause(token)) {
        cursor.next();
    }
    Some(())
}

/// The labels that conditions find, if all are known.
fn found(
    others: Option<&[Token<'_>]>,
    conditions: Option<&[Token<'_>]>,
    facts: Facts<'_>,
) -> Option<Vec<(Key, Label)>> {
    let query = Query::of_labels(others, conditions, facts)?;
    let label = |row: Vec<(String, Value)>| {
        let (mut key, mut label) = (None, None);
        for (_, value) in row
            .into_iter()
            .filter(|(name, _)| name == "oid" || name == "enumlabel")
        {
            match value {
                Value::Type(found) => key = Some(found),
                Value::Text(text) => label = Label::new(text).ok(),
                _ => {}
            }
        }
        key.zip(label)
    };
    query
        .rows(facts.catalogue)?
        .into_iter()
        .map(label)
        .collect()
}

/// Whether a statement writes to the catalogue of types or labels.
pub(super) fn writes_catalogue(tokens: &[Token<'_>]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        (token.is("pg_enum") || token.is("pg_type")) && is_written(&tokens[..at])
    })
}

/// Whether these tokens stand before the table that a statement writes to.
fn is_written(before: &[Token<'_>]) -> bool {
    let mut before = before
        .iter()
        .rev()
        .filter(|token| !(token.is("pg_catalog") || token.is_symbol(b'.') || token.is("only")));
    match before.next() {
        Some(token) if token.is("from") => before.next().is_some_and(|token| token.is("delete")),
        Some(token) => token.is("into") || token.is("update"),
        None => false,
    }
}
