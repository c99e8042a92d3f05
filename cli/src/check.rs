//! The check: from a workspace to a report.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::build_script;
use crate::conditional;
use crate::discover::{Discovery, discover};
use crate::examine::examine;
use crate::report::{EnumReport, Problem, ProblemKind, Report};
use crate::sources::{Prepare, Scratch, Sources, connect};
use crate::workspace::{SourceFile, Workspace, crawl};

/// What to look at.
#[derive(Debug, Default)]
pub struct Request {
    pub manifest: Option<PathBuf>,
    pub packages: Vec<String>,
    /// The address of a database to compare with.
    pub database: Option<String>,
    /// Whether to apply the migrations to a server of our own.
    pub scratch: bool,
    /// A file of SQL to run there before the migrations.
    pub prepare: Option<PathBuf>,
    /// Whether enums that macros build are left to the compiler.
    pub allow_macro_built: bool,
}

/// Compares every enum with every list. An error is one that leaves nothing to report.
pub fn check(request: &Request) -> Result<Report, String> {
    let workspace = Workspace::load(request.manifest.as_deref(), &request.packages)?;
    let mut report = declared(&workspace, true);
    if let Some(address) = &request.database {
        let shipped: Vec<usize> = shipped(&report.enums);
        connect(address)?.compare(&mut report.enums, &shipped)?;
    }
    if request.scratch {
        let prepare = request.prepare.as_ref().map(prepare).transpose()?;
        let scratch = Scratch::start(prepare)?;
        report.warnings = scratch.compare(&workspace, &mut report.enums)?;
    }
    report.enums.iter_mut().for_each(conditional::settle);
    let untracked = build_script::warnings(&workspace, &report.enums);
    report.warnings.extend(untracked);
    report.warnings.extend(differing_namesakes(&report.enums));
    if request.allow_macro_built {
        let is_macro_built = |problem: &Problem| problem.kind == ProblemKind::MacroBuilt;
        let (built, problems) = report.problems.into_iter().partition(is_macro_built);
        report.problems = problems;
        report.warnings.splice(0..0, built);
    }
    Ok(report)
}

fn prepare(path: &PathBuf) -> Result<Prepare, String> {
    let file = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(sql) => Ok(Prepare { file, sql }),
        Err(error) => Err(format!("cannot read `{file}`: {error}")),
    }
}

/// The enums that a database can be expected to have.
fn shipped(enums: &[EnumReport]) -> Vec<usize> {
    let enums = enums.iter().enumerate();
    enums
        .filter(|(_, report)| !report.test)
        .map(|(index, _)| index)
        .collect()
}

/// Every enum with its sources, unread.
pub fn list(request: &Request) -> Result<Report, String> {
    let workspace = Workspace::load(request.manifest.as_deref(), &request.packages)?;
    Ok(declared(&workspace, false))
}

fn declared(workspace: &Workspace, compare: bool) -> Report {
    let crawl = crawl(workspace);
    let sources = compare.then(|| Sources::new(workspace, &crawl.files));
    let wanted = |file: &SourceFile| workspace.packages[file.package].wanted;
    let Discovery { derives, problems } = discover(&crawl.files, wanted, |file, derived| {
        examine(workspace, sources.as_ref(), file, derived)
    });
    let mut report = Report {
        enums: derives,
        problems: crawl.problems.into_iter().chain(problems).collect(),
        warnings: Vec::new(),
    };
    // Enums of one database type stand together.
    report
        .enums
        .sort_by_cached_key(|report| (report.type_name(), report.place.clone()));
    report.problems.sort_by(|a, b| a.place.cmp(&b.place));
    report
}

/// Two Rust enums may well be of one type; that their labels differ is worth a word.
fn differing_namesakes(enums: &[EnumReport]) -> Vec<Problem> {
    let mut first_of: HashMap<String, &EnumReport> = HashMap::new();
    let mut warnings = Vec::new();
    for report in enums
        .iter()
        .filter(|report| report.ty.is_some() && !report.test)
    {
        let first = *first_of.entry(report.type_name()).or_insert(report);
        let labels = |report: &EnumReport| -> Vec<String> {
            report
                .labels
                .iter()
                .map(|label| label.label.clone())
                .collect()
        };
        if labels(first) != labels(report) {
            warnings.push(Problem {
                kind: ProblemKind::Namesake,
                place: report.place.clone(),
                message: format!(
                    "`{}` has other labels than `{}` at {}:{}, and both are `{}`",
                    report.name,
                    first.name,
                    first.place.file,
                    first.place.line,
                    report.type_name()
                ),
            });
        }
    }
    warnings
}
