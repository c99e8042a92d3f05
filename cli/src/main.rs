//! `cargo pg-enum`: every list of an enum's labels, side by side.
//!
//! The data goes one way: the workspace's files, the derives in them, the lists
//! that those name, a report, and that in one of the outputs.
#![forbid(unsafe_code)]

mod args;
mod build_script;
mod check;
mod conditional;
mod discover;
mod examine;
mod export;
mod matrix;
mod output;
mod report;
mod sources;
mod syntax;
mod workspace;

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::{CommandFactory, Parser};

use crate::args::{
    Action, CheckArgs, Color, Command, ExportAction, ExportArgs, ListArgs, ListFormat, arguments,
};
use crate::check::{Request, check, list};
use crate::export::Language;
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
        manifest: args.selection.manifest_path,
        packages: args.selection.packages,
        database: args.database_url.filter(|_| !args.no_database),
        scratch: args.scratch,
        prepare: args.prepare,
        allow_macro_built: args.allow_macro_built,
    })?;
    let text = output::render(&report, args.format, look(args.ascii), args.quiet);
    write(&text, color(args.color))?;
    Ok(ExitCode::from(report.status().exit_code()))
}

fn run_list(args: ListArgs) -> Result<ExitCode, String> {
    let report = list(&Request {
        manifest: args.selection.manifest_path,
        packages: args.selection.packages,
        ..Request::default()
    })?;
    let text = match args.format {
        ListFormat::Text => output::list_text(&report),
        ListFormat::Json => output::list_json(&report),
    };
    write(&text, color(args.color))?;
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
    let ExportArgs {
        selection,
        out,
        name,
        check,
    } = args;
    let report = list(&Request {
        manifest: selection.manifest_path,
        packages: selection.packages,
        ..Request::default()
    })?;
    let chosen = export::choose(&report, name.as_deref())?;
    let mut differs = false;
    for file in export::files(chosen, &out, language)? {
        if check {
            let difference = file.difference()?;
            differs |= difference.is_some();
            write(&difference.unwrap_or_default(), ColorChoice::Never)?;
        } else {
            write(&file.write()?, ColorChoice::Never)?;
        }
    }
    Ok(if differs {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
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
