//! The only place where a name or a text becomes SQL.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

/// A name in double quotes.
///
/// ```
/// use pg_integration_enum_core::quote::identifier;
///
/// assert_eq!(identifier("order"), r#""order""#);
/// assert_eq!(identifier(r#"a"b"#), r#""a""b""#);
/// ```
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A name in double quotes, after its schema where it has one.
///
/// ```
/// use pg_integration_enum_core::quote::qualified;
///
/// assert_eq!(qualified(Some("public"), "mood"), r#""public"."mood""#);
/// assert_eq!(qualified(None, "mood"), r#""mood""#);
/// ```
pub fn qualified(schema: Option<&str>, name: &str) -> String {
    match schema {
        Some(schema) => format!("{}.{}", identifier(schema), identifier(name)),
        None => identifier(name),
    }
}

/// A text as a string literal that means the same whatever
/// `standard_conforming_strings` says: one with a backslash becomes `E'…'`.
///
/// ```
/// use pg_integration_enum_core::quote::literal;
///
/// assert_eq!(literal("it's"), "'it''s'");
/// assert_eq!(literal(r"a\b"), r"E'a\\b'");
/// ```
pub fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    push_literal(&mut literal, text);
    literal
}

/// Literals with commas between them.
///
/// ```
/// use pg_integration_enum_core::quote::literals;
///
/// assert_eq!(literals(["a", "b"]), "'a', 'b'");
/// ```
pub fn literals<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut list = String::new();
    for text in texts {
        if !list.is_empty() {
            list.push_str(", ");
        }
        push_literal(&mut list, text.as_ref());
    }
    list
}

fn push_literal(sql: &mut String, text: &str) {
    // Most texts have nothing to double, which costs less to find out than to do.
    let bytes = text.as_bytes();
    if !bytes.contains(&b'\'') && !bytes.contains(&b'\\') {
        sql.push('\'');
        sql.push_str(text);
        sql.push('\'');
        return;
    }
    if text.contains('\\') {
        sql.push('E');
    }
    sql.push('\'');
    sql.push_str(&text.replace('\'', "''").replace('\\', "\\\\"));
    sql.push('\'');
}

/// A body between dollar quotes whose tag the body cannot close.
///
/// ```
/// use pg_integration_enum_core::quote::dollar;
///
/// assert_eq!(dollar("BEGIN END"), "$pg_enum$BEGIN END$pg_enum$");
/// assert_eq!(dollar("$pg_enum$"), "$pg_enum_1$$pg_enum$$pg_enum_1$");
/// ```
pub fn dollar(body: &str) -> String {
    let mut tag = Cow::Borrowed("$pg_enum$");
    let mut attempt = 0_u32;
    // Without its last `$`: a body that ends there would close itself. (Most have
    // no `$` at all, which is found out faster.)
    while body.contains('$') && body.contains(&tag[..tag.len() - 1]) {
        attempt += 1;
        tag = Cow::Owned(format!("$pg_enum_{attempt}$"));
    }
    format!("{tag}{body}{tag}")
}

/// A text as a line of comments: what would end the comment becomes a space.
///
/// ```
/// use pg_integration_enum_core::quote::comment;
///
/// assert_eq!(comment("labels: a\nDROP TABLE b"), "-- labels: a DROP TABLE b\n");
/// ```
pub fn comment(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c })
        .collect();
    format!("-- {line}\n")
}
