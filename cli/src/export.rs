//! Writes an enum in another language, or compares with what is written.

use std::fs;
use std::path::{Path, PathBuf};

use pg_integration_enum_core::drift::nearest;
use pg_integration_enum_core::export::{Exported, dart, typescript};
use pg_integration_enum_core::model::Label;

use crate::report::{EnumReport, Report};

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

/// A file that another language reads.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    pub path: PathBuf,
    pub text: String,
}

/// The one enum that is meant.
pub fn choose<'a>(report: &'a Report, name: Option<&str>) -> Result<&'a EnumReport, String> {
    let named = |known: &&EnumReport| match name {
        Some(name) => known.name == name || known.type_name() == name,
        None => !known.test,
    };
    let found: Vec<&EnumReport> = report.enums.iter().filter(named).collect();
    match (found.as_slice(), name) {
        ([only], _) => Ok(only),
        ([], Some(name)) => Err(unknown(report, name)),
        ([], None) => Err("no enum derives `PgIntegrationEnum` here".to_owned()),
        (several, _) => Err(format!(
            "which enum? there is {}; name one with `--enum`, and its package with `--package`",
            listed(several)
        )),
    }
}

fn unknown(report: &Report, name: &str) -> String {
    let known = || report.enums.iter().map(|known| known.name.as_str());
    match nearest(name, known()) {
        Some(near) => format!("there is no enum `{name}`; did you mean `{near}`?"),
        None => {
            let all: Vec<&EnumReport> = report.enums.iter().collect();
            format!("there is no enum `{name}`, only {}", listed(&all))
        }
    }
}

fn listed(enums: &[&EnumReport]) -> String {
    let names = enums.iter();
    let names = names.map(|known| {
        format!(
            "`{}` at {}:{}",
            known.name, known.place.file, known.place.line
        )
    });
    names.collect::<Vec<_>>().join(", ")
}

/// The files of an enum in a language.
pub fn files(report: &EnumReport, out: &Path, language: Language) -> Result<Vec<File>, String> {
    let (Some(ty), true) = (&report.ty, is_certain(report)) else {
        return Err(format!(
            "the labels of `{}` cannot be determined; `cargo pg-enum check` says why",
            report.name
        ));
    };
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
            Ok(vec![file(dart::library(&exported)), File { path, text }])
        }
    }
}

/// Whether all labels are there, whatever the configuration.
fn is_certain(report: &EnumReport) -> bool {
    let always = report.labels.iter().all(|label| label.condition.is_none());
    always && report.findings.is_empty()
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

impl File {
    /// Writes the file unless it is so already, and says which.
    pub fn write(&self) -> Result<String, String> {
        let path = self.path.display();
        if self.is_written()? {
            return Ok(format!("`{path}` is up to date\n"));
        }
        fs::write(&self.path, &self.text)
            .map_err(|error| format!("cannot write `{path}`: {error}"))?;
        Ok(format!("wrote `{path}`\n"))
    }

    /// Whether this is what is there.
    pub fn is_written(&self) -> Result<bool, String> {
        Ok(self.there()?.as_deref() == Some(&*self.text))
    }

    /// What differs from what is there, if anything does.
    pub fn difference(&self) -> Result<Option<String>, String> {
        let path = self.path.display();
        let Some(there) = self.there()? else {
            return Ok(Some(format!("`{path}` is not there\n")));
        };
        if there == self.text {
            return Ok(None);
        }
        if there.lines().eq(self.text.lines()) {
            return Ok(Some(format!(
                "`{path}` is what the enum gives, but for its line ends, which are to be line feeds\n"
            )));
        }
        let same = there
            .lines()
            .zip(self.text.lines())
            .take_while(|(there, wanted)| there == wanted);
        let line = same.count();
        let shown = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
        Ok(Some(format!(
            "`{path}` is not what the enum gives, from line {} on:\n  it has  {}\n  wanted  {}\n",
            line + 1,
            shown(&there),
            shown(&self.text)
        )))
    }

    fn there(&self) -> Result<Option<String>, String> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("cannot read `{}`: {error}", self.path.display())),
        }
    }
}
