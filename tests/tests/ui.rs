//! What the compiler says to each mistake, in folders named after the kind of it.

/// The messages are those of one compiler; CI runs it.
#[rustversion::attr(
    not(stable(1.95)),
    ignore = "the messages to compare with are those of rustc 1.95"
)]
#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    // With a case that compiles, trybuild builds rather than checks: a const
    // that only `main` uses is evaluated too.
    cases.pass("tests/ui/pass/*.rs");
    cases.compile_fail("tests/ui/[!p]*/*.rs");
}
