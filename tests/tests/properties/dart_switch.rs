//! A switch of a Dart getter, and what running it would give each value.

use pg_integration_enum_core::read::{ReadError, dart};
use proptest::prelude::*;

const VALUES: [&str; 4] = ["a", "b", "c", "d"];

#[derive(Debug, Clone)]
struct Arm {
    /// Indexes of values, or past them what matches any.
    patterns: Vec<usize>,
    is_guarded: bool,
    /// A text, unless it throws.
    text: Option<u8>,
}

fn arm() -> impl Strategy<Value = Arm> {
    let pattern = || prop_oneof![20 => 0..4_usize, 1 => Just(4)];
    let patterns = prop_oneof![
        4 => prop::collection::vec(pattern(), 1),
        1 => prop::collection::vec(pattern(), 2),
    ];
    let text = prop::option::weighted(0.95, 0..40_u8);
    (patterns, prop::bool::weighted(0.05), text).prop_map(|(patterns, is_guarded, text)| Arm {
        patterns,
        is_guarded,
        text,
    })
}

/// Where the getter stands, and how the switch is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    is_statement: bool,
    is_extension: bool,
}

impl Form {
    fn pattern(self, index: usize, place: usize) -> String {
        match (VALUES.get(index), place % 3) {
            (None, _) => "_".into(),
            (Some(value), 0) => format!("E.{value}"),
            (Some(value), 1) if !self.is_extension => format!("({value})"),
            (Some(value), _) => format!(".{value}"),
        }
    }

    fn arm(self, arm: &Arm) -> String {
        let patterns = arm.patterns.iter().enumerate();
        let patterns: Vec<_> = patterns
            .map(|(place, index)| self.pattern(*index, place))
            .collect();
        let guard = if arm.is_guarded { " when f()" } else { "" };
        match (self.is_statement, arm.text) {
            (false, Some(text)) => format!("{}{guard} => 't{text}', ", patterns.join(" || ")),
            (false, None) => format!("{}{guard} => throw E(), ", patterns.join(" || ")),
            (true, text) => {
                let body = match text {
                    Some(text) => format!("return 't{text}';"),
                    None => "throw E();".into(),
                };
                let cases = patterns.join(&format!("{guard}: case "));
                format!("case {cases}{guard}: {body} ")
            }
        }
    }

    fn library(self, arms: &[Arm], behind: Option<u8>) -> String {
        let arms: String = arms.iter().map(|arm| self.arm(arm)).collect();
        let getter = match (self.is_statement, behind) {
            (false, _) => format!("String get w => switch (this) {{ {arms}}};"),
            (true, None) => format!("String get w {{ switch (this) {{ {arms}}} }}"),
            (true, Some(text)) => {
                format!("String get w {{ switch (this) {{ {arms}}} return 't{text}'; }}")
            }
        };
        let values = VALUES.join(", ");
        if self.is_extension {
            format!("enum E {{ {values} }} extension on E {{ {getter} }}")
        } else {
            format!("enum E {{ {values}; {getter} }}")
        }
    }
}

/// What a value comes to, where no guard is in the way.
fn run(arms: &[Arm], behind: Option<u8>, value: usize) -> Option<String> {
    let matches = |arm: &&Arm| arm.patterns.iter().any(|index| [value, 4].contains(index));
    let text = match arms.iter().find(matches) {
        Some(arm) if arm.is_guarded => None,
        Some(arm) => arm.text,
        None => behind,
    };
    text.map(|text| format!("t{text}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn gives_what_running_it_gives(
        arms in prop::collection::vec(arm(), 0..12),
        behind in prop::option::of(0..40_u8),
        is_statement: bool,
        is_extension: bool,
    ) {
        let form = Form { is_statement, is_extension };
        let behind = behind.filter(|_| is_statement);
        let text = form.library(&arms, behind);
        let read = dart::read("e.dart", &text, "E.w");
        let mut labels = Vec::new();
        for value in 0..VALUES.len() {
            let Some(label) = run(&arms, behind, value) else {
                let is_undetermined = matches!(read, Err(ReadError::CannotDetermine { .. }));
                prop_assert!(is_undetermined, "{text}\n{read:?}");
                return Ok(());
            };
            if labels.contains(&label) {
                prop_assert!(matches!(read, Err(ReadError::Invalid { .. })), "{text}\n{read:?}");
                return Ok(());
            }
            labels.push(label);
        }
        let read = read.unwrap();
        prop_assert_eq!(read.label_texts(), labels, "{}", text);
    }
}
