//! Whatever the text, the TypeScript reader answers, with JSX and without: for
//! every item that it says is there, for one that is not, and for one that the
//! text itself names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pg_integration_enum_core::read::typescript;

fuzz_target!(|input: &str| {
    let (item, text) = input.split_once('\n').unwrap_or(("", input));
    for file in ["a.ts", "a.tsx"] {
        let _ = typescript::read(file, text, item.trim_start_matches("// item "));
        for item in typescript::items(text).iter().take(16) {
            let _ = typescript::read(file, text, item);
        }
    }
});
