//! Writes exported files for `tests/export/check.sh`: `export_samples FOLDER`.

use std::fs;
use std::path::Path;

use pg_integration_enum_core::export::{Exported, dart, typescript};
use pg_integration_enum_core::model::{Label, TypeName};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("a folder to write to");
    let folder = Path::new(&folder);
    for (name, labels) in samples() {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        write(&folder.join(name), "Kind", &labels)?;
    }
    // Lines break elsewhere the longer the enum's name is.
    for length in 1..=40 {
        let name = format!("K{}", "x".repeat(length));
        write_dart(&folder.join(format!("name_{length}")), &name, &["a", "b"])?;
    }
    Ok(())
}

fn samples() -> Vec<(&'static str, Vec<String>)> {
    let owned = |labels: &[&str]| labels.iter().map(|label| (*label).to_string()).collect();
    let numbered = |count| (0..count).map(|number| format!("label_{number}")).collect();
    let lengths = |lengths: std::ops::Range<usize>| lengths.map(|n| "x".repeat(n)).collect();
    vec![
        ("plain", owned(&["xledger", "dynamics", "cornerstone"])),
        ("single", owned(&["only"])),
        ("many", numbered(300)),
        ("long", lengths(50..64)),
        (
            "hostile",
            owned(&[
                "",
                " ",
                "it's",
                "\"so\"",
                "it's \"so\"",
                "$x",
                "${x}",
                "`",
                "\\",
                "\\n",
                "\n",
                "\r\t",
                "\u{7}",
                "*/",
                "//",
                "\u{2028}\u{202e}",
                "漢字",
                "🇳🇴",
                "default",
            ]),
        ),
        (
            "wide",
            owned(&["漢字漢字漢字漢字", "ÆØÅÆØÅÆØÅÆØÅ", "🇳🇴🇳🇴", "x"]),
        ),
    ]
}

fn write(folder: &Path, name: &str, labels: &[&str]) -> std::io::Result<()> {
    write_dart(folder, name, labels)?;
    exporting(name, labels, |exported| {
        let module = typescript::module(exported, Some("./database.types.js"));
        fs::write(folder.join("kind.ts"), module)
    })?;
    let json: Vec<String> = labels.iter().map(|label| json(label)).collect();
    fs::write(folder.join("labels.json"), format!("[{}]", json.join(", ")))?;
    let generated = format!(
        "export type Database = {{ public: {{ Enums: {{ kind: {} }} }} }}\n",
        json.join(" | ")
    );
    fs::write(folder.join("database.types.ts"), generated)
}

fn write_dart(folder: &Path, name: &str, labels: &[&str]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    exporting(name, labels, |exported| {
        fs::write(folder.join("kind.dart"), dart::library(exported))?;
        let test = dart::test(exported, "package:app/kind.dart");
        fs::write(folder.join("kind_test.dart"), test)
    })
}

fn exporting<R>(name: &str, labels: &[&str], export: impl FnOnce(&Exported<'_>) -> R) -> R {
    let type_name = TypeName::new(None, "kind").expect("a name");
    let labels: Vec<Label> = labels
        .iter()
        .map(|label| Label::new(*label).expect("a label"))
        .collect();
    let variants: Vec<(&str, &Label)> =
        labels.iter().map(|label| (label.as_str(), label)).collect();
    export(&Exported {
        name,
        type_name: &type_name,
        variants: &variants,
    })
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
