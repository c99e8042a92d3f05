//! An enum as Dart writes it, in dart_style's format.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::layout::group;
use super::names::{type_name, value_names};
use super::{Exported, WRITTEN_BY, is_invisible};

const PARENTHESES: [char; 2] = ['(', ')'];
const SQUARE: [char; 2] = ['[', ']'];

/// The library with the enum: its wire values, `fromDb` that throws, `tryFromDb`
/// that gives null, and the list `supportedTypes`.
///
/// ```
/// use pg_integration_enum_core::export::{Exported, dart};
/// use pg_integration_enum_core::model::{Label, TypeName};
///
/// let name = TypeName::new(None, "plan")?;
/// let (free, default) = (Label::new("free")?, Label::new("default")?);
/// let variants = [("Free", &free), ("Default", &default)];
/// let text = dart::library(&Exported { name: "Plan", type_name: &name, variants: &variants });
/// assert!(text.contains("
/// enum Plan {
///   free('free'),
///   defaultValue('default');
///
///   const Plan(this.dbValue);
/// "));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn library(exported: &Exported<'_>) -> String {
    let name = type_name(exported);
    format!(
        "{header}
/// The labels of the PostgreSQL type `{type_name}`.
enum {name} {{
{values}
{constructor}
  /// The label as the database has it.
  final String dbValue;

  /// Every label, in the order of the database.
{supported_types}
  /// The value of a label. Any other text is an [ArgumentError].
{from_db}    final value = tryFromDb(dbValue);
    if (value == null) {{
      throw ArgumentError.value(
        dbValue,
        'dbValue',
        'no label of {name}, which has ${{supportedTypes.join(', ')}}',
      );
    }}
    return value;
  }}

  /// The value of a label, or null for any other text.
{try_from_db}    for (final value in values) {{
      if (value.dbValue == dbValue) {{
        return value;
      }}
    }}
    return null;
  }}
}}
",
        header = header(exported),
        type_name = exported.type_for_comment(),
        values = values(exported),
        constructor = member(&format!("const {name}"), "this.dbValue", ";"),
        supported_types = group(
            2,
            "static const List<String> supportedTypes = <String>",
            SQUARE,
            &literals(exported),
            ";"
        ),
        from_db = member(&format!("static {name} fromDb"), "String dbValue", " {"),
        try_from_db = member(
            &format!("static {name}? tryFromDb"),
            "String? dbValue",
            " {"
        ),
    )
}

/// A test for `package:test` that holds the list on its own, so that a change to
/// either side shows; `import` is the library as the test imports it.
///
/// ```
/// use pg_integration_enum_core::export::{Exported, dart};
/// use pg_integration_enum_core::model::{Label, TypeName};
///
/// let name = TypeName::new(None, "plan")?;
/// let free = Label::new("free")?;
/// let plan = Exported { name: "Plan", type_name: &name, variants: &[("Free", &free)] };
/// let text = dart::test(&plan, "package:app/plan.dart");
/// assert!(text.contains("expect(Plan.supportedTypes, labels);"));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn test(exported: &Exported<'_>, import: &str) -> String {
    let name = type_name(exported);
    let expect = |actual: String, matcher: &str, indent| {
        let arguments = [actual, matcher.to_string()];
        group(indent, "expect", PARENTHESES, &arguments, ";")
    };
    format!(
        "{header}
{imports}
void main() {{
{labels}
  test('supportedTypes are the labels of the database', () {{
{list}  }});

  test('every label gives its value', () {{
    for (final label in labels) {{
{round_trip}    }}
  }});

  test('any other text is refused', () {{
    const unknown = {unknown};
{throws}{null}  }});
}}
",
        header = header(exported),
        imports = imports(import),
        labels = group(
            2,
            "const labels = <String>",
            SQUARE,
            &literals(exported),
            ";"
        ),
        list = expect(format!("{name}.supportedTypes"), "labels", 4),
        round_trip = expect(format!("{name}.fromDb(label).dbValue"), "label", 6),
        unknown = literal(&unknown_label(exported)),
        throws = expect(
            format!("() => {name}.fromDb(unknown)"),
            "throwsArgumentError",
            4
        ),
        null = expect(format!("{name}.tryFromDb(unknown)"), "isNull", 4),
    )
}

fn header(exported: &Exported<'_>) -> String {
    format!(
        "{WRITTEN_BY}dart` from the Rust enum `{}`.\n\
         // Change that enum and write this file anew.\n",
        exported.name
    )
}

/// Imports in the order that `directives_ordering` asks for.
fn imports(import: &str) -> String {
    let mut lines = [import, "package:test/test.dart"];
    let is_package = import.starts_with("package:");
    if is_package {
        lines.sort_unstable();
    } else {
        lines.reverse();
    }
    let separator = if is_package { "" } else { "\n" };
    let [first, second] = lines.map(|import| format!("import {};\n", literal(import)));
    format!("{first}{separator}{second}")
}

/// A member with one parameter.
fn member(head: &str, parameter: &str, tail: &str) -> String {
    group(2, head, PARENTHESES, &[parameter.to_string()], tail)
}

fn values(exported: &Exported<'_>) -> String {
    let names = value_names(exported);
    let last = names.len().saturating_sub(1);
    let values = names.iter().zip(literals(exported)).enumerate();
    values
        .map(|(index, (name, literal))| {
            let tail = if index == last { ";" } else { "," };
            group(2, name, PARENTHESES, &[literal], tail)
        })
        .collect()
}

fn literals(exported: &Exported<'_>) -> Vec<String> {
    let labels = exported.variants.iter();
    labels.map(|(_, label)| literal(label.as_str())).collect()
}

/// A text that is no label.
fn unknown_label(exported: &Exported<'_>) -> String {
    let mut text = String::from("no label");
    while exported
        .variants
        .iter()
        .any(|(_, label)| label.as_str() == text)
    {
        text.push('!');
    }
    text
}

/// A string literal: in double quotes if that saves an escape.
fn literal(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut literal = String::from(quote);
    for character in text.chars() {
        match character {
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '\\' | '$' => literal.extend(['\\', character]),
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
