//! Liquibase's formatted SQL: which changesets run, and which lines do not count.

/// What a comment says of the lines behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Directive {
    /// A changeset begins.
    Changeset(Runs),
    /// Of the changeset that it is in.
    Preconditions(Runs),
    /// So many lines do not count.
    IgnoreLines(usize),
    /// None counts up to the end of that.
    IgnoreStart,
    IgnoreEnd,
}

/// Whether a changeset runs on this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runs {
    Always,
    /// It depends on this.
    Perhaps(&'static str),
    Never,
}

const CONTEXT: &str = "whether this changeset runs depends on the contexts and labels of a run";
const PRECONDITIONS: &str = "whether this changeset runs depends on its preconditions";

/// Whether a file is of that format.
pub(super) fn are_in(text: &str) -> bool {
    let comment = text.strip_prefix("--");
    comment.is_some_and(|words| begins_with(words.trim_start(), "liquibase formatted sql"))
}

fn begins_with(text: &str, words: &str) -> bool {
    let start = text.get(..words.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(words))
}

impl Directive {
    /// What this line of comment is.
    pub(super) fn of(line: &str) -> Option<Self> {
        let text = line.strip_prefix("--")?.trim();
        let behind = |words: &str| begins_with(text, words).then(|| &text[words.len()..]);
        if let Some(attributes) = behind("changeset ") {
            return Some(Self::Changeset(Runs::of(attributes)));
        }
        if let Some(attributes) = behind("preconditions") {
            let skips = attribute(attributes, "onFail")
                .is_some_and(|what| ["MARK_RAN", "CONTINUE"].contains(&what));
            let runs = Runs::Perhaps(PRECONDITIONS);
            return skips.then_some(Self::Preconditions(runs));
        }
        match behind("ignoreLines:")?.trim() {
            "start" => Some(Self::IgnoreStart),
            "end" => Some(Self::IgnoreEnd),
            count => count.parse().ok().map(Self::IgnoreLines),
        }
    }
}

impl Runs {
    fn of(attributes: &str) -> Self {
        let ignored = attribute(attributes, "ignore");
        let elsewhere = attribute(attributes, "dbms").is_some_and(|list| !names_this(list));
        if ignored == Some("true") || elsewhere {
            return Self::Never;
        }
        let mut conditions = ["context", "contextFilter", "labels"].iter();
        if conditions.any(|name| attribute(attributes, name).is_some()) {
            return Self::Perhaps(CONTEXT);
        }
        Self::Always
    }
}

/// The value of `name:value` or `name:"value"`.
fn attribute<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text;
    while let Some(colon) = rest.find(':') {
        let (before, after) = (&rest[..colon], &rest[colon + 1..]);
        let (value, behind) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        let found = before.split_whitespace().next_back().unwrap_or_default();
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = behind;
    }
    None
}

/// Whether a list of databases, or of those that it is not for, has PostgreSQL.
fn names_this(list: &str) -> bool {
    let names: Vec<String> = list
        .split(',')
        .map(|name| name.trim().to_ascii_lowercase())
        .collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let only_others = names.iter().all(|name| name.starts_with('!'));
    has("postgresql") || has("all") || (only_others && !has("!postgresql"))
}

/// From which offsets on statements may run or not, and on what that depends.
pub(super) fn conditions(text: &str) -> Vec<(usize, Option<&'static str>)> {
    let mut conditions = Vec::new();
    if !are_in(text) {
        return conditions;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match Directive::of(line) {
            Some(Directive::Changeset(Runs::Perhaps(reason))) => {
                conditions.push((at, Some(reason)))
            }
            Some(Directive::Preconditions(Runs::Perhaps(reason))) => {
                conditions.push((at, Some(reason)))
            }
            Some(Directive::Changeset(_)) => conditions.push((at, None)),
            _ => {}
        }
        at += line.len();
    }
    conditions
}
