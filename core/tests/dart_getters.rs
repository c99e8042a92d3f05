//! The getters of Dart enums, a form a test.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::read::dart;
use support::dart::{cannot_determine, error, invalid, labels};

/// The getter `wire` of `A`, which has the values `x`, `y` and `z`.
fn in_enum(getter: &str) -> String {
    format!(
        "enum A {{ x, y, z;\n{getter}\n static const k = 'K'; static const names = {{x: 'X', A.y: k}}; }}"
    )
}

/// The same in an extension.
fn in_extension(getter: &str) -> String {
    format!("enum A {{ x, y, z }} extension AWire on A {{\n{getter}\n}} const k = 'K';")
}

#[test]
fn a_switch_gives_texts() {
    for getter in [
        "String get wire => switch (this) { A.x => 'X', A.y => 'Y', A.z => 'Z' };",
        "String get wire => switch (this) { A.x => 'X', .y => 'Y', _ => 'Z', };",
        "String get wire => (switch (this) { (A.x) => ('X'), (null || A.y) => 'Y', A.z => 'Z' });",
        "String get wire { return switch (this) { A.y => 'Y', A.x => 'X', A.z => 'Z' }; }",
        "@override String get wire { switch (this) { case A.x: return 'X'; case A.y: return 'Y';
            case A.z: return 'Z'; } }",
        "String get wire { switch (this) { case A.x: { return 'X'; } case .y: return 'Y'; break;
            default: return 'Z'; } }",
        "String get wire { switch (this) { case A.x: return 'X'; case A.y: return 'Y'; case A.z: }
            return 'Z'; }",
        "String get wire { switch (this) { case A.x: return 'X'; case A.z: break;
            default: return 'Y'; } return 'Z'; }",
        "String get wire { switch (this) { case A.x: return 'X'; case A.y: return 'Y'; }
            return 'Z'; }",
        "String wire() => switch (this) { A.x => 'X', A.y => 'Y', A.z => 'Z' };",
    ] {
        for text in [in_enum(getter), in_extension(getter)] {
            assert_eq!(labels(&text, "A.wire"), ["X", "Y", "Z"], "{text}");
        }
    }
    let inside = "String get wire => switch (this) { x => 'X', y => k, _ => 'Z' };";
    assert_eq!(labels(&in_enum(inside), "A.wire"), ["X", "K", "Z"]);
    let called_when = "enum A { when, on; String get w => switch (this) {
        when => 'x', on when 1 > 0 => '', _ => '' }; } const l = [A.when.w];";
    assert_eq!(labels(called_when, "l"), ["x"]);
    cannot_determine(called_when, "A.w", "2:25", "depends on `when 1 > 0`");
}

#[test]
fn arms_may_name_what_the_value_has() {
    let text = "enum A { x('1'), y('2'), z('3'); const A(this.field); final String field;
        String get wire => switch (this) { x => field, y => this.name, _ => other };
        String get other => switch (this) { x => '', y => '', z => AWire.k };
        String get same => this.field;
        String get called { return name; } }
        extension AWire on A { static const k = 'K'; String get field => 'no';
          String get far => switch (this) { A.x => wire, _ => this.called }; }";
    assert_eq!(labels(text, "A.wire"), ["1", "y", "K"]);
    assert_eq!(labels(text, "A.same"), ["1", "2", "3"]);
    assert_eq!(labels(text, "A.called"), ["x", "y", "z"]);
    assert_eq!(labels(text, "A.far"), ["1", "y", "z"]);
    assert_eq!(labels(text, "A.field"), ["1", "2", "3"]);
    assert_eq!(
        labels(
            "const l = [A.y.w]; enum A { x, y; String get w => switch (this) { y => 'Y', _ => '' }; }",
            "l"
        ),
        ["Y"]
    );
    // What the library declares comes before what the value has.
    let hidden = "const name = 'top'; enum A { x; String get wire => name; }";
    assert_eq!(labels(hidden, "A.wire"), ["top"]);
    let circle = "enum A { x; String get a => b; String get b => this.a; }";
    cannot_determine(circle, "A.a", "1:29", "in a circle");
    cannot_determine(
        "enum A { x; String get a => this.gone; }",
        "A.a",
        "1:29",
        "`this.gone` is no string constant of this file",
    );
}

#[test]
fn a_map_gives_texts() {
    for (getter, z) in [
        ("String get wire => names[this] ?? 'Z';", "Z"),
        ("String get wire { return A.names[this] ?? k; }", "K"),
        ("String get wire => names[this] ?? name;", "z"),
    ] {
        let getter = getter.replace("names", "more");
        let text = in_enum(&format!(
            "{getter} static const more = {{A.x: 'X', .y: 'Y'}};"
        ));
        assert_eq!(labels(&text, "A.wire"), ["X", "Y", z], "{text}");
    }
    for map in [
        "const _names = {A.x: 'X', A.y: k, A.z: 'Z'};",
        "final Map<A, String> _names = const <A, String>{A.x: 'X', A.y: k, A.z: 'Z',};",
    ] {
        let text = in_extension("String get wire => _names[this]!;") + map;
        assert_eq!(labels(&text, "A.wire"), ["X", "K", "Z"], "{text}");
        let inside = format!("String? get wire => _names[this]; static {map}");
        assert_eq!(labels(&in_extension(&inside), "A.wire"), ["X", "K", "Z"]);
    }
    let unnamed = "enum A { x, y } extension on A { static const _n = {A.x: 'X', A.y: 'Y'};
        String get wire => _n[this]!; }";
    assert_eq!(labels(unnamed, "A.wire"), ["X", "Y"]);
    // What the enum declares comes before what the library does.
    let instance = "enum A { x, y; final m = const {A.x: 'X', y: 'Y'}; const A();
        String get wire => m[this]!; } const m = {A.x: 'no'};";
    assert_eq!(labels(instance, "A.wire"), ["X", "Y"]);
}

#[test]
fn a_value_without_a_text_cannot_be_determined() {
    for (getter, place, name) in [
        (
            "String get wire => switch (this) { A.x => 'X', A.y => 'Y' };",
            "2:12",
            "z",
        ),
        (
            "String get wire => switch (this) { A.x => 'X', _ => throw E() };",
            "2:48",
            "y",
        ),
        (
            "String? get wire => switch (this) { A.x || A.y => null, _ => 'Z' };",
            "2:37",
            "x",
        ),
        (
            "String get wire { switch (this) { case A.x: return 'X'; default: } }",
            "2:12",
            "y",
        ),
        (
            "String get wire { switch (this) { case A.x: throw E(); } return ''; }",
            "2:40",
            "x",
        ),
        (
            "String get wire { switch (this) { case A.x: return 'X'; } throw E(); }",
            "2:59",
            "y",
        ),
    ] {
        let reason = format!("`A.wire` gives `{name}` no text");
        cannot_determine(&in_enum(getter), "A.wire", place, &reason);
        cannot_determine(&in_extension(getter), "A.wire", place, &reason);
    }
    let map = in_enum("String get wire => names[this]!;");
    cannot_determine(&map, "A.wire", "2:12", "`A.wire` gives `z` no text");
    assert!(
        error(&map, "A.wire")
            .to_string()
            .ends_with("the way out: give every value one")
    );
}

#[test]
fn what_only_running_tells_cannot_be_determined() {
    for (getter, place, reason) in [
        (
            "String get wire => name.toUpperCase();",
            "2:12",
            "`A.wire` is computed",
        ),
        (
            "String get wire => 'a' + 'b';",
            "2:12",
            "`A.wire` is computed",
        ),
        (
            "String get wire => switch (this) { _ => 'X' }.trim();",
            "2:12",
            "`A.wire` is computed",
        ),
        (
            "String get wire => switch (name) { _ => 'X' };",
            "2:12",
            "`A.wire` is computed",
        ),
        (
            "String get wire { print(1); return 'X'; }",
            "2:12",
            "`A.wire` is computed",
        ),
        (
            "String get wire sync* { return 'X'; }",
            "2:12",
            "`A.wire` is computed",
        ),
        (
            "static String get wire => 'X';",
            "2:19",
            "`A.wire` is computed",
        ),
        (
            "String wire(int x) => switch (this) { _ => 'X' };",
            "2:8",
            "`A.wire` is computed",
        ),
        (
            "String get wire => names[name]!;",
            "2:12",
            "`A.wire` is computed",
        ),
        (
            "String get wire => names[this]!.trim();",
            "2:12",
            "`A.wire` is computed",
        ),
        ("String get wire => [this];", "2:12", "`A.wire` is computed"),
        ("external String get wire;", "2:21", "`A.wire` is computed"),
        ("String get wire => '$name';", "2:20", "takes in a value"),
        (
            "String get wire => switch (this) { _ => f() };",
            "2:41",
            "`f()` is computed",
        ),
        (
            "int get wire => switch (this) { _ => 1 };",
            "2:38",
            "`1` is a number",
        ),
        (
            "String get wire => switch (this) { A.x when f() => 'X', _ => '' };",
            "2:40",
            "what `A.wire` gives `x` depends on `when f()`",
        ),
        (
            "String get wire => switch (this) { A.y => 'Y', A() => 'X', _ => '' };",
            "2:48",
            "what `A.wire` gives `x` depends on `A()`",
        ),
        (
            "String get wire { switch (this) { case A.x: f(); default: } return ''; }",
            "2:45",
            "what `A.wire` gives `x` depends on `f();`",
        ),
        (
            "String get wire => gone[this]!;",
            "2:20",
            "`gone` is no map of this file",
        ),
        (
            "String get wire => m[this]!; static const m = {'x': 'X'};",
            "2:48",
            "the key `'x'` is no value of `A`",
        ),
        (
            "String get wire => m[this]!; static const m = {...names};",
            "2:48",
            "adds the elements",
        ),
        (
            "String get wire => m[this]!; static final m = f();",
            "2:47",
            "`f()` is computed",
        ),
        (
            "String get wire => m[this]!; static var m = {};",
            "2:41",
            "assigned anew",
        ),
    ] {
        cannot_determine(&in_enum(getter), "A.wire", place, reason);
    }
    // A guard or a pattern that is unclear says nothing of the values before it.
    let one = "String get wire => switch (this) { A.x => 'X', A.y when f() => '', _ => 'Z' };";
    let listed = in_enum(one) + " const l = [A.x.wire, A.z.wire];";
    assert_eq!(labels(&listed, "l"), ["X", "Z"]);
}

#[test]
fn broken_getters_are_invalid() {
    for (getter, message) in [
        (
            "String get wire => switch (this) { A.x => 'X' A.y => 'Y' };",
            "a `,` or a `;` is missing before this\nat a.dart:2:47",
        ),
        (
            "String get wire => switch (this) { A.x => 'X',, A.y => 'Y' };",
            "an element is missing before this\nat a.dart:2:47",
        ),
        (
            "String get wire => switch (this) { A.x => };",
            "a value is missing before this\nat a.dart:2:43",
        ),
        (
            "String get wire => switch (this) { A.x, A.y => 'Y' };",
            "a `=>` with a value is missing before this\nat a.dart:2:39",
        ),
        (
            "String get wire { switch (this) { case A.x return 'X'; } }",
            "a `:` is missing before this\nat a.dart:2:56",
        ),
        (
            "String get wire => m[this]!; static const m = {A.x: 'X', x: 'Y'};",
            "the key `x` stands here again\nat a.dart:2:58",
        ),
        (
            "String get wire => switch (this) { _ => 'X' }",
            "a `;` is missing\nat a.dart:4:1",
        ),
    ] {
        let text = format!("enum A {{ x, y;\n{getter}\n\n}}");
        invalid(&text, "A.wire", message);
    }
}

#[test]
fn two_values_with_one_text_are_named() {
    for (getter, place) in [
        (
            "String get wire => switch (this) { A.x => 'X', A.y => 'q', A.z => 'q' };",
            "2:60",
        ),
        (
            "String get wire => switch (this) { A.x => 'X', A.y || A.z => 'q' };",
            "2:55",
        ),
        (
            "String get wire => switch (this) { A.x => 'X', _ => 'q' };",
            "2:48",
        ),
        (
            "String get wire { switch (this) { case A.x: return 'X'; default: return 'q'; } }",
            "2:57",
        ),
        (
            "String get wire { switch (this) { case A.x: return 'X'; case A.y: case A.z: return 'q'; } }",
            "2:72",
        ),
        (
            "String get wire => m[this]!; static const m = {A.x: 'X', A.y: 'q', A.z: 'q'};",
            "2:68",
        ),
        (
            "String get wire => m[this] ?? 'q'; static const m = {A.x: 'X'};",
            "2:31",
        ),
    ] {
        let message = format!("label `q` stands for both `A.y` and `A.z`\nat a.dart:{place}");
        invalid(&in_enum(getter), "A.wire", &message);
    }
    invalid(
        "enum A { @JsonValue('q') x, @JsonValue('q') y }",
        "A",
        "label `q` stands for both `A.x` and `A.y`\nat a.dart:1:29",
    );
    invalid(
        "enum A { x('q'), y('q'); const A(this.w); final String w; } const l = [A.x, A.y];",
        "l",
        "label `q` stands here again as `A.y`, first at a.dart:1:72\nat a.dart:1:77",
    );
}

#[test]
fn extensions_belong_to_their_enum() {
    let text = "enum A { x, y } enum B { x, y }
        extension BWire on B? { String get wire => switch (this) { null => '', B.x => 'BX', _ => 'BY' }; }
        extension AWire on A { String get wire => switch (this) { A.x => 'AX', _ => 'AY' };
          static String get code => 'no'; }
        extension Lists on List<A> { String get many => 'no'; }";
    assert_eq!(labels(text, "A.wire"), ["AX", "AY"]);
    assert_eq!(labels(text, "B.wire"), ["BX", "BY"]);
    assert_eq!(dart::items(text), ["A", "B", "B.wire", "A.wire"]);
    assert_eq!(
        error(text, "A.many").to_string(),
        "`a.dart` has no `A.many`, only `A`, `B`, `B.wire`, `A.wire`"
    );
    cannot_determine(text, "AWire.wire", "3:43", "computed when it is called");
    let two = "enum A { x } extension on A { String get w => 'a'; }
        extension on A { String get w => 'b'; }";
    cannot_determine(two, "A.w", "2:37", "two extensions give `A.w`");
    // json_serializable reads fields only.
    let json = "@JsonEnum(valueField: 'w') enum A { x; String get w => 'X'; }";
    cannot_determine(json, "A", "1:51", "`A.w` is computed");
}

#[test]
fn a_text_stands_where_it_is_given() {
    let text = "enum A { x, y;\n  String get w => switch (this) {\n    A.x => 'X',\n    _ => name,\n  };\n}";
    let listing = dart::read("a.dart", text, "A.w").unwrap();
    assert_eq!(listing.labels[0].place.to_string(), "a.dart:3:5");
    assert_eq!(listing.labels[0].decided_by, "A.x => 'X'");
    assert_eq!(listing.labels[1].place.to_string(), "a.dart:1:13");
    assert_eq!(listing.labels[1].decided_by, "y");
    assert_eq!(dart::items(text), ["A", "A.w"]);
}
