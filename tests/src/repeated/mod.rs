//! Texts that say the same thing many times over.
//!
//! Reading one that is twice as long is to take about twice as long: `tests/growth.rs`
//! reads long ones, and `bin/count_growth.rs` counts the instructions.

use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::sql::{Catalogue, SqlFile};
use pg_integration_enum_core::read::{Listing, ReadError, dart, typescript};

mod shapes;

pub use shapes::SHAPES;

/// Something to repeat, and what stands around it.
///
/// In the parts that are repeated, `{i}` is the number of the repetition and `{j}`
/// the one after it; in the others `{n}` is how many there are.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub name: &'static str,
    pub source: Source,
    pub before: &'static str,
    pub repeated: &'static str,
    pub after: &'static str,
    /// Repeated as often behind that, and counted down.
    pub closing: &'static str,
    pub end: &'static str,
    /// What is read: a type of SQL, or an item.
    pub item: &'static str,
    /// How often a test repeats it.
    pub most: usize,
}

/// How often tests repeat what histories consist of that go on for years.
const LONG: usize = 10_000;

/// What a text is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A file of SQL.
    Sql,
    /// A folder, with a file for each repetition.
    SqlFiles,
    /// A Dart library.
    Dart,
    /// A TypeScript module with JSX, or without.
    TypeScript { jsx: bool },
}

impl Shape {
    const fn new(source: Source, name: &'static str, before: &'static str) -> Self {
        Self {
            name,
            source,
            before,
            repeated: "",
            after: "",
            closing: "",
            end: "",
            item: "m",
            most: 400,
        }
    }

    const fn long(self) -> Self {
        Self { most: LONG, ..self }
    }

    pub fn is_long(&self) -> bool {
        self.most == LONG
    }

    const fn each(self, repeated: &'static str) -> Self {
        Self { repeated, ..self }
    }

    const fn then(self, after: &'static str) -> Self {
        Self { after, ..self }
    }

    const fn closed_by(self, closing: &'static str) -> Self {
        Self { closing, ..self }
    }

    const fn ending(self, end: &'static str) -> Self {
        Self { end, ..self }
    }

    const fn read_as(self, item: &'static str) -> Self {
        Self { item, ..self }
    }

    /// The text with so many repetitions.
    pub fn text(&self, count: usize) -> String {
        let whole = |part: &str| part.replace("{n}", &count.to_string());
        let mut text = whole(self.before);
        text.extend((0..count).map(|number| numbered(self.repeated, number)));
        text += &whole(self.after);
        text.extend(
            (0..count)
                .rev()
                .map(|number| numbered(self.closing, number)),
        );
        text + &whole(self.end)
    }

    /// The files with so many repetitions.
    fn files(&self, count: usize) -> Vec<SqlFile> {
        let mut texts = vec![self.text(count)];
        if self.source == Source::SqlFiles {
            texts = vec![self.before.to_owned()];
            texts.extend((0..count).map(|number| numbered(self.repeated, number)));
            texts.push(self.after.to_owned());
        }
        let file = |text| SqlFile {
            path: "a.sql".into(),
            text,
        };
        texts.into_iter().map(file).collect()
    }

    /// What the type, or the item, has.
    pub fn read(&self, count: usize) -> Result<Listing, ReadError> {
        match self.source {
            Source::Sql | Source::SqlFiles => {
                let files = self.files(count);
                let name = TypeName::new(None, self.item).expect("a name");
                let catalogue = Catalogue::of(&files)?;
                catalogue.listing(&name)
            }
            Source::Dart => dart::read("a.dart", &self.text(count), self.item),
            Source::TypeScript { jsx } => {
                let file = if jsx { "a.tsx" } else { "a.ts" };
                typescript::read(file, &self.text(count), self.item)
            }
        }
    }
}

fn numbered(part: &str, number: usize) -> String {
    part.replace("{i}", &number.to_string())
        .replace("{j}", &(number + 1).to_string())
}
