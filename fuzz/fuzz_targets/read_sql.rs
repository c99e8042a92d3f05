//! Whatever a folder of SQL holds, the reader ends, and says something sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::sql::{Catalogue, SqlFile, read};

/// Parts the input into files.
const NEXT_FILE: &str = "\n=====\n";

fuzz_target!(|text: &str| {
    let files: Vec<SqlFile> = text
        .split(NEXT_FILE)
        .map(|text| SqlFile {
            path: "a.sql".into(),
            text: text.into(),
        })
        .collect();
    let Ok(name) = TypeName::new(None, "m") else {
        return;
    };
    let one = read(&files, &name);
    let Ok(catalogue) = Catalogue::of(&files) else {
        assert!(one.is_err(), "a text that cannot be read has no types");
        return;
    };
    assert_eq!(catalogue.listing(&name), one);
    for error in catalogue.errors() {
        assert!(!error.to_string().is_empty());
    }
    for ty in catalogue.types() {
        if let Ok(listing) = catalogue.listing(&ty) {
            let mut labels = listing.label_texts();
            labels.sort_unstable();
            assert!(labels.windows(2).all(|pair| pair[0] != pair[1]));
            assert!(labels.iter().all(|label| label.len() <= 63));
        }
    }
});
