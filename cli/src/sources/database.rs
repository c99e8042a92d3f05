//! The enums of a database, read and never written.

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
const PATIENCE: Duration = Duration::from_secs(10);

/// A database to compare enums with.
pub struct Database {
    pub client: Client,
    pub kind: SourceKind,
    /// What reports call it.
    pub name: String,
}

/// Connects to the database of an address.
pub fn connect(address: &str) -> Result<Database, String> {
    let mut config: Config = address.parse().map_err(|error: postgres::Error| {
        format!("the database's address is wrong: {}", in_full(&error))
    })?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    let client = config
        .connect(NoTls)
        .map_err(|error| format!("cannot connect to the database: {}", in_full(&error)))?;
    Ok(Database {
        client,
        kind: SourceKind::Live,
        name: described(&config),
    })
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
    pub fn compare(&mut self, enums: &mut [EnumReport], indices: &[usize]) -> Result<(), String> {
        let types: Vec<(usize, &EnumType)> = indices
            .iter()
            .filter_map(|index| Some((*index, enums[*index].ty.as_ref()?)))
            .collect();
        let labels: Vec<Vec<&str>> = types.iter().map(|(_, ty)| ty.label_texts()).collect();
        let declared: Vec<Declared<'_>> = types
            .iter()
            .zip(&labels)
            .map(|((_, ty), labels)| Declared {
                schema: ty.name().schema.as_ref().map(|schema| schema.as_str()),
                name: ty.name().name.as_str(),
                labels,
            })
            .collect();
        let found = self
            .read_only(&declared)
            .map_err(|error| format!("cannot read the database: {}", in_full(&error)))?;
        let columns: Vec<(usize, Column)> = types
            .iter()
            .zip(found.findings())
            .map(|((index, _), finding)| (*index, self.column(&enums[*index], finding)))
            .collect();
        for (index, column) in columns {
            enums[index].columns.push(column);
        }
        Ok(())
    }

    fn read_only(&mut self, declared: &[Declared<'_>]) -> Result<verify::Report, postgres::Error> {
        let mut transaction = self.client.build_transaction().read_only(true).start()?;
        verify_all(&mut transaction, declared)
    }

    fn column(&self, report: &EnumReport, finding: &verify::Finding) -> Column {
        let judge = Judge {
            report,
            kind: self.kind,
            name: match self.kind {
                SourceKind::Scratch => "the database after the migrations",
                _ => "the database",
            },
            finding,
        };
        let (answer, findings) = judge.judge();
        Column {
            source: Source::database(self.kind, &self.name),
            answer,
            findings,
        }
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
