//! The Dart reader, a shape a test.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::read::{ReadError, dart};
use support::dart::{cannot_determine, error, invalid, labels};

#[test]
fn a_plain_enum_gives_its_names() {
    assert_eq!(
        labels("enum UserRole { admin, user }", "UserRole"),
        ["admin", "user"]
    );
    assert_eq!(labels("enum A { a, b, }", "A"), ["a", "b"]);
    assert_eq!(
        labels("enum A { a; bool get isA => this == a; }", "A"),
        ["a"]
    );
    assert_eq!(labels("enum A { a, b }", "A.name"), ["a", "b"]);
    assert_eq!(labels("enum A { a, b }", "A.values"), ["a", "b"]);
}

#[test]
fn an_enhanced_enum_gives_its_one_string() {
    let positional = "
        /// What is sold.
        enum PlanType with Logged implements Comparable<PlanType> {
          /// By the month.
          monthly('monthly', 1),
          plan('session_pack', 2),
          ;

          const PlanType(this.wire, this.rank);

          final String wire;
          final int rank;

          static const fallback = monthly;
          static PlanType fromDb(String value) =>
              values.firstWhere((plan) => plan.wire == value);
          bool get isMonthly { return this == monthly; }

          @override
          int compareTo(PlanType other) => rank - other.rank;
        }";
    assert_eq!(labels(positional, "PlanType"), ["monthly", "session_pack"]);
    assert_eq!(
        labels(positional, "PlanType.wire"),
        ["monthly", "session_pack"]
    );
    assert_eq!(labels(positional, "PlanType.name"), ["monthly", "plan"]);

    let named = "enum R { admin(dbValue: 'ADMIN'), user(dbValue: 'USER');
        const R({required this.dbValue}); final String dbValue; }";
    assert_eq!(labels(named, "R"), ["ADMIN", "USER"]);

    let generic = "enum S<T> { theme<String>('t', 'x'), size<int>('s', 1);
        const S(this.key, this.fallback); final String key; final T fallback; }";
    assert_eq!(labels(generic, "S.key"), ["t", "s"]);
}

#[test]
fn constructors_pass_values_in_every_way() {
    let initializer = "enum A { a('x'), b('y'); const A(String w) : wire = w, super();
        final String wire; }";
    assert_eq!(labels(initializer, "A"), ["x", "y"]);
    let constructors = "enum A { a.of('x'), b.new('y'), c('z'), d.fixed();
        const A(this.wire); const A.of(this.wire); const A.fixed() : this.wire = 'f';
        final String wire; }";
    assert_eq!(labels(constructors, "A"), ["x", "y", "z", "f"]);
    let private = "enum A { a(w: 'x'), b(w: 'y'); const A({required this._w}); final String _w; }";
    assert_eq!(labels(private, "A"), ["x", "y"]);
    let hiding = "const w = 'no'; enum A { a('x'); const A(String w) : wire = (w);
        final String wire; }";
    assert_eq!(labels(hiding, "A"), ["x"]);
    let defaults = "enum A { a, b('y'), c(); const A([this.wire = 'd']); final String wire; }";
    invalid(
        defaults,
        "A",
        "label `d` stands for both `A.a` and `A.c`\nat a.dart:1:21",
    );
    let named = "enum A { a(1, wire: 'x'), b(2); const A(this.n, {this.wire = k});
        static const k = 'k'; final int n; final String wire; }";
    assert_eq!(labels(named, "A"), ["x", "k"]);
    let typed = "enum A { a({'x': 1}, 'x'), b(<String, int>{'p': 1, 'q': 2}, 'y');
        const A(Map<String, int> weights, this.wire); final String wire; }";
    assert_eq!(labels(typed, "A"), ["x", "y"]);
    let multiplied = "enum A { a(1 < 2, 'x'), b(f<int, int>(1), 'y'); const A(this.b, this.wire);
        final bool b; final String wire; }";
    assert_eq!(labels(multiplied, "A"), ["x", "y"]);
}

#[test]
fn a_constructor_in_the_header_declares_fields() {
    for text in [
        "enum A(final String? wire) { a('x'), b('y') }",
        "enum A(final String wire, final int n, int m) { a('x', 1, 1), b('y', 2, 2); }",
        "enum const A({required final String wire}) { a(wire: 'x'), b(wire: 'y'); }",
        "enum A({final String _wire = 'y'}) { a(wire: 'x'), b(); }",
        "enum A<T>([final T? wire]) { a<String>('x'), b('y'); }",
        "enum A(final String Function(int)? f, this.wire) { a(null, 'x'), b(null, 'y');
            final String wire; }",
        "enum A.of(String w) implements I { a.of('x'), b.of('y'); this : wire = (w);
            final String wire; }",
        "const w = 'no'; enum A(String w) with M { a('x'), b('y'); final String wire = w; this; }",
        "enum A(String w) { a('x'), b('y'); this : assert(w != ''), this.wire = w;
            final String wire; static const all = values; int get w => 1; }",
    ] {
        assert_eq!(labels(text, "A"), ["x", "y"], "{text}");
    }
    let nothing = "enum A(final int n) { a(1), b(2); }";
    assert_eq!(labels(nothing, "A"), ["a", "b"]);
    let two = "enum A(final String wire, final String title) { a('x', 'X') }";
    cannot_determine(two, "A", "1:6", "several texts");
    assert_eq!(labels(two, "A.title"), ["X"]);
    assert_eq!(dart::items(two), ["A", "A.title", "A.wire"]);
    let null = "enum A(final String? wire) { a('x'), b(null) }";
    cannot_determine(null, "A", "1:40", "`null` is no string constant");
    let redirect = "enum A(String w) { a.b(); final String wire = w; const new b() : this('x'); }";
    cannot_determine(redirect, "A", "1:20", "does not say what `wire` holds");
    let undeclared = "enum A(String wire) { a('x') }";
    assert_eq!(labels(undeclared, "A"), ["a"]);
    assert!(matches!(
        error(undeclared, "A.wire"),
        ReadError::NotFound { .. }
    ));
    invalid(
        "enum A(final String w) { a('x'); final String w; }",
        "A",
        "`w` is declared twice\nat a.dart:1:47",
    );
    let new =
        "enum A { a('x'), b.of('y'); const new(this.w); const new of(this.w); final String w; }";
    assert_eq!(labels(new, "A"), ["x", "y"]);
}

#[test]
fn a_computed_field_cannot_be_determined() {
    let upper = "enum A { a('x'); const A(String w) : wire = w + '!'; final String wire; }";
    cannot_determine(upper, "A", "1:45", "`w + '!'` is computed");
    let redirect = "enum A { a('x'); const A(String w) : this._(w); const A._(this.wire);
        final String wire; }";
    cannot_determine(redirect, "A", "1:10", "does not say what `wire` holds");
    let getter = "enum A { a; String get wire => name.toUpperCase(); }";
    cannot_determine(getter, "A.wire", "1:24", "`A.wire` is computed");
    let left_out = "enum A { a, b('x'); const A([this.wire]); final String? wire; }";
    cannot_determine(left_out, "A", "1:10", "`a` gives `wire` no value");
    let index = "enum A { a, b }";
    cannot_determine(index, "A.index", "1:6", "is a number");
}

#[test]
fn several_strings_ask_for_a_field() {
    let text = "enum A { a('x', 'X'); const A(this.wire, this.title);
        final String wire; final String title; }";
    cannot_determine(text, "A", "1:6", "several texts");
    assert!(
        error(text, "A")
            .to_string()
            .ends_with("name one: `A.wire`, `A.title`, `A.name`")
    );
    assert_eq!(labels(text, "A.title"), ["X"]);
    assert_eq!(dart::items(text), ["A", "A.title", "A.wire"]);
    let dynamic = "enum A { a('x'), b('y'); const A(this.wire); final wire; }";
    assert_eq!(labels(dynamic, "A"), ["x", "y"]);
}

#[test]
fn json_annotations_decide() {
    let text = "
        @JsonEnum(alwaysCreate: true, valueField: 'wire', fieldRename: FieldRename.snake)
        enum A { @JsonValue('one') a('1'), @Deprecated('x') b('2'), @json.JsonValue(k) c('3');
          const A(this.wire);
          static const k = 'three';
          final String wire; }";
    assert_eq!(labels(text, "A"), ["one", "2", "three"]);
    assert_eq!(labels(text, "A.wire"), ["1", "2", "3"]);
    let some = "enum A { @JsonValue('x') a, bC }";
    assert_eq!(labels(some, "A"), ["x", "bC"]);
    cannot_determine("enum A { @JsonValue(1) a }", "A", "1:21", "`1` is a number");
    let bare = "@JsonEnum() enum A { a('x'); const A(this.wire); final String wire; }";
    cannot_determine(bare, "A", "1:18", "several texts");
    assert_eq!(labels("@JsonEnum() enum A { a }", "A"), ["a"]);
}

#[test]
fn field_rename_follows_json_serializable() {
    for (rule, expected) in [
        ("none", ["inReview", "userID", "Done"]),
        ("snake", ["in_review", "user_i_d", "done"]),
        ("kebab", ["in-review", "user-i-d", "done"]),
        ("pascal", ["InReview", "UserID", "Done"]),
        ("screamingSnake", ["IN_REVIEW", "USER_I_D", "DONE"]),
    ] {
        let text = format!(
            "@JsonEnum(fieldRename: FieldRename.{rule}) enum A {{ inReview, userID, Done }}"
        );
        assert_eq!(labels(&text, "A"), expected, "{rule}");
    }
    let unknown = "@JsonEnum(fieldRename: FieldRename.train) enum A { a }";
    cannot_determine(unknown, "A", "1:24", "no known rule");
}

#[test]
fn constant_lists_and_sets() {
    for list in [
        "const types = ['a', 'b'];",
        "const types = <String>['a', 'b',];",
        "final List<String> types = const ['a', 'b'];",
        "const Set<String> types = {'a', 'b'};",
        "final types = const <String>{'a', 'b'};",
        "late final List<String> types = ['a', 'b'];",
        "const Map<String, List<int>> other = {}, types = ['a', 'b'];",
        "const int one = 1 < 2 ? 1 : 2, two = 2; const types = ['a', 'b'];",
    ] {
        assert_eq!(labels(list, "types"), ["a", "b"], "{list}");
    }
    let class = "class Registry { Registry._();
        static const List<String> supportedTypes = <String>['a', 'b'];
        static bool has(String type) => supportedTypes.contains(type); }";
    assert_eq!(labels(class, "Registry.supportedTypes"), ["a", "b"]);
    assert_eq!(labels(class, " Registry . supportedTypes "), ["a", "b"]);
    assert!(labels("const none = <String>[];", "none").is_empty());
}

#[test]
fn constants_of_the_same_file_are_followed() {
    let text = "
        const kA = 'a';
        const kB = kA2;
        const kA2 = 'a2';
        class Names { static const c = 'c'; static const all = [c, Names.c2, kA]; static const c2 = 'c2'; }
        const list = [kA, kB, Names.c, ('d')];
        const other = list;
        class Registry { static const types = Names.all; }";
    assert_eq!(labels(text, "list"), ["a", "a2", "c", "d"]);
    assert_eq!(labels(text, "other"), ["a", "a2", "c", "d"]);
    assert_eq!(labels(text, "Registry.types"), ["c", "c2", "a"]);
    cannot_determine(
        "const a = [kMissing];",
        "a",
        "1:12",
        "no string constant of this file",
    );
    cannot_determine("const a = b; const b = a;", "a", "1:11", "in a circle");
    cannot_determine("const a = [b]; const b = b;", "a", "1:26", "in a circle");
    cannot_determine(
        "var b = 'x'; const a = [b];",
        "a",
        "1:5",
        "can be assigned anew",
    );
}

#[test]
fn lists_of_enum_values_give_what_goes_over_the_wire() {
    let text = "
        enum T { xledger('x'), dynamics('d'), other('o');
          const T(this.wire); final String wire;
          static const supported = [xledger, dynamics]; }
        class R {
          static const List<T> some = [T.xledger, T.other];
          static const all = T.values;
          static final texts = [T.xledger.wire, T.dynamics.name];
        }";
    assert_eq!(labels(text, "R.some"), ["x", "o"]);
    assert_eq!(labels(text, "R.some.name"), ["xledger", "other"]);
    assert_eq!(labels(text, "R.all"), ["x", "d", "o"]);
    assert_eq!(labels(text, "R.all.wire"), ["x", "d", "o"]);
    assert_eq!(labels(text, "R.texts"), ["x", "dynamics"]);
    assert_eq!(labels(text, "T.supported"), ["x", "d"]);
    cannot_determine("const a = [.x, .y];", "a", "1:12", "computed");
}

#[test]
fn maps_give_keys_or_values() {
    let text = "const names = <String, String>{'a': 'A', 'b': 'B',}; const keys = names.keys;";
    assert_eq!(labels(text, "names"), ["a", "b"]);
    assert_eq!(labels(text, "names.keys"), ["a", "b"]);
    assert_eq!(labels(text, "names.values"), ["A", "B"]);
    assert_eq!(labels(text, "keys"), ["a", "b"]);
    let generated = "enum R { admin, user } const _$REnumMap = {R.admin: 'ADMIN', R.user: 'USER'};";
    cannot_determine(generated, "_$REnumMap", "1:43", "no strings");
    assert_eq!(labels(generated, "_$REnumMap.values"), ["ADMIN", "USER"]);
    assert_eq!(labels(generated, "_$REnumMap.keys"), ["admin", "user"]);
    let nested = "const m = {'a': ['x', 'y'], 'b': {'c': 1}};";
    assert_eq!(labels(nested, "m"), ["a", "b"]);
}

#[test]
fn strings_say_what_dart_says() {
    for (literal, expected) in [
        (r#"'a' "b" r'c'"#, "abc"),
        (r"'\n\t\x41\u0042\u{1F600}\$\'\q'", "\n\tAB😀$'q"),
        (r"'\uD83D\uDE00'", "😀"),
        (r"r'\n$x'", r"\n$x"),
        ("'''a'b\"c'''", "a'b\"c"),
        ("'''  \nfirst\r\nsecond'''", "first\nsecond"),
        ("r\"\"\"\nx\\\"\"\"", "x\\"),
        ("'a // no comment /* '", "a // no comment /* "),
        ("''", ""),
    ] {
        let text = format!("const l = [{literal}];");
        assert_eq!(labels(&text, "l"), [expected], "{literal}");
    }
    invalid(
        r"const l = ['\uD83D'];",
        "l",
        "half of a surrogate pair is no character\nat a.dart:1:12",
    );
    invalid(
        r"const l = ['\xZZ'];",
        "l",
        "the escape lacks a hexadecimal digit\nat a.dart:1:12",
    );
    invalid(
        r"const l = ['\u{110000}'];",
        "l",
        "`\\u{110000}` is no character\nat a.dart:1:12",
    );
}

#[test]
fn comments_are_passed_over() {
    let text = "#!/usr/bin/env dart
        /* outer /* inner } */ still ' */
        /// doc ] '
        const l = [ // one '
          'a', /* 'no', */ 'b', // ]
        ];";
    assert_eq!(labels(text, "l"), ["a", "b"]);
}

#[test]
fn what_only_running_tells_cannot_be_determined() {
    for (element, reason) in [
        ("...more", "adds the elements"),
        ("...?more", "adds the elements"),
        ("if (flag) 'b'", "on a condition"),
        ("for (final x in more) x", "in a loop"),
        ("?maybe", "not null"),
        ("'a$flag'", "takes in a value"),
        ("'a' 'b${f('}')}'", "takes in a value"),
        ("'''${'${'x'}'}'''", "takes in a value"),
        ("f('b')", "computed"),
        ("'a' + 'b'", "computed"),
        ("flag ? 'a' : 'b'", "computed"),
        ("1", "a number"),
        ("null", "no string constant"),
        ("'a'.trim()", "computed"),
    ] {
        let text = format!("const l = ['x', {element}];");
        cannot_determine(&text, "l", "1:17", reason);
    }
    cannot_determine(
        "List<String> get l => ['a'];",
        "l",
        "1:18",
        "when it is called",
    );
    cannot_determine(
        "List<String> l() => ['a'];",
        "l",
        "1:14",
        "when it is called",
    );
    cannot_determine("List<String> l = ['a'];", "l", "1:14", "assigned anew");
    cannot_determine(
        "class A { static var l = ['a']; }",
        "A.l",
        "1:22",
        "assigned anew",
    );
    cannot_determine(
        "final l = T.values.map((t) => t.w).toList();",
        "l",
        "1:11",
        "computed",
    );
    cannot_determine(
        "final l = List.unmodifiable(['a']);",
        "l",
        "1:11",
        "computed",
    );
    cannot_determine("final l = ['a'].toSet();", "l", "1:11", "computed");
    cannot_determine("final l = ['a']..add('b');", "l", "1:11", "computed");
    cannot_determine("const l = elsewhere;", "l", "1:11", "no list of this file");
    cannot_determine(
        "class A { late final List<String> l; }",
        "A.l",
        "1:35",
        "no value where",
    );
}

#[test]
fn broken_files_are_invalid() {
    invalid("enum A { a, b", "A", "`{` is never closed\nat a.dart:1:8");
    invalid(
        "enum A { a b }",
        "A",
        "a `,` is missing between two enum values\nat a.dart:1:12",
    );
    invalid(
        "enum A { a,, b }",
        "A",
        "the name of an enum value is missing\nat a.dart:1:12",
    );
    invalid("= {", "A", "`{` is never closed\nat a.dart:1:3");
    invalid("= const a", "A", "a `;` is missing\nat a.dart:1:10");
    invalid("enum A {}", "A", "enum `A` has no values\nat a.dart:1:6");
    invalid(
        "const l = ['a",
        "l",
        "the string is never closed\nat a.dart:1:12",
    );
    invalid(
        "const l = ['a\n'];",
        "l",
        "the string is never closed\nat a.dart:1:12",
    );
    invalid("const l = ['a'", "l", "`[` is never closed\nat a.dart:1:11");
    invalid(
        "const l = ['a'];}",
        "l",
        "`}` closes nothing that is open\nat a.dart:1:17",
    );
    invalid(
        "const l = ['a')",
        "l",
        "`)` closes nothing that is open\nat a.dart:1:15",
    );
    invalid("const l = ['a']", "l", "a `;` is missing\nat a.dart:1:16");
    invalid(
        "const l = ['a',,'b'];",
        "l",
        "an element is missing before this\nat a.dart:1:16",
    );
    invalid(
        "const l = ['a' b];",
        "l",
        "a `,` or a `;` is missing before this\nat a.dart:1:16",
    );
    invalid(
        "/* /* */ const l = ['a'];",
        "l",
        "the comment is never closed\nat a.dart:1:1",
    );
    invalid(
        "const l = ['a']; const l = ['b'];",
        "l",
        "`l` is declared twice\nat a.dart:1:24",
    );
    invalid(
        "enum A { a } enum A { b }",
        "A",
        "`A` is declared twice\nat a.dart:1:19",
    );
    invalid(
        "enum A { a('x'); final String w; }",
        "A",
        "the enum has no such constructor as `a('x')` needs\nat a.dart:1:10",
    );
    invalid(
        "const l = ['a', 'b', 'a'];",
        "l",
        "label `a` stands here again, first at a.dart:1:12\nat a.dart:1:22",
    );
}

#[test]
fn a_missing_item_lists_the_ones_that_are_there() {
    let text = "enum Role { admin } class Registry { static const supportedTypes = ['a'];
        static const limit = 3; static List<String> get more => []; }";
    assert_eq!(dart::items(text), ["Role", "Registry.supportedTypes"]);
    assert_eq!(
        error(text, "supportedTypes").to_string(),
        "`a.dart` has no `supportedTypes`, only `Role`, `Registry.supportedTypes`; \
         did you mean `Registry.supportedTypes`?",
    );
    for item in [
        "",
        ".",
        "Registry",
        "Role.x",
        "Role.values.x.y",
        "Registry.supportedTypes.x",
    ] {
        assert!(
            matches!(error(text, item), ReadError::NotFound { .. }),
            "{item}"
        );
    }
    assert!(dart::items("enum A {").is_empty());
}

#[test]
fn places_and_excerpts_point_at_the_element() {
    let text = "class R {\n  static const é = 'x';\n  static const types = <String>[\n    'ä', 'b',\n  ];\n}";
    let listing = dart::read("r.dart", text, "R.types").unwrap();
    assert_eq!(listing.place.to_string(), "r.dart:3:3");
    assert_eq!(listing.decided_by, "static const types");
    assert_eq!(listing.labels[1].place.to_string(), "r.dart:4:10");
    assert_eq!(listing.labels[1].decided_by, "'b'");
    let text = "enum A {\n  @JsonValue('x')\n  a,\n}";
    let listing = dart::read("r.dart", text, "A").unwrap();
    assert_eq!(listing.decided_by, "enum A");
    assert_eq!(listing.labels[0].decided_by, "@JsonValue('x') a");
}

#[test]
fn other_declarations_are_passed_over() {
    let text = r#"
        library x;
        import 'dart:async' as a show Future;
        part 'x.g.dart';
        typedef Callback<T> = void Function(T value);
        external int native(int a);
        int operatorLike = 1, another;
        final f = (int x) { return x > 1 ? {'a': 1} : {}; };
        Map<String, List<int>> build() async* { yield {}; }
        extension on String { String get up => toUpperCase(); }
        extension type const Id(int value) implements int { static const ids = ['i']; }
        sealed class Shape {}
        abstract interface class B extends Shape with M implements C<D<E>> {
          B.named({required this.x, int y = 3}) : assert(y > 2), z = {'a': 1}, super() { x = 1; }
          int x; Map z;
          operator ==(Object other) => identical(this, other);
          set y(int value) => x = value;
          T make<T extends Object>(T a) => switch (a) { int() => a, _ => a };
          void Function(int)? callback;
          (int, String) pair = (1, 'a');
        }
        mixin class M {}
        const l = ['a'];
        void main() { const l = ['no']; print('${l.map((e) => '$e}')}'); }
    "#;
    assert_eq!(labels(text, "l"), ["a"]);
    assert_eq!(labels(text, "Id.ids"), ["i"]);
}

#[test]
fn extensions_without_a_name_are_not_one() {
    let text = "enum A { a } enum B { b }
        extension on A { static const more = ['x']; static const l = more; }
        extension on B { static const more = ['y']; }
        extension on on A { static const l = ['z']; }";
    assert_eq!(labels(text, "A"), ["a"]);
    assert_eq!(labels(text, "on.l"), ["z"]);
    assert_eq!(dart::items(text), ["A", "B", "on.l"]);
}

#[test]
fn depth_and_size_are_no_trap() {
    let deep = "[".repeat(200_000);
    invalid(&deep, "l", "`[` is never closed\nat a.dart:1:200000");
    let deep = format!(
        "const l = [{}'a'{}];",
        "(".repeat(100_000),
        ")".repeat(100_000)
    );
    assert_eq!(labels(&deep, "l"), ["a"]);
    let deep = format!(
        "const l = ['{}x{}'];",
        "${'".repeat(50_000),
        "'}".repeat(50_000)
    );
    assert!(matches!(
        error(&deep, "l"),
        ReadError::CannotDetermine { .. }
    ));
    let chain: String = (0..1000)
        .map(|i| format!("const a{i} = a{};", i + 1))
        .collect();
    assert!(matches!(
        error(&chain, "a0"),
        ReadError::CannotDetermine { .. }
    ));
    let wide: Vec<String> = (0..100_000).map(|i| format!("'l{i}'")).collect();
    assert_eq!(
        labels(&format!("const l = [{}];", wide.join(",")), "l").len(),
        100_000
    );
    let values: Vec<String> = (0..5000).map(|i| format!("v{i}('l{i}')")).collect();
    let elements: String = (0..5000).map(|i| format!("E.v{i},")).collect();
    let text = format!(
        "enum E {{ {}; const E(this.w); final String w; }} const l = [{elements}];",
        values.join(",")
    );
    assert_eq!(labels(&text, "l").len(), 5000);
    let angles = format!("const l = [{}'a'];", "a < ".repeat(100_000));
    assert!(matches!(
        error(&angles, "l"),
        ReadError::CannotDetermine { .. }
    ));
}

/// As editors count it.
#[test]
fn a_byte_order_mark_takes_no_column() {
    let listing = dart::read("a.dart", "\u{feff}enum A { a, b }\n", "A").unwrap();
    assert_eq!(listing.place.to_string(), "a.dart:1:1");
    assert_eq!(listing.labels[1].place.to_string(), "a.dart:1:13");
    let listing = dart::read("a.dart", "\u{feff}\nenum A { a, b }", "A").unwrap();
    assert_eq!(listing.labels[1].place.to_string(), "a.dart:2:13");
}
