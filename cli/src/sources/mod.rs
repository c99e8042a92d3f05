//! Reads the places that list an enum's labels.

mod database;
mod folders;
mod scratch;

use pg_integration_enum_core::declaration::{
    Declaration, Expected, FileSource, Histories, Language, Listed, creation_command,
};
use pg_integration_enum_core::read::{Listing, Place, ReadError, ReadLabel};
use pg_integration_enum_core::render;
use syn::{ExprPath, LitStr};

pub use self::database::connect;
pub use self::scratch::{Prepare, Scratch};

use self::folders::Folders;
use crate::discover::{Consts, Location};
use crate::report::{Answer, Finding, FindingKind, Fix, Side, Source, SourceKind};
use crate::syntax;
use crate::workspace::{SourceFile, Workspace};

/// What all enums of a workspace are compared with, each file read once.
pub struct Sources<'a> {
    workspace: &'a Workspace,
    consts: Consts<'a>,
    folders: Folders,
}

/// Where an enum is declared.
pub struct Origin<'a> {
    pub file: &'a SourceFile,
    /// Its module, if it is not inside a function.
    pub module: Option<Location>,
}

impl<'a> Sources<'a> {
    pub fn new(workspace: &'a Workspace, files: &'a [SourceFile]) -> Self {
        Self {
            workspace,
            consts: Consts::new(workspace, files),
            folders: Folders::default(),
        }
    }

    /// Reads one list, and compares the enum with it.
    pub fn compare(
        &self,
        origin: &Origin<'_>,
        declaration: &Declaration,
        expected: &Expected,
    ) -> (Answer, Vec<Finding>) {
        let compare = Comparison {
            sources: self,
            origin,
            declaration,
        };
        match expected {
            Expected::Inline(list) => compare.inline(list),
            Expected::Const(path) => compare.constant(path),
            Expected::File(source) => compare.file(source),
        }
    }

    fn read(
        &self,
        package: usize,
        source: &FileSource,
        declaration: &Declaration,
    ) -> Result<Listing, ReadError> {
        let folder = &self.workspace.packages[package].folder;
        match source.language {
            Language::Sql => {
                let path = folder.join(source.path.value());
                let listing = self.folders.listing(&path, declaration.ty.name());
                listing.map_err(|error| source.error(folder, declaration, error))
            }
            Language::Dart | Language::TypeScript => {
                source.read(folder, declaration, &Histories::new()).listing
            }
        }
    }

    /// A place that a reader gave, as reports name it.
    fn shown(&self, package: usize, place: &Place) -> Place {
        let folder = &self.workspace.packages[package].folder;
        Place {
            file: self.workspace.shown(&folder.join(&place.file)),
            ..place.clone()
        }
    }
}

/// What an `expected` names, as reports show it.
pub fn describe(
    file: &str,
    declaration: &Declaration,
    expected: &Expected,
    condition: Option<&str>,
) -> Source {
    let (kind, name, item, token): (_, _, _, &dyn quote::ToTokens) = match expected {
        Expected::Inline(list) => {
            let first: Option<&dyn quote::ToTokens> = list.first().map(|first| first as _);
            let token = first.unwrap_or(&declaration.ident);
            (SourceKind::Inline, String::new(), None, token)
        }
        Expected::Const(path) => (SourceKind::Const, syntax::text_of(path), None, path),
        Expected::File(source) => (
            source.language.into(),
            source.path.value(),
            source.item.as_ref().map(LitStr::value),
            &source.path,
        ),
    };
    Source {
        kind,
        name,
        item,
        place: Some(syntax::place_of(file, token)),
        condition: condition.map(str::to_owned),
    }
}

/// One enum and one other list.
struct Comparison<'a> {
    sources: &'a Sources<'a>,
    origin: &'a Origin<'a>,
    declaration: &'a Declaration,
}

impl Comparison<'_> {
    fn inline(&self, list: &[LitStr]) -> (Answer, Vec<Finding>) {
        let labels = list.iter().map(|literal| crate::report::Listed {
            label: literal.value(),
            decided_by: Some((
                syntax::place_of(&self.origin.file.shown, literal),
                syntax::text_of(literal),
            )),
        });
        let answer = Answer::Listed {
            labels: labels.collect(),
            decided_by: None,
        };
        (answer, self.findings(Listed::Inline(list)))
    }

    fn constant(&self, path: &ExprPath) -> (Answer, Vec<Finding>) {
        let module = self.origin.module.as_ref();
        let listing = module.and_then(|module| self.sources.consts.resolve(module, path));
        let Some(mut listing) = listing else {
            return (Answer::Compiler, Vec::new());
        };
        let twice = without_duplicates(&mut listing);
        let mut findings = self.findings(Listed::Const(path, &listing));
        findings.extend(twice.into_iter().map(|read| Finding {
            kind: FindingKind::Extra,
            message: format!("`{}` lists `{}` twice", syntax::text_of(path), read.label),
            label: Some(read.label),
            place: syntax::place_of(&self.origin.file.shown, path),
            decided_by: Some((read.place, read.decided_by)),
            fixes: vec![Fix::new(
                Side::Source(SourceKind::Const),
                "remove one of the two",
            )],
        }));
        (listed(listing), findings)
    }

    fn file(&self, source: &FileSource) -> (Answer, Vec<Finding>) {
        let package = self.origin.file.package;
        match self.sources.read(package, source, self.declaration) {
            Ok(mut listing) => {
                self.show(&mut listing);
                let findings = self.findings(Listed::File(source, &listing));
                (listed(listing), findings)
            }
            Err(error) => self.unread(source, error),
        }
    }

    /// Names the files of a listing as reports do.
    fn show(&self, listing: &mut Listing) {
        let package = self.origin.file.package;
        listing.place = self.sources.shown(package, &listing.place);
        for read in &mut listing.labels {
            read.place = self.sources.shown(package, &read.place);
        }
    }

    fn unread(&self, source: &FileSource, mut error: ReadError) -> (Answer, Vec<Finding>) {
        let decided_by = self.show_error(&mut error);
        let not_found = matches!(error, ReadError::NotFound { .. });
        let token: &dyn quote::ToTokens = match &source.item {
            Some(item) if not_found => item,
            _ => &source.path,
        };
        let token = syntax::place_of(&self.origin.file.shown, token);
        // That migrations make no such type is certain; an item is but a name in a file.
        let (answer, kind) = if not_found && source.language == Language::Sql {
            (Answer::Absent, FindingKind::Absent)
        } else {
            (Answer::Unknown, FindingKind::Unreadable)
        };
        // Where to create it is the way out, the statement itself says more.
        let command = creation_command(self.declaration);
        let remedy = error.remedy().filter(|text| !text.contains(&command));
        let fix = match remedy {
            Some(remedy) => Some(Fix::new(Side::Source(source.language.into()), remedy)),
            None if kind == FindingKind::Absent => Some(creation(self.declaration, &command)),
            None => None,
        };
        let finding = Finding {
            decided_by: decided_by.map(|place| (place, String::new())),
            fixes: fix.into_iter().collect(),
            ..Finding::at(kind, token, error.summary())
        };
        (answer, vec![finding])
    }

    /// Names the files of an error as reports do, and gives the place that decides it.
    fn show_error(&self, error: &mut ReadError) -> Option<Place> {
        let package = self.origin.file.package;
        let place = match error {
            ReadError::Io { path, .. } => {
                *path = self.sources.shown(package, &Place::of(path, "", 0)).file;
                return None;
            }
            ReadError::NotFound { removed_at, .. } => removed_at.as_deref_mut()?,
            ReadError::CannotDetermine { place, .. } | ReadError::Invalid { place, .. } => place,
        };
        *place = self.sources.shown(package, place);
        Some(place.clone())
    }

    fn findings(&self, listed: Listed<'_>) -> Vec<Finding> {
        let kind = match listed {
            Listed::Inline(_) => SourceKind::Inline,
            Listed::Const(..) => SourceKind::Const,
            Listed::File(source, _) => source.language.into(),
        };
        let mismatches = self.declaration.mismatches(listed);
        mismatches
            .into_iter()
            .map(|mismatch| Finding {
                kind: mismatch.kind.into(),
                place: syntax::place_of(
                    &self.origin.file.shown,
                    mismatch.token(self.declaration, listed),
                ),
                label: Some(mismatch.label),
                message: mismatch.message,
                decided_by: mismatch.decided_by,
                fixes: fixes(kind, mismatch.mend_there, mismatch.mend_here),
            })
            .collect()
    }
}

fn listed(listing: Listing) -> Answer {
    Answer::Listed {
        decided_by: Some((listing.place, listing.decided_by)),
        labels: listing.labels.into_iter().map(Into::into).collect(),
    }
}

fn fixes(kind: SourceKind, there: Option<String>, here: Option<String>) -> Vec<Fix> {
    let there = there.map(|text| Fix::new(Side::Source(kind), text));
    let here = here.map(|text| Fix::new(Side::Rust, text));
    there.into_iter().chain(here).collect()
}

/// What would give migrations the type that they lack: the statement itself, unless it
/// is the long one that adopts columns.
fn creation(declaration: &Declaration, command: &str) -> Fix {
    let text = if declaration.columns.is_empty() {
        let statement = render::create_type(&declaration.ty);
        format!("add a migration with {statement} (`{command}` prints it)")
    } else {
        format!("add a migration with what `{command}` prints")
    };
    Fix::new(Side::Source(SourceKind::Sql), text)
}

/// Takes the labels out that stand there a second time.
fn without_duplicates(listing: &mut Listing) -> Vec<ReadLabel> {
    let mut seen = std::collections::HashSet::new();
    let labels = std::mem::take(&mut listing.labels);
    let (first, twice) = labels
        .into_iter()
        .partition(|read| seen.insert(read.label.clone()));
    listing.labels = first;
    twice
}
