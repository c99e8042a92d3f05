//! The enums of a database, read and never written.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use pg_integration_enum::postgres::verify_all;
use pg_integration_enum::verify::{self, Declared, Status};
use pg_integration_enum_core::drift::Drift;
use pg_integration_enum_core::model::EnumType;
use pg_integration_enum_core::read::Place;
use postgres::config::Host;
use postgres::{Client, Config, NoTls};

use crate::report::{
    Answer, Column, EnumReport, Finding, FindingKind, Fix, Listed, Side, Source, SourceKind,
};

/// How long a server may take to answer, unless its address says otherwise.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A database to compare enums with.
pub struct Database {
    pub client: Client,
    pub kind: SourceKind,
    /// What reports call it.
    pub name: String,
    /// How long an answer may take.
    pub patience: Duration,
}

/// Connects to the database of an address.
pub fn connect(address: &str) -> Result<Database, String> {
    let mut config: Config = address.parse().map_err(|error: postgres::Error| {
        format!("the database's address is wrong: {}", in_full(&error))
    })?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    let patience = *config.get_connect_timeout().unwrap_or(&PATIENCE);
    let name = described(&config);
    // Each of the hosts may take that long, and the one that takes the connection once more.
    let hosts = u32::try_from(config.get_hosts().len()).unwrap_or(u32::MAX);
    let limit = patience.saturating_mul(hosts.saturating_add(1));
    let client = within(limit, move || config.connect(NoTls))
        .map_err(|error| format!("cannot connect to the database: {error}"))?;
    Ok(Database {
        client,
        kind: SourceKind::Live,
        name,
        patience,
    })
}

/// What is asked of a server, or an error where no answer comes in time: one that takes
/// the connection and says nothing would be waited for without end.
fn within<T: Send + 'static>(
    limit: Duration,
    ask: impl FnOnce() -> Result<T, postgres::Error> + Send + 'static,
) -> Result<T, String> {
    let (sender, answer) = mpsc::channel();
    // Nobody waits for this thread: it ends with the process if not before.
    thread::spawn(move || sender.send(ask()));
    match answer.recv_timeout(limit) {
        Ok(answer) => answer.map_err(|error| in_full(&error)),
        Err(_) => Err(format!(
            "no answer within {limit:?}; `connect_timeout`, in seconds, in its address sets another limit"
        )),
    }
}

/// An address without what is secret in it.
fn described(config: &Config) -> String {
    let host = config.get_hosts().iter().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => path.display().to_string(),
    });
    let hosts: Vec<String> = host.collect();
    format!(
        "{} on {}",
        config.get_dbname().unwrap_or("the default database"),
        hosts.join(", ")
    )
}

/// An error with its causes.
pub fn in_full(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| {
        let cause = cause.to_string();
        if text.contains(&cause) {
            text
        } else {
            format!("{text}: {cause}")
        }
    })
}

impl Database {
    /// Adds what the database has to the enums with these indices, in one round trip.
    pub fn compare(self, enums: &mut [EnumReport], indices: &[usize]) -> Result<(), String> {
        let (indices, types): (Vec<usize>, Vec<EnumType>) = indices
            .iter()
            .filter_map(|index| Some((*index, enums[*index].ty.clone()?)))
            .unzip();
        let mut client = self.client;
        let found = within(self.patience, move || read_only(&mut client, &types))
            .map_err(|error| format!("cannot read the database: {error}"))?;
        for (index, finding) in indices.into_iter().zip(found.findings()) {
            let report = &mut enums[index];
            let column = column(self.kind, &self.name, report, finding);
            report.columns.push(column);
        }
        Ok(())
    }
}

fn read_only(client: &mut Client, types: &[EnumType]) -> Result<verify::Report, postgres::Error> {
    let labels: Vec<Vec<&str>> = types.iter().map(EnumType::label_texts).collect();
    let declared: Vec<Declared<'_>> = types
        .iter()
        .zip(&labels)
        .map(|(ty, labels)| Declared {
            schema: ty.name().schema.as_ref().map(|schema| schema.as_str()),
            name: ty.name().name.as_str(),
            labels,
        })
        .collect();
    let mut transaction = client.build_transaction().read_only(true).start()?;
    verify_all(&mut transaction, &declared)
}

fn column(kind: SourceKind, name: &str, report: &EnumReport, finding: &verify::Finding) -> Column {
    let judge = Judge {
        report,
        kind,
        name: match kind {
            SourceKind::Scratch => "the database after the migrations",
            _ => "the database",
        },
        finding,
    };
    let (answer, findings) = judge.judge();
    Column {
        source: Source::database(kind, name),
        answer,
        findings,
    }
}

/// Puts into words what a verification found of one enum.
struct Judge<'a> {
    report: &'a EnumReport,
    kind: SourceKind,
    name: &'a str,
    finding: &'a verify::Finding,
}

impl Judge<'_> {
    fn judge(&self) -> (Answer, Vec<Finding>) {
        match self.finding.status() {
            Status::InStep { .. } => (self.in_step(), Vec::new()),
            Status::Drifted { drift, labels, .. } => (listed(labels), self.drift(drift, labels)),
            Status::Missing { .. } => (Answer::Absent, vec![self.as_a_whole(FindingKind::Absent)]),
            Status::NotAnEnum { .. } => {
                (Answer::Absent, vec![self.as_a_whole(FindingKind::Absent)])
            }
            Status::NoUsage { .. } => (
                Answer::Unknown,
                vec![self.as_a_whole(FindingKind::Unreadable)],
            ),
        }
    }

    fn in_step(&self) -> Answer {
        let labels = self.report.labels.iter();
        let labels: Vec<String> = labels.map(|label| label.label.clone()).collect();
        listed(&labels)
    }

    fn as_a_whole(&self, kind: FindingKind) -> Finding {
        let text = self.finding.to_string();
        let message = text.lines().next().unwrap_or_default().to_owned();
        let there = self.finding.statements().into_iter();
        let there = there.map(|fix| Fix::new(Side::Source(self.kind), fix));
        let here = self.finding.schema_advice();
        let here = here.map(|fix| Fix::new(Side::Rust, fix));
        Finding {
            fixes: there.chain(here).collect(),
            ..Finding::at(kind, self.report.place.clone(), message)
        }
    }

    fn drift(&self, drift: &Drift, there: &[String]) -> Vec<Finding> {
        let name = self.name;
        let statements = self.finding.statements();
        let missing = drift.missing.iter().enumerate().map(|(index, label)| {
            let statement = statements
                .get(index)
                .map(|statement| Fix::new(Side::Source(self.kind), statement));
            let fixes = statement
                .into_iter()
                .chain([Fix::new(Side::Rust, "remove the variant")]);
            self.finding(
                FindingKind::Missing,
                label,
                format!("label `{label}` is not in {name}"),
                fixes,
            )
        });
        let extra = drift.extra.iter().map(|label| {
            let place = place_among(there, label);
            let fix = Fix::new(Side::Rust, format!("declare `{label}` {place}"));
            self.finding(
                FindingKind::Extra,
                label,
                format!("label `{label}` of {name} has no variant"),
                [fix],
            )
        });
        let moved = drift.moved.iter().map(|moved| {
            let message = moved.told(name);
            let place = place_among(there, &moved.label);
            let fix = Fix::new(Side::Rust, format!("move it {place}"));
            self.finding(FindingKind::Moved, &moved.label, message, [fix])
        });
        missing.chain(extra).chain(moved).collect()
    }

    fn finding(
        &self,
        kind: FindingKind,
        label: &str,
        message: String,
        fixes: impl IntoIterator<Item = Fix>,
    ) -> Finding {
        Finding {
            label: Some(label.to_owned()),
            fixes: fixes.into_iter().collect(),
            ..Finding::at(kind, self.place(label), message)
        }
    }

    /// The label's variant, or the enum.
    fn place(&self, label: &str) -> Place {
        let mut labels = self.report.labels.iter();
        let found = labels.find(|known| known.label == label);
        found
            .map_or(&self.report.place, |found| &found.place)
            .clone()
    }
}

/// Where a label stands in a list.
fn place_among(list: &[String], label: &str) -> String {
    match list.iter().take_while(|other| *other != label).last() {
        Some(before) => format!("after `{before}`"),
        None => "before all others".to_owned(),
    }
}

/// A database says nothing about places.
fn listed(labels: &[String]) -> Answer {
    let labels = labels.iter().map(|label| Listed {
        label: label.clone(),
        decided_by: None,
    });
    Answer::Listed {
        labels: labels.collect(),
        decided_by: None,
    }
}
