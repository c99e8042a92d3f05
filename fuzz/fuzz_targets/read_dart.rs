//! Whatever the text, the Dart reader answers: for every item that it says is
//! there, for one that is not, and for one that the text itself names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pg_integration_enum_core::read::dart;

fuzz_target!(|input: &str| {
    let (item, text) = input.split_once('\n').unwrap_or(("", input));
    let _ = dart::read("a.dart", text, item.trim_start_matches("// item "));
    for item in dart::items(text).iter().take(16) {
        let _ = dart::read("a.dart", text, item);
    }
});
