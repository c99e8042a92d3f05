//! What the command takes.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::ddl::Statement;
use crate::output::Format;

/// Compares Rust enums with every other list of their PostgreSQL labels.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-pg-enum",
    bin_name = "cargo pg-enum",
    version,
    subcommand_required = true,
    after_help = "Exit status: 0 in step, 1 drift, 2 something cannot be determined, or wrong use. \
                  Drift wins over what cannot be determined."
)]
pub struct Command {
    #[command(subcommand)]
    pub action: Action,
}

#[derive(Debug, Subcommand)]
pub enum Action {
    /// Compares every enum with every list that it declares, and with a database
    ///
    /// Finds each `#[derive(PgIntegrationEnum)]` of the workspace in its sources, so the crates need
    /// not compile. Reads what `expected(…)` names: inline lists, consts, SQL migrations, Dart and
    /// TypeScript files. Writes nothing, neither to files nor to the database.
    #[command(after_long_help = "Examples:
  cargo pg-enum check
      the lists in the sources and files, no server
  cargo pg-enum check --database-url postgres://localhost/app
      the live database too
  cargo pg-enum check --scratch
      the migrations also as a throw-away PostgreSQL applies them
  cargo pg-enum check -p billing --quiet
      one package, and of that only what is not in step
  cargo pg-enum check --format github
      annotations for a pull request

Exit status: 0 in step, 1 drift, 2 something cannot be determined, or wrong use.
Drift wins over what cannot be determined.")]
    Check(CheckArgs),
    /// Shows which enum is declared where, and what it is compared with
    #[command(after_long_help = "Examples:
  cargo pg-enum list
  cargo pg-enum list --format json | jq -r '.enums[].type.name'")]
    List(ListArgs),
    /// Prints the SQL that creates an enum's type or adopts its columns
    ///
    /// It is what the derive's const holds, byte for byte. The crate need not compile: it does
    /// not, with `expected(sql = "…")`, before a first migration creates the type.
    #[command(subcommand, after_long_help = DDL_EXAMPLES)]
    Ddl(DdlAction),
    /// Writes an enum in another language, as one would by hand
    #[command(subcommand)]
    Export(ExportAction),
    /// Prints a shell's completions
    #[command(after_long_help = "Examples:
  cargo-pg-enum completions bash > ~/.local/share/bash-completion/completions/cargo-pg-enum
  cargo-pg-enum completions fish > ~/.config/fish/completions/cargo-pg-enum.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

const DDL_EXAMPLES: &str = "Examples:
  cargo pg-enum ddl create
  cargo pg-enum ddl create --enum IntegrationType --out migrations/20240101_integration_type.sql
  cargo pg-enum ddl up --enum IntegrationType > migrations/20240101_adopt.up.sql
  cargo pg-enum ddl down --enum IntegrationType > migrations/20240101_adopt.down.sql
  cargo pg-enum ddl create-if-missing | psql
  cargo pg-enum ddl up --out migrations/20240101_adopt.up.sql --check";

#[derive(Debug, Subcommand)]
pub enum DdlAction {
    /// Creates the type, which must not be there yet: `CREATE_TYPE_SQL`
    #[command(after_long_help = DDL_EXAMPLES)]
    Create(DdlArgs),
    /// Creates it unless it is there: `CREATE_TYPE_IF_MISSING_SQL`
    #[command(after_long_help = DDL_EXAMPLES)]
    CreateIfMissing(DdlArgs),
    /// Drops the type: `DROP_TYPE_SQL`
    #[command(after_long_help = DDL_EXAMPLES)]
    Drop(DdlArgs),
    /// Makes text columns, those of `column`, columns of the type: `MIGRATE_UP_SQL`
    #[command(after_long_help = DDL_EXAMPLES)]
    Up(DdlArgs),
    /// Makes them text again, and drops the type: `MIGRATE_DOWN_SQL`
    #[command(after_long_help = DDL_EXAMPLES)]
    Down(DdlArgs),
}

impl DdlAction {
    pub fn into_parts(self) -> (DdlArgs, Statement) {
        match self {
            Self::Create(args) => (args, Statement::Create),
            Self::CreateIfMissing(args) => (args, Statement::CreateIfMissing),
            Self::Drop(args) => (args, Statement::Drop),
            Self::Up(args) => (args, Statement::Up),
            Self::Down(args) => (args, Statement::Down),
        }
    }
}

#[derive(Debug, Args)]
pub struct DdlArgs {
    #[command(flatten)]
    pub selection: Selection,
    /// The enum, by its Rust name, its type's or its place [default: the only one]
    #[arg(long = "enum", value_name = "NAME")]
    pub name: Option<String>,
    /// A new file to write it to [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Compares with the file instead; exit status 1 on a difference
    #[arg(long, requires = "out")]
    pub check: bool,
}

#[derive(Debug, Subcommand)]
pub enum ExportAction {
    /// A Dart library with an enhanced enum, and a test that holds its list
    #[command(after_long_help = "Examples:
  cargo pg-enum export dart --out app/lib/integration_type.dart
  cargo pg-enum export dart --enum IntegrationType --out app/lib/integration_type.dart \\
      --test app/test/integration_type_test.dart
  cargo pg-enum export dart --out app/lib/integration_type.dart --check")]
    Dart {
        #[command(flatten)]
        export: ExportArgs,
        /// Where to write a test for `package:test` too
        #[arg(long, value_name = "FILE")]
        test: Option<PathBuf>,
        /// How the test imports the library [default: found by the pubspec.yaml above it]
        #[arg(long, value_name = "URI", requires = "test")]
        import: Option<String>,
    },
    /// A TypeScript module with the labels, their type and a guard
    #[command(after_long_help = "Examples:
  cargo pg-enum export typescript --out web/src/integration-type.ts
  cargo pg-enum export typescript --out web/src/integration-type.ts --database ./database.types
  cargo pg-enum export typescript --out web/src/integration-type.ts --check")]
    Typescript {
        #[command(flatten)]
        export: ExportArgs,
        /// The module of Supabase's generated types: compiles only as long as both agree
        #[arg(long, value_name = "MODULE")]
        database: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub selection: Selection,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The enum, by its Rust name, its type's or its place [default: the only one]
    #[arg(long = "enum", value_name = "NAME")]
    pub name: Option<String>,
    /// Compares instead of writing; exit status 1 on a difference
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct Selection {
    /// The Cargo.toml of the workspace or of one of its packages
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,
    /// Only this package; can be given several times [default: all of the workspace]
    #[arg(short, long = "package", value_name = "NAME")]
    pub packages: Vec<String>,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub selection: Selection,
    /// Compares with this database too; it is only read
    #[arg(
        long,
        value_name = "URL",
        env = "DATABASE_URL",
        hide_env_values = true,
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub database_url: Option<String>,
    /// Asks no database, even if DATABASE_URL is set
    #[arg(long)]
    pub no_database: bool,
    /// Applies the migrations to a throw-away PostgreSQL and compares with what it then has
    #[arg(long)]
    pub scratch: bool,
    /// SQL to run there before the migrations: roles, schemas and extensions that they expect
    #[arg(long, value_name = "FILE", requires = "scratch")]
    pub prepare: Option<PathBuf>,
    /// Leaves enums that macros build to the compiler: a warning, and no exit status 2
    #[arg(long)]
    pub allow_macro_built: bool,
    /// Draws without characters beyond ASCII
    #[arg(long)]
    pub ascii: bool,
    /// Shows only what is not in step
    #[arg(short, long)]
    pub quiet: bool,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub selection: Selection,
    /// What to write
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For a person
    Text,
    /// For a program
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// The arguments; cargo puts the subcommand's name in front of them.
pub fn arguments(given: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = given.into_iter().collect();
    if arguments.get(1).is_some_and(|first| first == "pg-enum") {
        arguments.remove(1);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Command::command().debug_assert();
    }

    #[test]
    fn cargo_s_word_is_taken_away() {
        let given = |words: &[&str]| arguments(words.iter().map(OsString::from));
        assert_eq!(
            given(&["cargo-pg-enum", "pg-enum", "check"]),
            ["cargo-pg-enum", "check"]
        );
        assert_eq!(
            given(&["cargo-pg-enum", "check"]),
            ["cargo-pg-enum", "check"]
        );
    }
}
