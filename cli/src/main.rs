//! `cargo pg-enum`: every list of an enum's labels, side by side.
//!
//! The data goes one way: the workspace's files, the derives in them, the lists
//! that those name, a report, and that in one of the outputs.
#![forbid(unsafe_code)]

mod args;
mod build_script;
mod check;
mod chosen;
mod conditional;
mod ddl;
mod discover;
mod examine;
mod export;
mod file;
mod matrix;
mod output;
mod report;
mod sources;
mod syntax;
mod workspace;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::{CommandFactory, Parser};
use pg_integration_enum_core::export::is_exported;

use crate::args::{
    Action, CheckArgs, Color, Command, DdlAction, ExportAction, ListArgs, ListFormat, Selection,
    arguments,
};
use crate::check::{Request, check, list};
use crate::chosen::choose;
use crate::export::Language;
use crate::file::File;
use crate::output::Look;

/// Room for expressions that nest as deeply as generated code does; it costs
/// nothing until it is used.
const STACK: usize = 16 << 20;

fn main() -> ExitCode {
    let command = Command::parse_from(arguments(std::env::args_os()));
    // The main thread has such room, the usual others an eighth. If that cannot be, they have to do.
    let _ = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build_global();
    let done = run(command.action);
    done.unwrap_or_else(|error| {
        anstream::eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

fn run(action: Action) -> Result<ExitCode, String> {
    match action {
        Action::Check(args) => run_check(args),
        Action::List(args) => run_list(args),
        Action::Ddl(action) => run_ddl(action),
        Action::Export(action) => run_export(action),
        Action::Completions { shell } => {
            let mut command = Command::command().bin_name("cargo-pg-enum");
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "cargo-pg-enum", &mut script);
            let script = String::from_utf8_lossy(&script);
            write(&script, ColorChoice::Never).map(|()| ExitCode::SUCCESS)
        }
    }
}

fn run_check(args: CheckArgs) -> Result<ExitCode, String> {
    let report = check(&Request {
        database: args.database_url.filter(|_| !args.no_database),
        scratch: args.scratch,
        prepare: args.prepare,
        allow_macro_built: args.allow_macro_built,
        ..args.selection.into()
    })?;
    let text = output::render(&report, args.format, look(args.ascii), args.quiet);
    write(&text, color(args.color))?;
    Ok(ExitCode::from(report.status().exit_code()))
}

impl From<Selection> for Request {
    fn from(selection: Selection) -> Self {
        Self {
            manifest: selection.manifest_path,
            packages: selection.packages,
            ..Self::default()
        }
    }
}

fn run_list(args: ListArgs) -> Result<ExitCode, String> {
    let report = list(&args.selection.into())?;
    let text = match args.format {
        ListFormat::Text => output::list_text(&report),
        ListFormat::Json => output::list_json(&report),
    };
    write(&text, color(args.color))?;
    Ok(ExitCode::SUCCESS)
}

fn run_ddl(action: DdlAction) -> Result<ExitCode, String> {
    let (args, statement) = action.into_parts();
    let report = list(&args.selection.into())?;
    let chosen = choose(&report, args.name.as_deref())?;
    let text = ddl::sql(chosen, statement)?;
    let Some(path) = args.out else {
        print_exactly(text)?;
        return Ok(ExitCode::SUCCESS);
    };
    let file = File {
        path,
        text,
        instead: ", or leave `--out` out to print it",
    };
    if args.check {
        return compare(&[file]);
    }
    write(&file.write_new()?, ColorChoice::Never)?;
    Ok(ExitCode::SUCCESS)
}

fn run_export(action: ExportAction) -> Result<ExitCode, String> {
    let (args, language) = match action {
        ExportAction::Dart {
            export,
            test,
            import,
        } => (export, Language::Dart { test, import }),
        ExportAction::Typescript { export, database } => {
            (export, Language::TypeScript { database })
        }
    };
    let report = list(&args.selection.into())?;
    let chosen = choose(&report, args.name.as_deref())?;
    let files = export::files(chosen, &args.out, language)?;
    if args.check {
        return compare(&files);
    }
    for file in &files {
        file.may_replace(is_exported, "was not written by this command")?;
    }
    for file in files {
        write(&file.write()?, ColorChoice::Never)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows where files are not what they are to be.
fn compare(files: &[File]) -> Result<ExitCode, String> {
    let mut code = ExitCode::SUCCESS;
    for file in files {
        if let Some(difference) = file.difference()? {
            write(&difference, ColorChoice::Never)?;
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

fn color(wanted: Color) -> ColorChoice {
    match wanted {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    }
}

fn look(ascii: bool) -> Look {
    const USUAL_WIDTH: u16 = 80;
    let terminal = terminal_size::terminal_size();
    Look {
        width: terminal.map_or(USUAL_WIDTH, |(width, _)| width.0),
        ascii: ascii || locale_is_ascii(),
    }
}

/// Whether the locale says that the terminal shows nothing beyond ASCII.
fn locale_is_ascii() -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    named.is_some_and(|value| value == "C" || value == "POSIX")
}

/// Writes to standard output. That nobody reads on is no mistake.
fn write(text: &str, color: ColorChoice) -> Result<(), String> {
    let mut stream = AutoStream::new(io::stdout(), color);
    match stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write: {error}"))
        }
        _ => Ok(()),
    }
}

/// Prints SQL as it is, escape sequences in labels included; a line end that a
/// person's prompt would miss is no part of it.
fn print_exactly(mut sql: String) -> Result<(), String> {
    if io::stdout().is_terminal() && !sql.ends_with('\n') {
        sql.push('\n');
    }
    write(&sql, ColorChoice::AlwaysAnsi)
}
