//! An enum as TypeScript writes it, in prettier's format.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::layout::group;
use super::names::{capitalized, without_raw};
use super::{Exported, WRITTEN_BY, is_invisible};
use crate::case::RenameRule;

/// The module with the labels as a constant, the type of a label, and a guard for it.
///
/// With the path of Supabase's generated types, it also holds an assertion that
/// compiles only as long as both have the same labels.
///
/// ```
/// use pg_integration_enum_core::export::{Exported, typescript};
/// use pg_integration_enum_core::model::{Label, TypeName};
///
/// let name = TypeName::new(Some("billing"), "plan")?;
/// let free = Label::new("free")?;
/// let plan = Exported { name: "Plan", type_name: &name, variants: &[("Free", &free)] };
/// let text = typescript::module(&plan, Some("./database.types"));
/// assert!(text.contains("export type Plan = (typeof planLabels)[number];"));
/// assert!(text.contains(r#"Database["billing"]["Enums"]["plan"]"#));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn module(exported: &Exported<'_>, database: Option<&str>) -> String {
    let name = capitalized(without_raw(exported.name));
    let list = format!("{}Labels", RenameRule::CamelCase.apply(&name));
    let literals: Vec<String> = exported
        .variants
        .iter()
        .map(|(_, label)| literal(label.as_str()))
        .collect();
    let type_name = exported.type_for_comment();
    format!(
        "{WRITTEN_BY}typescript` from the Rust enum `{rust_name}`.
// Change that enum and write this file anew.
{import}
/** The labels of the PostgreSQL type `{type_name}`, in its order. */
{labels}
/** A label of the PostgreSQL type `{type_name}`. */
export type {name} = (typeof {list})[number];

/** Whether a value is such a label. */
{guard}  return ({list} as readonly unknown[]).includes(value);
}}
{assertion}",
        rust_name = exported.name,
        import = database.map_or(String::new(), import),
        labels = group(
            0,
            &format!("export const {list} = "),
            ['[', ']'],
            &literals,
            " as const;"
        ),
        guard = group(
            0,
            &format!("export function is{name}"),
            ['(', ')'],
            &["value: unknown".to_string()],
            &format!(": value is {name} {{")
        ),
        assertion = database.map_or(String::new(), |_| assertion(exported, &name)),
    )
}

fn import(path: &str) -> String {
    format!("\nimport type {{ Database }} from {};\n", literal(path))
}

/// Two constraints that hold only if each type is a part of the other. Where one
/// does not, the compiler names the label.
fn assertion(exported: &Exported<'_>, name: &str) -> String {
    let schema = exported.type_name.schema.as_ref();
    let generated = format!(
        "Database[{}][\"Enums\"][{}]",
        literal(schema.map_or("public", |schema| schema.as_str())),
        literal(exported.type_name.name.as_str()),
    );
    format!(
        "
type {name}InDatabase = {generated};
type {name}Part<Part extends Whole, Whole> = Part;

/** Compiles as long as the generated types have the same labels. */
export type {name}IsInStep = [
  {name}Part<{name}, {name}InDatabase>,
  {name}Part<{name}InDatabase, {name}>,
];
"
    )
}

/// A string literal: in the quotes that need fewer escapes.
fn literal(text: &str) -> String {
    let count = |quote| text.matches(quote).count();
    let quote = if count('"') > count('\'') { '\'' } else { '"' };
    let mut literal = String::from(quote);
    for character in text.chars() {
        match character {
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '\\' => literal.push_str("\\\\"),
            _ if character == quote => literal.extend(['\\', character]),
            _ if is_invisible(character) => {
                literal.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
            }
            _ => literal.push(character),
        }
    }
    literal.push(quote);
    literal
}
