//! The SQL of an enum, as the consts of the derive hold it.

use pg_integration_enum_core::render;

use crate::chosen::certain_type;
use crate::report::EnumReport;

/// One of the derive's consts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    Create,
    CreateIfMissing,
    Drop,
    Up,
    Down,
}

/// The text of a const.
pub fn sql(report: &EnumReport, statement: Statement) -> Result<String, String> {
    let ty = certain_type(report)?;
    let columns = &report.adopted;
    if columns.is_empty() && matches!(statement, Statement::Up | Statement::Down) {
        return Err(format!(
            "`{}` declares no column: add `column = \"table.column\"` to `#[pg_enum(…)]`",
            report.name
        ));
    }
    Ok(match statement {
        Statement::Create => render::create_type(ty),
        Statement::CreateIfMissing => render::create_type_if_missing(ty),
        Statement::Drop => render::drop_type(ty),
        Statement::Up => render::adopt_up(ty, columns),
        Statement::Down => render::adopt_down(ty, columns),
    })
}
