//! What is exported, to the byte; that it compiles and runs, `tests/export` shows.
#![cfg(feature = "export")]

use pg_integration_enum_core::export::{Exported, dart, typescript};
use pg_integration_enum_core::model::{Label, TypeName};

/// Exports variants with their labels.
fn with<R>(name: &str, variants: &[(&str, &str)], export: impl Fn(&Exported<'_>) -> R) -> R {
    let type_name = TypeName::new(Some("public"), "integration_type").unwrap();
    let labels: Vec<Label> = variants
        .iter()
        .map(|(_, label)| Label::new(*label).unwrap())
        .collect();
    let names = variants.iter().map(|(name, _)| *name);
    let variants: Vec<(&str, &Label)> = names.zip(&labels).collect();
    export(&Exported {
        name,
        type_name: &type_name,
        variants: &variants,
    })
}

const VARIANTS: [(&str, &str); 3] = [
    ("Xledger", "xledger"),
    ("Dynamics365", "dynamics_365"),
    ("Cornerstone", "cornerstone"),
];

#[test]
fn a_dart_library() {
    assert_eq!(
        with("IntegrationType", &VARIANTS, dart::library),
        "// Written by `cargo pg-enum export dart` from the Rust enum `IntegrationType`.
// Change that enum and write this file anew.

/// The labels of the PostgreSQL type `public.integration_type`.
enum IntegrationType {
  xledger('xledger'),
  dynamics365('dynamics_365'),
  cornerstone('cornerstone');

  const IntegrationType(this.dbValue);

  /// The label as the database has it.
  final String dbValue;

  /// Every label, in the order of the database.
  static const List<String> supportedTypes = <String>[
    'xledger',
    'dynamics_365',
    'cornerstone',
  ];

  /// The value of a label. Any other text is an [ArgumentError].
  static IntegrationType fromDb(String dbValue) {
    final value = tryFromDb(dbValue);
    if (value == null) {
      throw ArgumentError.value(
        dbValue,
        'dbValue',
        'no label of IntegrationType, which has ${supportedTypes.join(', ')}',
      );
    }
    return value;
  }

  /// The value of a label, or null for any other text.
  static IntegrationType? tryFromDb(String? dbValue) {
    for (final value in values) {
      if (value.dbValue == dbValue) {
        return value;
      }
    }
    return null;
  }
}
"
    );
}

#[test]
fn a_dart_test() {
    assert_eq!(
        with("IntegrationType", &VARIANTS, |exported| dart::test(
            exported,
            "package:app/integration_type.dart"
        )),
        "// Written by `cargo pg-enum export dart` from the Rust enum `IntegrationType`.
// Change that enum and write this file anew.

import 'package:app/integration_type.dart';
import 'package:test/test.dart';

void main() {
  const labels = <String>['xledger', 'dynamics_365', 'cornerstone'];

  test('supportedTypes are the labels of the database', () {
    expect(IntegrationType.supportedTypes, labels);
  });

  test('every label gives its value', () {
    for (final label in labels) {
      expect(IntegrationType.fromDb(label).dbValue, label);
    }
  });

  test('any other text is refused', () {
    const unknown = 'no label';
    expect(() => IntegrationType.fromDb(unknown), throwsArgumentError);
    expect(IntegrationType.tryFromDb(unknown), isNull);
  });
}
"
    );
    let relative = with("A", &[("A", "no label")], |exported| {
        dart::test(exported, "../lib/a.dart")
    });
    let imports = "import 'package:test/test.dart';\n\nimport '../lib/a.dart';\n";
    assert!(relative.contains(imports), "{relative}");
    assert!(
        relative.contains("const unknown = 'no label!';"),
        "{relative}"
    );
}

#[test]
fn a_typescript_module() {
    let module = |exported: &Exported<'_>| typescript::module(exported, Some("./database.types"));
    assert_eq!(
        with("IntegrationType", &VARIANTS, module),
        "// Written by `cargo pg-enum export typescript` from the Rust enum `IntegrationType`.
// Change that enum and write this file anew.

import type { Database } from \"./database.types\";

/** The labels of the PostgreSQL type `public.integration_type`, in its order. */
export const integrationTypeLabels = [
  \"xledger\",
  \"dynamics_365\",
  \"cornerstone\",
] as const;

/** A label of the PostgreSQL type `public.integration_type`. */
export type IntegrationType = (typeof integrationTypeLabels)[number];

/** Whether a value is such a label. */
export function isIntegrationType(value: unknown): value is IntegrationType {
  return (integrationTypeLabels as readonly unknown[]).includes(value);
}

type IntegrationTypeInDatabase = Database[\"public\"][\"Enums\"][\"integration_type\"];
type IntegrationTypePart<Part extends Whole, Whole> = Part;

/** Compiles as long as the generated types have the same labels. */
export type IntegrationTypeIsInStep = [
  IntegrationTypePart<IntegrationType, IntegrationTypeInDatabase>,
  IntegrationTypePart<IntegrationTypeInDatabase, IntegrationType>,
];
"
    );
}

#[track_caller]
fn dart_values(variants: &[(&str, &str)]) -> Vec<String> {
    let text = with("A", variants, dart::library);
    let (_, values) = text.split_once("enum A {\n").unwrap();
    let (values, _) = values.split_once("\n\n").unwrap();
    values.lines().map(|line| line.trim().into()).collect()
}

#[test]
fn dart_names_that_are_taken_give_way() {
    let values = dart_values(&[
        ("Default", "1"),
        ("Values", "2"),
        ("r#Type", "3"),
        ("HashCode", "4"),
        ("FromDb", "5"),
        ("Values", "6"),
        ("ValuesValue", "7"),
    ]);
    assert_eq!(
        values,
        [
            "defaultValue('1'),",
            "valuesValue('2'),",
            "typeValue('3'),",
            "hashCodeValue('4'),",
            "fromDbValue('5'),",
            "valuesValue2('6'),",
            "valuesValue3('7');",
        ]
    );
}

#[test]
fn dart_names_are_made_of_what_dart_takes() {
    let values = dart_values(&[
        ("_1", "1"),
        ("HTTPServer", "2"),
        ("Ærlig", "3"),
        ("HttpServer", "4"),
        ("ALL_CAPS", "5"),
    ]);
    assert_eq!(
        values,
        [
            "value1('1'),",
            "httpServer('2'),",
            "uc6rlig('3'),",
            "httpServer2('4'),",
            "allCaps('5');",
        ]
    );
    let text = with("String", &[("A", "a")], dart::library);
    assert!(text.contains("enum StringEnum {"), "{text}");
}

#[test]
fn dart_strings_are_escaped() {
    let values = dart_values(&[
        ("A", "it's"),
        ("B", "it's \"so\""),
        ("C", r"$x\y${z}"),
        ("D", "a\nb\r\t\u{7}\u{2028}\u{202e}"),
    ]);
    assert_eq!(
        values,
        [
            r#"a("it's"),"#,
            r#"b('it\'s "so"'),"#,
            r"c('\$x\\y\${z}'),",
            r"d('a\nb\r\t\u{7}\u{2028}\u{202e}');",
        ]
    );
}

#[test]
fn comments_stay_comments() {
    let type_name = TypeName::new(None, "a\n*/ evil /*").unwrap();
    let label = Label::new("a").unwrap();
    let exported = Exported {
        name: "A",
        type_name: &type_name,
        variants: &[("A", &label)],
    };
    assert!(
        dart::library(&exported)
            .contains("/// The labels of the PostgreSQL type `a * / evil /*`.\n")
    );
    let text = typescript::module(&exported, Some("./it's"));
    assert!(text.contains("/** A label of the PostgreSQL type `a * / evil /*`. */\n"));
    assert!(text.contains(r#"Database["public"]["Enums"]["a\n*/ evil /*"]"#));
    assert!(text.contains(r#"from "./it's";"#));
}
