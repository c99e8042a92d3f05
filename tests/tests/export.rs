//! What is exported, whatever the labels are: parsers accept it, and our readers
//! find the same labels in it.

use pg_integration_enum_core::export::{Exported, dart, typescript};
use pg_integration_enum_core::model::{Label, TypeName};
use pg_integration_enum_core::read;
use proptest::prelude::*;
use tree_sitter::{Language, Parser};

/// Labels of up to 63 bytes, each once, with everything in them that a language
/// might trip over.
fn labels() -> impl Strategy<Value = Vec<Label>> {
    let hostile = prop_oneof![
        "[a-z_]{1,12}",
        r#"['"`$\\{}()<>;/*|#\n\r\t ]{0,12}"#,
        r"(\$\{x\}|//|/\*|\*/|'''|\\u\{|\\x4|</a>|\$x){1,3}",
        "[^\0]{0,12}",
    ];
    prop::collection::btree_set(hostile, 1..12).prop_map(|labels| {
        let labels = labels.into_iter().map(Label::new);
        labels.filter_map(Result::ok).collect()
    })
}

fn is_well_formed(language: Language, text: &str) -> bool {
    let mut parser = Parser::new();
    parser.set_language(&language).expect("a grammar that fits");
    let tree = parser.parse(text, None).expect("a tree");
    !tree.root_node().has_error()
}

fn texts(listing: Result<read::Listing, read::ReadError>) -> Vec<String> {
    match listing {
        Ok(listing) => listing
            .label_texts()
            .into_iter()
            .map(String::from)
            .collect(),
        Err(error) => panic!("{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_written_is_read_back(labels in labels(), names in prop::collection::vec("[A-Za-zæ_][A-Za-z0-9_]{0,5}", 12)) {
        let type_name = TypeName::new(Some("app"), "some_kind").expect("a name");
        let variants: Vec<(&str, &Label)> =
            names.iter().map(String::as_str).zip(&labels).collect();
        let exported = Exported { name: "SomeKind", type_name: &type_name, variants: &variants };
        let expected: Vec<&str> = variants.iter().map(|(_, label)| label.as_str()).collect();

        let library = dart::library(&exported);
        for item in ["SomeKind", "SomeKind.dbValue", "SomeKind.supportedTypes"] {
            prop_assert_eq!(&texts(read::dart::read("a.dart", &library, item)), &expected);
        }
        prop_assert!(is_well_formed(tree_sitter_dart::LANGUAGE.into(), &library), "{}", library);
        let test = dart::test(&exported, "package:app/some_kind.dart");
        prop_assert!(is_well_formed(tree_sitter_dart::LANGUAGE.into(), &test), "{}", test);

        let module = typescript::module(&exported, Some("./database.types"));
        for item in ["SomeKind", "someKindLabels"] {
            prop_assert_eq!(&texts(read::typescript::read("a.ts", &module, item)), &expected);
        }
        let language = tree_sitter_typescript::LANGUAGE_TYPESCRIPT;
        prop_assert!(is_well_formed(language.into(), &module), "{}", module);
    }
}
