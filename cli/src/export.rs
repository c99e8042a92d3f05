//! An enum as files of another language.

use std::fs;
use std::path::{Path, PathBuf};

use pg_integration_enum_core::export::{Exported, dart, typescript};
use pg_integration_enum_core::model::Label;

use crate::chosen::certain_type;
use crate::file::File;
use crate::report::EnumReport;

/// What to write.
pub enum Language {
    Dart {
        /// Where a test that holds the list goes, and how it imports the library.
        test: Option<PathBuf>,
        import: Option<String>,
    },
    TypeScript {
        /// The module of the generated types that it must agree with.
        database: Option<String>,
    },
}

/// The files of an enum in a language.
pub fn files(report: &EnumReport, out: &Path, language: Language) -> Result<Vec<File>, String> {
    let ty = certain_type(report)?;
    let names = report.labels.iter().map(|label| label.variant.as_str());
    let variants: Vec<(&str, &Label)> = names.zip(ty.labels()).collect();
    let exported = Exported {
        name: &report.name,
        type_name: ty.name(),
        variants: &variants,
    };
    let file = |text: String| File {
        path: out.to_owned(),
        text,
        instead: "",
    };
    match language {
        Language::TypeScript { database } => Ok(vec![file(typescript::module(
            &exported,
            database.as_deref(),
        ))]),
        Language::Dart { test: None, .. } => Ok(vec![file(dart::library(&exported))]),
        Language::Dart {
            test: Some(path),
            import,
        } => {
            let import = import.or_else(|| package_import(out)).ok_or_else(|| {
                format!(
                    "how does a test import `{}`? say with `--import`",
                    out.display()
                )
            })?;
            let text = dart::test(&exported, &import);
            let test = File { path, ..file(text) };
            Ok(vec![file(dart::library(&exported)), test])
        }
    }
}

/// How Dart imports a file of a package's `lib` folder.
fn package_import(file: &Path) -> Option<String> {
    let file = std::path::absolute(file).ok()?;
    let package = file
        .ancestors()
        .find(|folder| folder.join("pubspec.yaml").is_file())?;
    let inside = file.strip_prefix(package.join("lib")).ok()?;
    let pubspec = fs::read_to_string(package.join("pubspec.yaml")).ok()?;
    let name = pubspec
        .lines()
        .find_map(|line| line.strip_prefix("name:"))?;
    let inside = inside.to_string_lossy().replace('\\', "/");
    Some(format!(
        "package:{}/{inside}",
        name.trim().trim_matches(['"', '\''])
    ))
}
