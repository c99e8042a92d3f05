//! Reads the labels of an enum type from SQL: one file, or a folder of
//! migrations replayed in the order of their runner.
//!
//! [`load`] finds and orders the files, [`read`] replays them. What a statement
//! does to a type is known ([`Listing`]), impossible ([`ReadError::Invalid`]), or
//! up to the server ([`ReadError::CannotDetermine`]), and the latter two count
//! for the types that the statement touches and for no others.

mod aggregate;
mod array;
mod beside;
mod block;
mod budget;
mod bytes;
mod calls;
mod case;
mod catalogue;
mod changes;
mod changesets;
mod column;
mod column_query;
mod constant;
mod cursor;
mod ddl;
mod declared;
mod do_block;
mod entry;
mod escapes;
mod execute;
mod flow;
mod from;
mod functions;
mod grid;
mod guard;
mod handler;
mod hints;
mod journal;
mod keyword;
mod labels;
mod layout;
mod lexer;
mod literal;
mod loops;
mod meta;
mod migration;
mod names;
mod number;
mod odd;
mod order;
mod outline;
mod overloads;
mod parallel;
mod pattern;
mod query;
mod raises;
mod refusal;
mod replay;
mod report;
mod returned;
mod risk;
mod routine;
mod routines;
mod rows;
mod scope;
mod script;
mod search_path;
mod section;
mod select;
mod session;
mod skip;
mod source;
mod statement;
mod statements;
mod step;
mod system;
mod token;
mod touch;
mod transaction;
mod tree;
mod types;
mod unfollowed;
mod value;
mod wanted;
mod ways;
mod writes;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Listing, ReadError};
use crate::model::TypeName;
use refusal::{Refusal, Subject};
use replay::Replay;
use report::Report;

pub use layout::{files, lists, load};
pub use migration::{Migration, migrations};
pub use statements::statements;

/// A file of SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlFile {
    /// The file, as messages name it.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Replays the files in their order, and gives the labels that the type then has.
///
/// A type without a schema is the one in `public`, or else the only one of that
/// name in any schema.
///
/// ```
/// use pg_integration_enum_core::model::TypeName;
/// use pg_integration_enum_core::read::sql::{SqlFile, read};
///
/// let files = [SqlFile {
///     path: "1_mood.sql".into(),
///     text: "CREATE TYPE mood AS ENUM ('sad', 'happy');
///            ALTER TYPE mood ADD VALUE 'ok' AFTER 'sad';".into(),
/// }];
/// let listing = read(&files, &TypeName::new(None, "mood")?)?;
/// assert_eq!(listing.label_texts(), ["sad", "ok", "happy"]);
/// assert_eq!(listing.labels[1].place.to_string(), "1_mood.sql:2:12");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(files: &[SqlFile], ty: &TypeName) -> Result<Listing, ReadError> {
    Catalogue::of(files)?.listing(ty)
}

/// All enum types that files leave behind.
///
/// ```
/// use pg_integration_enum_core::read::sql::{Catalogue, SqlFile};
///
/// let files = [SqlFile {
///     path: "schema.sql".into(),
///     text: "CREATE TYPE mood AS ENUM ('sad', 'happy');".into(),
/// }];
/// let catalogue = Catalogue::of(&files)?;
/// let names: Vec<String> = catalogue.types().map(|ty| ty.to_string()).collect();
/// assert_eq!(names, ["public.mood"]);
/// # Ok::<(), pg_integration_enum_core::read::ReadError>(())
/// ```
#[derive(Debug)]
pub struct Catalogue<'a> {
    files: Cow<'a, [SqlFile]>,
    types: catalogue::Catalogue,
    refused: BTreeMap<Subject, Refusal>,
}

impl<'a> Catalogue<'a> {
    /// Replays the files in their order. It takes them borrowed or for its own.
    pub fn of(files: impl Into<Cow<'a, [SqlFile]>>) -> Result<Self, ReadError> {
        let files = files.into();
        let Replay {
            catalogue, refused, ..
        } = Replay::run(&files)?;
        Ok(Self {
            types: catalogue,
            refused,
            files,
        })
    }

    /// The files that were replayed.
    pub fn files(&self) -> &[SqlFile] {
        &self.files
    }

    /// The types that are there, those included whose labels cannot be determined.
    pub fn types(&self) -> impl Iterator<Item = TypeName> {
        let enums = self.report().enums();
        enums.filter_map(|key| TypeName::new(Some(&key.schema), &key.name).ok())
    }

    /// The labels of one type, by the rule of [`read`].
    pub fn listing(&self, ty: &TypeName) -> Result<Listing, ReadError> {
        self.report().listing(ty)
    }

    /// The statements on types and schemas that the server would refuse.
    pub fn errors(&self) -> impl Iterator<Item = ReadError> {
        self.report().refusals()
    }

    fn report(&self) -> Report<'_> {
        Report {
            files: &self.files,
            catalogue: &self.types,
            refused: &self.refused,
        }
    }
}
