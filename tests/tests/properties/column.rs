//! A column's name survives being written and read.

use pg_integration_enum_core::model::{ColumnRef, Name, TypeName};
use proptest::prelude::*;

/// Names with all that has a meaning in a column's notation.
fn name() -> impl Strategy<Value = Name> {
    prop_oneof!["[a-z_.\" ]{1,12}", "\\PC{1,15}"]
        .prop_filter_map("no name", |text| Name::new(text).ok())
}

proptest! {
    #[test]
    fn display_is_parsed_back(schema in proptest::option::of(name()), table in name(), column in name()) {
        let column = ColumnRef { table: TypeName { schema, name: table }, column };
        prop_assert_eq!(column.to_string().parse(), Ok(column));
    }

    #[test]
    fn plain_parts_are_taken_as_they_are(parts in proptest::collection::vec("[A-Za-z_ $-]{1,10}", 2..=3)) {
        let column: ColumnRef = parts.join(".").parse().unwrap();
        let schema = column.table.schema.as_ref();
        let found: Vec<&str> =
            schema.into_iter().chain([&column.table.name, &column.column]).map(Name::as_str).collect();
        prop_assert_eq!(found, parts);
    }

    /// Whatever the text, it is a column that shows as itself, or an error.
    #[test]
    fn any_text_is_a_column_or_an_error(text in prop_oneof!["[a.\"]{0,12}", "\\PC{0,20}"]) {
        if let Ok(column) = text.parse::<ColumnRef>() {
            prop_assert_eq!(column.to_string().parse(), Ok(column));
        }
    }
}
