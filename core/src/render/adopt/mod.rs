//! A text column becomes an enum column, and text again.
//!
//! Both directions are one `DO` block, since a single statement is all or nothing
//! under every runner, with a transaction around it or without. What differs from
//! enum to enum stands in the declarations, which are rendered here; the steps are
//! fixed SQL, each in a file of its own, so that no text of a user ends up in them.
//!
//! What a step executes begins with words that say that it is about no type, since
//! `expected(sql = …)` reads these blocks in folders of migrations.

use alloc::format;
use alloc::string::{String, ToString};

use super::create::{ensure_type, text_array};
use crate::model::{ColumnRef, EnumType};
use crate::quote;

const LOCK: &str = include_str!("lock.sql");
const TOWARDS_ENUM: &str = include_str!("towards_enum.sql");
const TOWARDS_TEXT: &str = include_str!("towards_text.sql");
const COLUMNS: &str = include_str!("columns.sql");
const DEPENDENTS: &str = include_str!("dependents.sql");
const DEFAULTS: &str = include_str!("defaults.sql");
const ROWS: &str = include_str!("rows.sql");
const CHANGE: &str = include_str!("change.sql");
const FOUND: &str = include_str!("found.sql");

/// The statement that makes text columns columns of the enum type.
///
/// It creates the type where it is missing. Unless all rows, defaults and
/// dependent objects fit, it raises an error that lists what does not, and
/// changes nothing.
///
/// ```
/// use pg_integration_enum_core::model::{ColumnRef, EnumType, TypeName};
/// use pg_integration_enum_core::render;
///
/// let mood = EnumType::new(TypeName::new(None, "mood")?, ["sad", "ok"])?;
/// let column: ColumnRef = "person.mood".parse().unwrap();
/// let sql = render::adopt_up(&mood, &[column]);
/// assert!(sql.contains(r#"ALTER TYPE "mood" ADD VALUE 'new_label' AFTER 'ok';"#));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn adopt_up(ty: &EnumType, columns: &[ColumnRef]) -> String {
    let declarations = format!(
        "    aim CONSTANT text := 'adopt';
    wanted CONSTANT text := 'text, varchar or char: ALTER TABLE %s ALTER COLUMN %I TYPE text%s;';
{given}    expected CONSTANT text[] := {expected};
    labels text[];
    violated text;
",
        given = given(ty, columns),
        expected = text_array(ty),
    );
    let ensure = ensure_type(ty);
    let steps = [
        LOCK,
        "\n",
        &ensure,
        TOWARDS_ENUM,
        COLUMNS,
        DEPENDENTS,
        DEFAULTS,
        ROWS,
        CHANGE,
    ];
    header_up(ty, columns) + &block(&declarations, &steps.concat())
}

/// The statement that makes columns of the enum type text columns, and drops the type.
///
/// It does not use `CASCADE`: where anything else uses the type, it raises an
/// error that lists it, and changes nothing.
///
/// ```
/// use pg_integration_enum_core::model::{ColumnRef, EnumType, TypeName};
/// use pg_integration_enum_core::render;
///
/// let mood = EnumType::new(TypeName::new(None, "mood")?, ["sad", "ok"])?;
/// let column: ColumnRef = "person.mood".parse().unwrap();
/// let sql = render::adopt_down(&mood, &[column]);
/// assert!(sql.contains(r#"DROP TYPE "mood";"#));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn adopt_down(ty: &EnumType, columns: &[ColumnRef]) -> String {
    let name = ty.name().quoted();
    let declarations = format!(
        "    aim CONSTANT text := 'go back from';
    wanted CONSTANT text := 'that type';
{given}    expected CONSTANT text[] := NULL; -- any text will do
",
        given = given(ty, columns),
    );
    let drop = format!("    IF enum IS NOT NULL THEN\n        DROP TYPE {name};\n    END IF;\n");
    let steps = [
        LOCK,
        TOWARDS_TEXT,
        COLUMNS,
        DEPENDENTS,
        DEFAULTS,
        CHANGE,
        &drop,
    ];
    header_down(ty, columns) + &block(&declarations, &steps.concat())
}

fn block(declarations: &str, steps: &str) -> String {
    let body = format!(
        "\nDECLARE\n{declarations}{FOUND}BEGIN\n{steps}    PERFORM set_config('lock_timeout', timeout, true);\nEND\n"
    );
    format!("DO {};\n", quote::dollar(&body))
}

/// What the user has named, as constants.
fn given(ty: &EnumType, columns: &[ColumnRef]) -> String {
    format!(
        "    enum_name CONSTANT text := {};
    tables CONSTANT text[] := ARRAY[{}]::text[];
    columns CONSTANT text[] := ARRAY[{}]::text[]; -- of the table at the same place
",
        quote::literal(&ty.name().quoted()),
        quote::literals(columns.iter().map(|column| column.table.quoted())),
        quote::literals(columns.iter().map(|column| &column.column)),
    )
}

fn header_up(ty: &EnumType, columns: &[ColumnRef]) -> String {
    let name = ty.name().quoted();
    let after = match ty.labels().last() {
        Some(last) => format!(" AFTER {}", quote::literal(last.as_str())),
        None => String::new(),
    };
    let add = format!("    ALTER TYPE {name} ADD VALUE 'new_label'{after};");
    [
        quote::comment(&format!(
            "Turns text columns into columns of the enum type {name}, created if it is missing:"
        )),
        list(columns),
        include_str!("header_up.sql").to_string(),
        quote::comment(&add),
    ]
    .concat()
}

fn header_down(ty: &EnumType, columns: &[ColumnRef]) -> String {
    let name = ty.name().quoted();
    [
        quote::comment(&format!(
            "Turns columns of the enum type {name} into text again, and drops the type:"
        )),
        list(columns),
        include_str!("header_down.sql").to_string(),
    ]
    .concat()
}

fn list(columns: &[ColumnRef]) -> String {
    columns
        .iter()
        .map(|column| quote::comment(&format!("    {column}")))
        .collect()
}
