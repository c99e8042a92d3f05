//! The TypeScript reader, a shape a test.
#![cfg(feature = "read")]

use pg_integration_enum_core::read::{ReadError, typescript};

#[track_caller]
fn labels(text: &str, item: &str) -> Vec<String> {
    labels_in("a.ts", text, item)
}

#[track_caller]
fn labels_in(file: &str, text: &str, item: &str) -> Vec<String> {
    match typescript::read(file, text, item) {
        Ok(listing) => listing.labels.into_iter().map(|read| read.label).collect(),
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn error(text: &str, item: &str) -> ReadError {
    match typescript::read("a.ts", text, item) {
        Ok(listing) => panic!("read as {:?}", listing.label_texts()),
        Err(error) => error,
    }
}

#[track_caller]
fn cannot_determine(text: &str, item: &str, place: &str, reason: &str) {
    match error(text, item) {
        ReadError::CannotDetermine {
            place: at,
            reason: said,
            ..
        } => {
            assert_eq!(at.to_string(), format!("a.ts:{place}"), "{said}");
            assert!(said.contains(reason), "{said}");
        }
        other => panic!("{other}"),
    }
}

#[track_caller]
fn invalid(text: &str, item: &str, message: &str) {
    match error(text, item) {
        error @ ReadError::Invalid { .. } => assert_eq!(error.to_string(), message),
        other => panic!("{other}"),
    }
}

const SUPABASE: &str = r#"
export type Json = string | number | { [key: string]: Json | undefined } | Json[]

export type Database = {
  // Allows to choose the client's options.
  __InternalSupabase: {
    PostgrestVersion: "13.0.5"
  }
  public: {
    Tables: {
      users: { Row: { status: Database["public"]["Enums"]["user_status"] | null }, Relationships: [] }
    }
    Enums: {
      mood: "sad" | "ok"
      user_status:
        | "ACTIVE"
        | "INACTIVE"
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DefaultSchema = Database[Extract<keyof Database, "public">]

export type Enums<Name extends keyof DefaultSchema["Enums"] = never> = DefaultSchema["Enums"][Name]

export const Constants = {
  public: {
    Enums: {
      mood: ["sad", "ok"],
      user_status: ["ACTIVE", "INACTIVE"],
    },
  },
} as const
"#;

#[test]
fn supabase_generated_types() {
    for item in [
        "public.user_status",
        "Constants.public.Enums.user_status",
        "Database.public.Enums.user_status",
    ] {
        assert_eq!(labels(SUPABASE, item), ["ACTIVE", "INACTIVE"], "{item}");
    }
    let (older, _) = SUPABASE.split_once("export const").unwrap();
    assert_eq!(labels(older, "public.user_status"), ["ACTIVE", "INACTIVE"]);
    let interface = older.replace("type Database =", "interface Database");
    assert_eq!(labels(&interface, "public.mood"), ["sad", "ok"]);
    assert_eq!(
        typescript::items(SUPABASE),
        ["public.mood", "public.user_status"]
    );
    assert_eq!(
        error(SUPABASE, "user_status").to_string(),
        "`a.ts` has no `user_status`, only `public.mood`, `public.user_status`; \
         did you mean `public.user_status`?",
    );
    let listing = typescript::read("a.ts", SUPABASE, "public.mood").unwrap();
    assert_eq!(listing.place.to_string(), "a.ts:32:7");
    assert_eq!(listing.decided_by, r#"mood: ["sad", "ok"]"#);
}

#[test]
fn supabase_types_and_constants_must_agree() {
    let differs = SUPABASE.replace(r#"["sad", "ok"]"#, r#"["sad", "ok", "fine"]"#);
    invalid(
        &differs,
        "public.mood",
        "`fine` is in only one of `Constants` and `Database`; generate the file anew\nat a.ts:32:13",
    );
    assert_eq!(labels(&differs, "public.user_status").len(), 2);
    let lacks = SUPABASE.replace(r#"mood: ["sad", "ok"],"#, "");
    assert!(matches!(
        error(&lacks, "public.mood"),
        ReadError::Invalid { .. }
    ));
    let merged = SUPABASE
        .replace(
            "export type Database = {",
            "export type Database = MergeDeep<X, {",
        )
        .replace("}\n\ntype DefaultSchema", "}>\n\ntype DefaultSchema");
    assert_eq!(labels(&merged, "public.mood"), ["sad", "ok"]);
    let declared = "export declare const Constants: {
        readonly public: { readonly Enums: { readonly mood: readonly [\"sad\", \"ok\"]; }; }; };";
    assert_eq!(labels(declared, "public.mood"), ["sad", "ok"]);
}

#[test]
fn union_types() {
    for text in [
        r#"type T = "a" | "b""#,
        r#"export type T = | 'a' | 'b';"#,
        "type T =\n  | 'a' // one\n  /* 'c' | */ | `b`\nconst x = 1",
        r#"type T = ("a" | ("b"))"#,
        r#"type A = "a"; type T = A | "b" | "a""#,
        r#"declare type T = "a" | "b" | never;"#,
        r#"type T = (typeof L)[number]; const L = ["a", "b"] as const"#,
        r#"type T = typeof L[number]; declare const L: readonly ["a", "b"];"#,
        r#"type T = Database["public"]["Enums"]["t"]; type Database = { public: { Enums: { t: "a" | "b" } } }"#,
        r#"enum E { A = "a", B = "b" } type T = E"#,
        r#"enum E { A = "a", B = "b" } type T = E.A | E.B"#,
        r#"const O = { A: "a", B: "b" } as const; type T = (typeof O)[keyof typeof O]"#,
        r#"const O = { a: 1, b: 2 } as const; type T = keyof typeof O;"#,
        r#"type O = { a: 1; b: 2 }; type T = keyof O;"#,
        r#"const O = { l: ["a", "b"] } as const; type T = (typeof O)["l"][number];"#,
        r#"const O = { l: ["a", "b"] } as const; type T = typeof O.l[number];"#,
    ] {
        assert_eq!(labels(text, "T"), ["a", "b"], "{text}");
    }
}

#[test]
fn keys_of_a_type() {
    for text in [
        "interface J { b: 1 } interface I extends J { a: 1 } type T = keyof I",
        "interface K { b: 2 } type J = { b: 1; a: 2 }; interface I extends J, K { a: 1 } type T = keyof I",
        "type I = { a(x: string): void; get b(): string; set b(x: string) }; type T = keyof I",
        "type I = { (x: string): void; new (x: string): I; <X>(x: X): X; a: 1, b?(): 2 }; type T = keyof I",
        "type I = {\n  readonly a: 1\n  readonly ['b']?: 2\n}; type T = keyof I",
        "const I = { a: 1, b: 2 } satisfies Record<string, number>; type T = keyof typeof I",
        "const I: J = { a: 1, b: 2 }; type J = { a: number; b: number }; type T = keyof (typeof I)",
    ] {
        assert_eq!(labels(text, "T"), ["a", "b"], "{text}");
    }
    let all = "interface I { get: 1; readonly?: 2; set(): 3; new: 4 } type T = keyof I";
    assert_eq!(labels(all, "T"), ["get", "readonly", "set", "new"]);
}

#[test]
fn keys_that_are_not_spelt_out() {
    for (text, place, reason) in [
        (
            "interface I { [k: string]: any; a: 1 } type T = keyof I",
            "1:15",
            "`[k: string]: any` may stand for any keys",
        ),
        (
            "type I = { readonly [k: number]: string }; type T = keyof I",
            "1:12",
            "may stand for any keys",
        ),
        (
            "type I = { [k: `x-${string}`]: string; a: 1 }; type T = keyof I",
            "1:12",
            "may stand for any keys",
        ),
        (
            "type I = { a: 1; [Symbol.iterator]: string }; type T = keyof I",
            "1:18",
            "may stand for any keys",
        ),
        (
            "type I = { -readonly [K in 'a' | 'b']-?: string }; type T = keyof I",
            "1:12",
            "may stand for any keys",
        ),
        (
            "type I = { [K in 'a' | 'b']: 'c' }; type T = I[keyof I]",
            "1:12",
            "may stand for any keys",
        ),
        (
            "interface I extends Omit<J, 'c'> { a: 1 } type T = keyof I",
            "1:21",
            "`Omit<J, 'c'>` is computed",
        ),
        (
            "interface I extends J { a: 1 } type T = keyof I",
            "1:21",
            "`J` is no string and no list of this file",
        ),
        (
            "interface I extends I { a: 1 } type T = keyof I",
            "1:25",
            "in a circle",
        ),
        (
            "type I = { 1: string; a: 1 }; type T = keyof I",
            "1:12",
            "`1: string` is a number",
        ),
        (
            "const I = { 1: 'x', a: 'y' }; type T = keyof typeof I",
            "1:13",
            "is a number",
        ),
        (
            "enum E { A = 'a' } type T = keyof E",
            "1:29",
            "`keyof E` is computed",
        ),
        (
            "const I: Record<string, number> = { a: 1 }; type T = keyof typeof I",
            "1:10",
            "`Record<string, number>` is computed",
        ),
        (
            "const I = { a: 1 } as Record<string, number>; type T = keyof typeof I",
            "1:23",
            "is computed",
        ),
    ] {
        cannot_determine(text, "T", place, reason);
    }
}

#[test]
fn properties_that_may_be_undefined() {
    let reason = "`x?: 'a' | 'b'` may be undefined";
    for text in [
        "type I = { x?: 'a' | 'b' }; type T = I['x']",
        "type I = { x?: 'a' | 'b' }; type T = I[keyof I]",
    ] {
        cannot_determine(text, "T", "1:12", reason);
    }
}

#[test]
fn elements_of_a_constant_are_of_its_type() {
    for text in [
        "type W = 'a' | 'b'; const L: W[] = ['a']; type T = (typeof L)[number]",
        "const L: readonly ('a' | 'b')[] = ['a']; type T = (typeof L)[number]",
        "type W = 'a' | 'b'; const L: ReadonlyArray<W> = ['a']; type T = (typeof L)[number]",
        "type W = Array<'a' | 'b'>; const L = ['a'] as W; type T = (typeof L)[number]",
        "type W = readonly ['a', 'b']; type T = W[number]",
        "const L: readonly ['a', 'b'] = ['a', 'b']; type T = (typeof L)[number]",
        "const O = { l: ['a', 'b'] as const }; type T = (typeof O)['l'][number]",
        "const O: { l: ('a' | 'b')[] } = { l: ['a'] }; type T = (typeof O)['l'][number]",
        "const L = (['a', 'b'] as const); const M = L; type T = (typeof M)[number]",
        "const L = ['a', 'b'] as const satisfies readonly string[]; type T = (typeof L)[number]",
        "const L = <const>['a', 'b']; type T = (typeof L)[number]",
        "const L = Object.freeze(['a', 'b'] as const); type T = (typeof L)[number]",
        "const O = Object.freeze({ A: 'a', B: 'b' }); type T = (typeof O)[keyof typeof O]",
        "interface J { x: 'a' } interface I extends J { y: 'b' } type T = 'a' | I[keyof I]",
        "type O = { x: 'a'; y: 'b' }; const I: O = { x: 'a', y: 'b' }; type T = (typeof I)[keyof typeof I]",
    ] {
        assert_eq!(labels(text, "T"), ["a", "b"], "{text}");
    }
}

#[test]
fn elements_that_are_any_strings() {
    for text in [
        "const L = ['a', 'b']; type T = (typeof L)[number]",
        "const O = { l: ['a', 'b'] }; type T = (typeof O)['l'][number]",
        "const O = Object.freeze({ l: ['a', 'b'] }); type T = (typeof O)['l'][number]",
        "const L = Object.freeze(['a', 'b']); type T = (typeof L)[number]",
        "const L = ['a', 'b'] satisfies string[]; type T = (typeof L)[number]",
        "const L = ['a']; const M = L; type T = (typeof M)[number]",
        "const O = { A: 'a', B: 'b' }; type T = (typeof O)[keyof typeof O]",
    ] {
        let error = error(text, "T");
        assert!(
            error.summary().contains("has any strings for TypeScript"),
            "{error}"
        );
        let remedy = "declare that constant `as const`, or name it as the item";
        assert_eq!(error.remedy(), Some(remedy));
    }
    cannot_determine(
        "const L: string[] = ['a']; type T = (typeof L)[number]",
        "T",
        "1:10",
        "`string` is no string and no list of this file",
    );
}

#[test]
fn types_of_one_label() {
    for text in [
        r#"type T = "a""#,
        r#"enum E { A = "a", B = "b" } type T = E.A"#,
        r#"const A = "a"; type T = typeof A"#,
        r#"const O = { A: "a" } as const; type T = (typeof O)["A"]"#,
    ] {
        assert_eq!(labels(text, "T"), ["a"], "{text}");
    }
    cannot_determine(
        "enum E { A = 1 } type T = E.A",
        "T",
        "1:14",
        "`1` is a number",
    );
}

#[test]
fn constant_arrays() {
    for text in [
        r#"const l = ["a", "b"] as const"#,
        r#"export const l = ['a', 'b',] as const;"#,
        r#"const l = ["a", "b"] as const satisfies readonly T[];"#,
        r#"const l = ["a", "b"] satisfies T[]"#,
        r#"const l: readonly string[] = ["a", "b"]"#,
        r#"const l: ReadonlyArray<Extract<T, "a" | "b">> = ["a", "b"]; const m = 1"#,
        r#"const l = Object.freeze(["a", "b"] as const)"#,
        r#"const l = <const>["a", "b"];"#,
        r#"const l = (["a", "b"]) as T[]"#,
        r#"const a = "a", b = `b`; const l = [a, b] as const"#,
        r#"const base = ["a", "b"] as const; export const l = base"#,
        r#"enum E { A = "a", B = "b" } const l: E[] = [E.A, E.B]"#,
        r#"const l = ["a" as const, <T>"b"]"#,
        r#"const O = { A: "a", "b-c": "b" } as const; const l = [O.A, O["b-c"]]"#,
        r#"declare const l: readonly ["a", "b"]"#,
        "const x = [1,\n 2]\nconst l = [\n  'a',\n  'b'\n] as const\nfunction f() {}",
    ] {
        assert_eq!(labels(text, "l"), ["a", "b"], "{text}");
    }
    assert!(labels("const l = [] as const", "l").is_empty());
}

#[test]
fn enums() {
    for text in [
        r#"enum E { A = "a", B = "b" }"#,
        r#"export const enum E { A = 'a', "B-C" = 'b', }"#,
        r#"export declare enum E { A = "a", B = "b" }"#,
        r#"const b = "b"; enum F { A = "a" } enum E { A = F.A, B = b }"#,
    ] {
        assert_eq!(labels(text, "E"), ["a", "b"], "{text}");
    }
    cannot_determine("enum E { A = 'a', B }", "E", "1:19", "`B` has no string");
    cannot_determine("enum E { A = 1 }", "E", "1:14", "`1` is a number");
    cannot_determine("enum E { A = 'a' + 'b' }", "E", "1:14", "computed");
    cannot_determine(
        "enum E { A = 'a' } enum E { B = 'b' }",
        "E",
        "1:6",
        "several parts",
    );
}

#[test]
fn constant_objects_give_keys_or_values() {
    let text = r#"export const Plan = { Monthly: "monthly", Pack: "session_pack" } as const;
        const limits = { plans: ["free", "pro"], nested: { a: "x" }, f() {} } as const"#;
    assert_eq!(labels(text, "Plan.values"), ["monthly", "session_pack"]);
    assert_eq!(labels(text, "Plan.keys"), ["Monthly", "Pack"]);
    assert_eq!(labels(text, "limits.plans"), ["free", "pro"]);
    assert_eq!(labels(text, "limits.nested.keys"), ["a"]);
    cannot_determine(text, "Plan", "1:21", "keys and values");
    cannot_determine(text, "limits.values", "2:33", "computed");
    let both = r#"const Plan = { A: "a" } as const; type Plan = (typeof Plan)[keyof typeof Plan]"#;
    assert_eq!(labels(both, "Plan"), ["a"]);
    let spread = r#"const O = { ...base, A: "a" } as const"#;
    cannot_determine(spread, "O.values", "1:13", "`...base` is not spelt out");
}

#[test]
fn a_type_and_a_constant_of_one_name_must_agree() {
    let text = r#"const T = ["a"] as const; type T = "a" | "b""#;
    invalid(
        text,
        "T",
        "the type `T` and the constant `T` differ\nat a.ts:1:1",
    );
    let text = r#"const T = ["a"] as const; type T = (typeof T)[number]"#;
    assert_eq!(labels(text, "T"), ["a"]);
}

#[test]
fn other_statements_are_passed_over() {
    let text = r#"
        import type { A } from "./a"
        import * as z from "zod";
        export type { B } from "./b"
        export * from "./c"
        let later: string
        const m = new Map<string, Mood>(), n = 1
        const [d, { e }] = f<Mood, Mood>(x), { g = 2 } = h
        const f = async <T,>(x: T): Promise<Record<string, T>> => { const L = ["no"]; return x }
        export default class C extends D<E> { static #x = 1; type = "a"; get L() { return [] } }
        declare module "x" { export const L: string[] }
        abstract class G { private enum = 1 }
        @decorated({ L: ["no"] })
        class H {}
        function overloaded(x: string): string
        function overloaded(x: unknown) { return `${x}` }
        type Fn = (mood: Mood) => void
        for (const L of ["no"]) { if (L) continue }
        enum Mood { Sad = "sad" } const L = ["a"] as const
    "#;
    assert_eq!(labels(text, "L"), ["a"]);
    assert_eq!(labels(text, "Mood"), ["sad"]);
}

#[test]
fn strings_say_what_javascript_says() {
    for (literal, expected) in [
        (r#""a\"b'""#, "a\"b'"),
        (r"'\n\t\x41\u0042\u{1F600}\$\0\q'", "\n\tAB😀$\0q"),
        (r"'\uD83D\uDE00'", "😀"),
        ("'a\\\nb'", "ab"),
        ("'a\\\r\nb'", "ab"),
        ("`a\r\n'b\\`$c`", "a\n'b`$c"),
        ("'// ${no}'", "// ${no}"),
    ] {
        let text = format!("const l = [{literal}]");
        assert_eq!(labels(&text, "l"), [expected], "{literal}");
    }
    invalid(
        r"const l = ['\07']",
        "l",
        "an octal escape is not allowed\nat a.ts:1:12",
    );
    invalid(
        r"const l = ['\u{']",
        "l",
        "the escape `\\u{` is never closed\nat a.ts:1:12",
    );
}

#[test]
fn regular_expressions_and_templates_do_not_derail() {
    let text = r#"
        const a = /["'{(]/g, b = x / 2 / 3, c = s.replace(/\/[/"]/, "'")
        if (x) /}'/.test(y)
        const d = f(a) / 2, e = [1] / 2, g = x++ / 2, h = y! / 2
        const t = `${a.map((x) => `<${x}>`.replace(/'/g, "}"))} it's`
        return_ = () => { return /[`]/ }
        const l = ["a", "b"] as const
    "#;
    assert_eq!(labels(text, "l"), ["a", "b"]);
}

#[test]
fn jsx_does_not_derail() {
    let text = r#"
        export function App<T,>({ items }: Props<T>) {
          const render = <U extends object>(u: U) => u as unknown
          const compare = a < b && c > d
          const plain = <T>(x: T): void => {}
          if (!items) return <>It's {"empty"} &amp; {'{'} </>
          return (
            <div className="it's" style={{ a: 1 }} {...rest} data-x='"'>
              Don't {cond ? 'a' : <b>can't</b>} // no comment
              <List<string> items={items} render={(x) => <Item key={x}>{`'${x}`}</Item>} />
              <Foo.Bar />
            </div>
          )
        }
        type Fn = <V>(x: V) => V
        export const l = ["a", "b"] as const
    "#;
    assert_eq!(labels_in("a.tsx", text, "l"), ["a", "b"]);
    let text = r#"const x = <string>y; const f = <T>(x: T) => x; const l = ["a"]"#;
    assert_eq!(labels_in("a.ts", text, "l"), ["a"]);
}

#[test]
fn what_only_running_tells_cannot_be_determined() {
    for (element, reason) in [
        ("...more", "adds the elements"),
        ("`a${x}`", "takes in a value"),
        ("f('b')", "computed"),
        ("'a' + 'b'", "computed"),
        ("x ? 'a' : 'b'", "computed"),
        ("1", "a number"),
        ("null", "no string"),
        ("elsewhere", "no string"),
        ("'a'.trim()", "computed"),
    ] {
        let text = format!("const l = ['x', {element}] as const");
        cannot_determine(&text, "l", "1:17", reason);
    }
    for (ty, reason) in [
        ("string", "no string"),
        ("'a' | string", "no string"),
        ("'a' | null", "no string"),
        ("'a' | 1", "a number"),
        ("`a${B}`", "takes in a value"),
        ("Exclude<B, 'a' | 'b'>", "computed"),
        ("B extends 'a' ? 'b' : 'c'", "computed"),
        ("('a' | 'b')[]", "computed"),
        ("Other['x']", "computed"),
        ("'a' & B", "computed"),
        ("() => 'a' | 'b'", "computed"),
    ] {
        match error(&format!("type T = {ty}"), "T") {
            ReadError::CannotDetermine { reason: said, .. } => {
                assert!(said.contains(reason), "{ty}: {said}");
            }
            other => panic!("{ty}: {other}"),
        }
    }
    cannot_determine("let l = ['a']", "l", "1:5", "assigned anew");
    cannot_determine("const l = ['a'].concat(b)", "l", "1:11", "computed");
    cannot_determine(
        "const l = a as T ?? b; const a = ['a']",
        "l",
        "1:11",
        "computed",
    );
    cannot_determine("const l = new Set(['a'])", "l", "1:11", "computed");
    cannot_determine("const l = ['a', , 'b']", "l", "1:17", "no value before");
    cannot_determine("type T<A> = 'a' | A", "T", "1:6", "type parameters");
    cannot_determine("type A = B; type B = A", "A", "1:10", "in a circle");
    cannot_determine("const a = b; const b = a", "a", "1:11", "in a circle");
    cannot_determine("declare const l: string[]", "l", "1:18", "computed");
    cannot_determine("const l = Object.values(X)", "l", "1:11", "computed");
}

#[test]
fn broken_files_are_invalid() {
    invalid(
        "const l = ['a', 'b'",
        "l",
        "`[` is never closed\nat a.ts:1:11",
    );
    invalid(
        "const l = ['a\n']",
        "l",
        "the string is never closed\nat a.ts:1:12",
    );
    invalid(
        "const l = [`a]",
        "l",
        "the string is never closed\nat a.ts:1:12",
    );
    invalid(
        "const l = [`a${b]",
        "l",
        "`]` closes nothing that is open\nat a.ts:1:17",
    );
    invalid(
        "const l = [`a${b} c]",
        "l",
        "the string is never closed after this\nat a.ts:1:17",
    );
    invalid("enum E { A = 'a'", "E", "`{` is never closed\nat a.ts:1:8");
    invalid(
        "const l = ['a' 'b']",
        "l",
        "a `,`, a `|` or a `;` is missing before this\nat a.ts:1:16",
    );
    invalid(
        "type T = 'a' 'b'",
        "T",
        "a `,`, a `|` or a `;` is missing before this\nat a.ts:1:14",
    );
    invalid(
        "type T = 'a' | | 'b'",
        "T",
        "a type is missing before this\nat a.ts:1:16",
    );
    invalid(
        "type T = ",
        "T",
        "a type is missing before this\nat a.ts:1:10",
    );
    invalid(
        "/* const l = ['a']",
        "l",
        "the comment is never closed\nat a.ts:1:1",
    );
    invalid(
        "const l = ['a', 'b', 'a']",
        "l",
        "label `a` stands here again, first at a.ts:1:12\nat a.ts:1:22",
    );
    invalid(
        "enum E { A = 'a', B = 'a' }",
        "E",
        "label `a` stands here again, first at a.ts:1:10\nat a.ts:1:19",
    );
    assert!(matches!(
        typescript::read("a.tsx", "const x = <div>{y</div>; const l = ['a']", "l"),
        Err(ReadError::Invalid { .. })
    ));
}

#[test]
fn a_missing_item_lists_the_ones_that_are_there() {
    let text = r#"export const MOODS = ["sad"] as const; type Mood = "sad"; let x = ["y"]; type Id = string"#;
    assert_eq!(typescript::items(text), ["MOODS", "Mood"]);
    assert_eq!(
        error(text, "MOOD").to_string(),
        "`a.ts` has no `MOOD`, only `MOODS`, `Mood`; did you mean `Mood`?",
    );
    for item in [
        "",
        ".",
        "public.mood",
        "Mood.x",
        "MOODS.keys",
        "Constants.public.Enums.x",
    ] {
        assert!(
            matches!(error(text, item), ReadError::NotFound { .. }),
            "{item}"
        );
    }
}

#[test]
fn depth_and_size_are_no_trap() {
    invalid(
        &"(".repeat(200_000),
        "l",
        "`(` is never closed\nat a.ts:1:200000",
    );
    let deep = format!("type T = {}'a'{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(labels(&deep, "T"), ["a"]);
    let deep = format!("type T = {}'a'{}", "('b'|".repeat(1000), ")".repeat(1000));
    assert!(matches!(
        error(&deep, "T"),
        ReadError::CannotDetermine { .. }
    ));
    let fan: String = (0..60)
        .map(|i| format!("type A{i} = A{0} | A{0}\n", i + 1))
        .collect();
    assert!(matches!(
        error(&fan, "A0"),
        ReadError::CannotDetermine { .. }
    ));
    let chain: String = (0..1000)
        .map(|i| format!("const a{i} = a{}.x\n", i + 1))
        .collect();
    assert!(matches!(
        error(&chain, "a0"),
        ReadError::CannotDetermine { .. }
    ));
    let wide: Vec<String> = (0..100_000).map(|i| format!("'l{i}'")).collect();
    assert_eq!(
        labels(&format!("type T = {}", wide.join("|")), "T").len(),
        100_000
    );
    let members: String = (0..5000).map(|i| format!("k{i}: 'l{i}',")).collect();
    let elements: String = (0..5000).map(|i| format!("O.k{i},")).collect();
    let text = format!("const O = {{ {members} }}; const l = [{elements}]");
    assert_eq!(labels(&text, "l").len(), 5000);
    let slashes = "const x = [".to_string() + &"/[".repeat(50_000);
    assert!(matches!(error(&slashes, "x"), ReadError::Invalid { .. }));
    let tags = "<a ".repeat(50_000);
    assert!(typescript::read("a.tsx", &tags, "x").is_err());
    let tags = "<T>".repeat(50_000);
    assert!(typescript::read("a.tsx", &tags, "x").is_err());
}

/// As editors count it.
#[test]
fn a_byte_order_mark_takes_no_column() {
    let text = "\u{feff}export const a = ['b', 'c'] as const;";
    let listing = typescript::read("a.ts", text, "a").unwrap();
    assert_eq!(listing.place.to_string(), "a.ts:1:8");
    assert_eq!(listing.labels[1].place.to_string(), "a.ts:1:24");
}
