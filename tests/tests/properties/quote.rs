//! What is quoted is read back as it was. (That a server reads it so too is
//! tested against one.)

use pg_integration_enum_core::quote;
use proptest::prelude::*;

/// Text with all that has a meaning in SQL.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["['\"\\\\$a\n -]{0,20}", "\\PC{0,30}"]
}

/// A body of a dollar-quoted string that tries to end it.
fn body() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("$"),
        Just("$$"),
        Just("$pg_enum"),
        Just("$pg_enum$"),
        Just("pg_enum$"),
        Just("$pg_enum_1"),
        Just("$pg_enum_1$"),
        Just("$pg_enum_2$"),
        Just("_1"),
        Just(" a\n"),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// An identifier's text, and what follows it.
fn unquote_identifier(sql: &str) -> Option<(String, &str)> {
    unquote(sql.strip_prefix('"')?, '"', false)
}

/// A string literal's text, and what follows it, as PostgreSQL reads it. Without
/// an `E` a backslash would depend on `standard_conforming_strings`, so there is none.
fn unquote_literal(sql: &str) -> Option<(String, &str)> {
    match sql.strip_prefix("E'") {
        Some(rest) => unquote(rest, '\'', true),
        None => {
            let (text, rest) = unquote(sql.strip_prefix('\'')?, '\'', false)?;
            (!text.contains('\\')).then_some((text, rest))
        }
    }
}

fn unquote(sql: &str, quote: char, escapes: bool) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = sql.chars();
    loop {
        match rest.next()? {
            '\\' if escapes => text.push(rest.next()?),
            c if c == quote => match rest.as_str().strip_prefix(quote) {
                Some(after) => {
                    text.push(quote);
                    rest = after.chars();
                }
                None => return Some((text, rest.as_str())),
            },
            c => text.push(c),
        }
    }
}

/// A dollar-quoted body: all before the first place at which the tag stands again.
fn unquote_dollar(sql: &str) -> Option<(&str, &str)> {
    let tag_end = sql.strip_prefix('$')?.find('$')? + 2;
    let (tag, rest) = sql.split_at(tag_end);
    rest.split_once(tag)
}

proptest! {
    #[test]
    fn identifiers(name in text()) {
        let sql = quote::identifier(&name);
        prop_assert_eq!(unquote_identifier(&sql), Some((name, "")));
    }

    #[test]
    fn qualified_names(schema in text(), name in text()) {
        let sql = quote::qualified(Some(&schema), &name);
        let (first, rest) = unquote_identifier(&sql).unwrap();
        let (second, rest) = unquote_identifier(rest.strip_prefix('.').unwrap()).unwrap();
        prop_assert_eq!((first, second, rest), (schema, name, ""));
    }

    #[test]
    fn literals(texts in proptest::collection::vec(text(), 0..5)) {
        let sql = quote::literals(&texts);
        let mut rest = sql.as_str();
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                rest = rest.strip_prefix(", ").unwrap();
            }
            let (found, after) = unquote_literal(rest).unwrap();
            prop_assert_eq!(&found, text);
            rest = after;
        }
        prop_assert_eq!(rest, "");
    }

    #[test]
    fn dollars(body in body()) {
        let sql = quote::dollar(&body);
        prop_assert_eq!(unquote_dollar(&sql), Some((body.as_str(), "")));
    }

    /// Whatever the text, a comment is one line that ends, and hides all of it.
    #[test]
    fn comments(text in prop_oneof!["[a\n\r/*-]{0,20}", "\\PC{0,20}"]) {
        let sql = quote::comment(&text);
        prop_assert!(sql.starts_with("-- "));
        prop_assert_eq!(sql.find(['\n', '\r']), Some(sql.len() - 1));
    }
}
