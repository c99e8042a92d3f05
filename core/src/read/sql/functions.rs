//! What is known of the functions that expressions call.

use super::literal::{self, DEFAULT_ESCAPE};
use super::token::{Kind, Token};

/// Words that brackets may follow without a call.
const KEYWORDS: [&str; 69] = [
    "all",
    "and",
    "any",
    "array",
    "as",
    "between",
    "bigint",
    "by",
    "call",
    "case",
    "char",
    "character",
    "conflict",
    "decimal",
    "distinct",
    "do",
    "else",
    "elsif",
    "end",
    "escape",
    "except",
    "execute",
    "exists",
    "fetch",
    "filter",
    "first",
    "from",
    "group",
    "having",
    "if",
    "ilike",
    "in",
    "int",
    "integer",
    "intersect",
    "is",
    "join",
    "lateral",
    "like",
    "limit",
    "loop",
    "not",
    "numeric",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "over",
    "perform",
    "recursive",
    "return",
    "returning",
    "row",
    "select",
    "set",
    "similar",
    "some",
    "table",
    "then",
    "union",
    "using",
    "values",
    "varchar",
    "when",
    "where",
    "while",
    "with",
    "within",
];

/// Functions of the server that give a value for any of the right type.
const SAFE: [&str; 17] = [
    "btrim",
    "coalesce",
    "concat",
    "concat_ws",
    "count",
    "current_schema",
    "gen_random_uuid",
    "lower",
    "ltrim",
    "now",
    "nullif",
    "quote_ident",
    "quote_literal",
    "quote_nullable",
    "rtrim",
    "trim",
    "upper",
];

/// Functions of the server that do nothing but give a value, or fail to.
const PURE: [&str; 93] = [
    "abs",
    "age",
    "any_value",
    "ascii",
    "avg",
    "bit_length",
    "bool_and",
    "bool_or",
    "cardinality",
    "cast",
    "ceil",
    "char_length",
    "chr",
    "clock_timestamp",
    "col_description",
    "current_database",
    "current_setting",
    "currval",
    "dense_rank",
    "encode",
    "enum_first",
    "enum_last",
    "enum_range",
    "every",
    "exp",
    "extract",
    "first_value",
    "floor",
    "format",
    "format_type",
    "generate_series",
    "generate_subscripts",
    "greatest",
    "hashtext",
    "initcap",
    "isfinite",
    "lag",
    "last_value",
    "lastval",
    "lead",
    "least",
    "left",
    "length",
    "ln",
    "lpad",
    "make_interval",
    "max",
    "md5",
    "min",
    "mod",
    "nextval",
    "ntile",
    "num_nonnulls",
    "num_nulls",
    "obj_description",
    "octet_length",
    "overlay",
    "pg_advisory_lock",
    "pg_advisory_xact_lock",
    "pg_backend_pid",
    "pg_column_size",
    "pg_notify",
    "pg_relation_size",
    "pg_sleep",
    "pg_total_relation_size",
    "pg_typeof",
    "position",
    "power",
    "random",
    "rank",
    "repeat",
    "replace",
    "reverse",
    "right",
    "round",
    "row_number",
    "rpad",
    "set_config",
    "setval",
    "sign",
    "split_part",
    "sqrt",
    "starts_with",
    "statement_timestamp",
    "sum",
    "timeofday",
    "to_regtype",
    "transaction_timestamp",
    "translate",
    "txid_current",
    "unnest",
    "uuid_generate_v1",
    "uuid_generate_v4",
];

/// The beginnings of names that the server keeps for such functions.
const PURE_BEGINNINGS: [&str; 13] = [
    "array_", "date_", "has_", "json", "pg_get_", "pg_try_", "pg_type_", "regexp_", "string_",
    "strpos", "substr", "to_", "trunc",
];

/// Whether the tokens call a function that is not known to be the server's own, which may
/// do and raise anything.
pub(super) fn may_do_anything(tokens: &[Token<'_>]) -> bool {
    calls(tokens).any(|(qualified, name)| {
        let mut beginnings = PURE_BEGINNINGS.iter();
        let pure = SAFE.contains(&&*name)
            || PURE.contains(&&*name)
            || beginnings.any(|beginning| name.starts_with(beginning));
        qualified || !pure
    })
}

/// Whether all functions that the tokens call give a value, whatever they are given.
pub(super) fn cannot_fail(tokens: &[Token<'_>]) -> bool {
    calls(tokens).all(|(qualified, name)| !qualified && SAFE.contains(&&*name))
}

/// The names of the functions that are called, and whether a schema stands before each
/// that is not the server's own.
fn calls<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = (bool, String)> + 't {
    (0..tokens.len()).filter_map(|at| {
        let name = &tokens[at];
        let opens = tokens.get(at + 1).is_some_and(|next| next.is_symbol(b'('));
        if !opens || name.is_any(&KEYWORDS) || !matches!(name.kind, Kind::Word | Kind::Quoted) {
            return None;
        }
        let qualified = at > 1 && tokens[at - 1].is_symbol(b'.');
        let start = if qualified { at - 2 } else { at };
        if start > 0 && names_columns(&tokens[start - 1]) {
            return None;
        }
        let own = !qualified || tokens[start].is("pg_catalog");
        Some((!own, literal::name(name, DEFAULT_ESCAPE)?.ok()?))
    })
}

/// Whether a name behind this token is that of a table or type, with columns or a length
/// in the brackets.
fn names_columns(before: &Token<'_>) -> bool {
    const SIGNS: [Kind; 2] = [Kind::Symbol(b')'), Kind::Symbol(b':')];
    before.is_any(&["as", "into", "with"]) || SIGNS.contains(&before.kind)
}
