//! Runs the statements of a history, as far as they concern types.

use std::collections::BTreeMap;

use super::SqlFile;
use super::budget::Budget;
use super::catalogue::Catalogue;
use super::changesets;
use super::column::{MOST_BYTES, Past};
use super::do_block::MOST_STEPS;
use super::entry::Entry;
use super::hints::{Hints, Hooks};
use super::lexer::Lexer;
use super::meta::IF;
use super::outline::{Matters, Piece, outline};
use super::parallel;
use super::refusal::{Condition, Doubt, Key, Refusal, Site, Subject};
use super::script::Unit;
use super::statement::{Malformed, Statement};
use super::token::{LexError, Token};
use super::transaction::Levels;
use super::value::{Facts, MOST_TOKENS, Variables};
use crate::read::{Place, ReadError};

/// The state of a history up to a statement.
#[derive(Debug)]
pub(super) struct Replay<'a> {
    pub(super) files: &'a [SqlFile],
    pub(super) catalogue: Catalogue,
    /// What the server would refuse; the first of each subject.
    pub(super) refused: BTreeMap<Subject, Refusal>,
    /// What a text must have in it to name one of them.
    pub(super) hooks: Hooks,
    pub(super) levels: Levels,
    /// How many `\if` of psql are open.
    pub(super) conditions: usize,
    /// The database that psql was told to connect to.
    pub(super) database: Option<String>,
    /// What else it depends on whether a statement of this file runs.
    pub(super) depends_on: Option<&'static str>,
    /// Whether `standard_conforming_strings` is off.
    pub(super) backslash_escapes: bool,
    /// The statement of a file that is run.
    at: Site,
    /// How many more bytes may be gone through for the types of columns.
    bytes_left: Budget,
    /// How many more steps the statement may take.
    pub(super) steps_left: usize,
    /// How many texts and functions run within each other.
    pub(super) nesting: usize,
    /// What the statement leaves open as its steps did not suffice; of no types, all.
    pub(super) left_open: Vec<(Vec<Key>, Doubt)>,
}

/// The text that statements come from, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin {
    /// In this file, from this offset on.
    File { file: usize, base: usize },
    /// In a string that a statement executes.
    Inside(Site),
}

impl Origin {
    /// The site of a statement by its tokens.
    pub(super) fn site(self, tokens: &[Token<'_>]) -> Site {
        match self {
            Self::Inside(site) => site,
            Self::File { file, base } => {
                let start = base + tokens.first().map_or(0, |token| token.start);
                let end = base + tokens.last().map_or(0, Token::end);
                Site {
                    file,
                    at: start,
                    start,
                    end,
                }
            }
        }
    }

    /// The origin of a part of the text that starts at this offset.
    pub(super) fn within(self, offset: usize, whole: Site) -> Self {
        match self {
            Self::Inside(_) => Self::Inside(whole),
            Self::File { file, base } => Self::File {
                file,
                base: base + offset,
            },
        }
    }

    /// The file's offset of an offset in the text, if it has one.
    fn offset(self, offset: usize) -> Option<usize> {
        match self {
            Self::Inside(_) => None,
            Self::File { base, .. } => Some(base + offset),
        }
    }
}

impl<'a> Replay<'a> {
    /// Replays all files in their order.
    pub(super) fn run(files: &'a [SqlFile]) -> Result<Self, ReadError> {
        let mut replay = Self {
            files,
            catalogue: Catalogue::default(),
            refused: BTreeMap::new(),
            hooks: Hooks::default(),
            levels: Levels::default(),
            conditions: 0,
            database: None,
            depends_on: None,
            backslash_escapes: false,
            at: Site::default(),
            bytes_left: Budget::of(MOST_BYTES),
            steps_left: 0,
            nesting: 0,
            left_open: Vec::new(),
        };
        let outlines = |all: bool| {
            let of_file = |file: &'a SqlFile| outline(Lexer::script(&file.text), all);
            parallel::map(files, of_file)
        };
        let mut outlined = outlines(false);
        let mut pieces = outlined.iter().flatten().flatten();
        if pieces.any(|piece| piece.matters == Matters::Routine) {
            outlined = outlines(true);
        }
        for (index, (file, outline)) in files.iter().zip(outlined).enumerate() {
            outline
                .and_then(|pieces| replay.file(index, &pieces))
                .map_err(|error| ReadError::Invalid {
                    place: Place::of(&file.path, &file.text, error.offset),
                    reason: error.reason,
                })?;
        }
        Ok(replay)
    }

    fn file(&mut self, file: usize, pieces: &[Piece<'a>]) -> Result<(), LexError> {
        self.catalogue.end_session();
        self.catalogue.path_mut().begin_file();
        self.conditions = 0;
        self.depends_on = None;
        self.beside(file);
        let origin = Origin::File { file, base: 0 };
        let mut tokens = Vec::new();
        let mut last = None;
        let conditions = changesets::conditions(&self.files[file].text);
        let mut conditions = conditions.as_slice();
        for piece in pieces {
            while let Some(((at, reason), after)) = conditions.split_first() {
                if *at > piece.start() {
                    break;
                }
                self.depends_on = *reason;
                conditions = after;
            }
            if !self.runs(piece) {
                last = Some(piece.site(file));
                continue;
            }
            let unit = piece.read(&mut tokens)?;
            self.at = origin.site(&tokens);
            last = Some(self.at);
            match unit {
                Unit::Meta(line) => self.meta(line, file, piece.end()),
                Unit::Generator => self.generated(&tokens, origin.site(&tokens)),
                Unit::Statement => {
                    let statement = piece.parse(&tokens);
                    self.backslash_escapes = piece.backslash_escapes();
                    self.top_level(statement, &tokens, origin);
                }
            }
        }
        if let Some(site) = last {
            self.end_file(site);
        }
        Ok(())
    }

    /// Whether a statement has to be run, by the functions that there are.
    pub(super) fn runs(&self, piece: &Piece<'_>) -> bool {
        match piece.matters {
            Matters::Always | Matters::Routine | Matters::Odd => true,
            _ if self.catalogue.routines.now().is_empty() => false,
            Matters::IfCalling => self.hooks.are_in(piece.text()),
            Matters::Insert { opaque } => {
                opaque
                    || self.hooks.are_in(piece.text())
                    || Hints::of(piece.text()).concern_queries()
            }
        }
    }

    /// A statement of a file: a refusal of it is one of the history.
    fn top_level(
        &mut self,
        statement: Result<Statement, Malformed>,
        tokens: &[Token<'_>],
        origin: Origin,
    ) {
        let site = origin.site(tokens);
        self.steps_left = MOST_STEPS;
        self.catalogue.tokens_left = Budget::of(MOST_TOKENS);
        if let Some(reason) = self.condition() {
            let doubt = Doubt {
                site,
                reason: reason.to_owned(),
            };
            self.catalogue.mark();
            // If it fails when it runs, then it is doubtful all the more.
            let result = self.statement(statement, tokens, origin);
            let outcome = self.catalogue.undo();
            self.catalogue
                .merge(&[outcome, self.catalogue.unchanged()], &doubt);
            if let Err(refusal) = result {
                self.doubt_subject(refusal.subject, &doubt);
            }
        } else if let Err(refusal) = self.statement(statement, tokens, origin) {
            self.refuse(refusal);
        }
        for (keys, doubt) in core::mem::take(&mut self.left_open) {
            self.doubt_or_all(keys, &doubt);
        }
        if !self.levels.has_transaction() {
            self.catalogue.path_mut().end_statement();
        }
    }

    /// What it depends on whether a statement runs here, if not all of them do.
    fn condition(&self) -> Option<&'static str> {
        if self.conditions > 0 {
            return Some(IF);
        }
        self.depends_on
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.refused
            .entry(refusal.subject.clone())
            .or_insert(refusal);
    }

    /// Says of what a refusal was about that it cannot be determined.
    pub(super) fn doubt_subject(&mut self, subject: Subject, doubt: &Doubt) {
        match subject {
            Subject::Type(key) => self.catalogue.doubt(key, doubt.clone()),
            Subject::Schema(_) => {}
            Subject::Everything => self.catalogue.doubt_all(doubt),
        }
    }

    /// Runs one statement.
    pub(super) fn statement(
        &mut self,
        statement: Result<Statement, Malformed>,
        tokens: &[Token<'_>],
        origin: Origin,
    ) -> Result<(), Refusal> {
        let site = origin.site(tokens);
        let statement = statement.map_err(|malformed| self.syntax_error(malformed, site))?;
        match statement {
            Statement::CreateEnum { name, labels } => {
                let labels: Vec<_> = labels
                    .into_iter()
                    .map(|(label, offset)| (label, origin.offset(offset)))
                    .collect();
                self.catalogue.create_enum(&name, &labels, site)
            }
            Statement::CreateDomain { name, over } => {
                self.catalogue.create_domain(&name, &over, site)
            }
            Statement::CreateOther { name } => {
                self.catalogue.create_other(&name, Entry::Other, site)
            }
            Statement::CreateShell { name } => {
                self.catalogue.create_other(&name, Entry::Shell, site)
            }
            Statement::Alter { name, change } => self.catalogue.alter(&name, &change, site),
            Statement::AlterOther { name } => self.catalogue.require_type(&name, site),
            Statement::DropTypes {
                names,
                if_exists,
                cascade,
            } => self.catalogue.drop_types(&names, if_exists, cascade, site),
            Statement::CreateSchema {
                name,
                if_not_exists,
            } => self.catalogue.create_schema(&name, if_not_exists, site),
            Statement::RenameSchema { from, to } => self.catalogue.rename_schema(&from, &to, site),
            Statement::DropSchemas {
                names,
                if_exists,
                cascade,
            } => self
                .catalogue
                .drop_schemas(&names, if_exists, cascade, site),
            Statement::Transaction(step) => self.transaction(step, site),
            Statement::Odd(odd) => self.odd(odd, tokens, site),
            Statement::Do => self.do_block(tokens, origin),
            Statement::Query => self.query(tokens, site, &Variables::new()),
            other => {
                self.session(other, tokens, origin);
                Ok(())
            }
        }
    }

    /// What changes no type by itself, or cannot be followed.
    fn session(&mut self, statement: Statement, tokens: &[Token<'_>], origin: Origin) {
        let site = origin.site(tokens);
        match statement {
            Statement::SearchPath { setting, scope } => {
                self.catalogue.path_mut().set(setting, scope);
            }
            Statement::SessionDefault(setting) => self.catalogue.path_mut().set_default(setting),
            Statement::DropOwned => {
                let reason = "which types `DROP OWNED` drops depends on their owner".to_owned();
                self.catalogue.doubt_all(&Doubt { site, reason });
            }
            Statement::Other => self.stored_calls(tokens, site),
            Statement::Routine => self.routine(tokens),
            Statement::AlterRoutine => self.alter_routine(tokens),
            Statement::DropRoutines => self.drop_routines(tokens),
            _ => {}
        }
    }

    pub(super) fn syntax_error(&self, malformed: Malformed, site: Site) -> Refusal {
        let subject = match malformed.about.map(|name| self.catalogue.subject_of(&name)) {
            Some(key) => Subject::Type(key),
            None => Subject::Everything,
        };
        Refusal {
            condition: Condition::SyntaxError,
            subject,
            reason: malformed.reason,
            site,
        }
    }

    /// What expressions are evaluated with.
    pub(super) fn facts<'s>(&'s self, variables: &'s Variables) -> Facts<'s> {
        let past = Past {
            files: self.files,
            until: self.at,
            bytes_left: &self.bytes_left,
        };
        Facts::new(&self.catalogue, variables).after(past)
    }
}
