//! What runs beside migrations in SQL: some in code, and callbacks.

/// How the names of migrations end that goose, yoyo and the runners of npm load.
pub(super) const NUMBERED: [&str; 8] = ["go", "js", "mjs", "cjs", "ts", "mts", "cts", "py"];

/// How those end that refinery and Flyway load.
pub(super) const PREFIXED: [&str; 5] = ["rs", "java", "kt", "scala", "groovy"];

/// When Flyway runs callbacks while it migrates.
const CALLBACKS: [&str; 14] = [
    "beforeConnect",
    "afterConnect",
    "createSchema",
    "beforeCreateSchema",
    "beforeMigrate",
    "beforeVersioned",
    "beforeRepeatables",
    "beforeEachMigrate",
    "beforeEachMigrateStatement",
    "afterEachMigrateStatement",
    "afterEachMigrate",
    "afterVersioned",
    "afterMigrate",
    "afterMigrateApplied",
];

/// The name of a file in code without its ending, if it is no test of one and
/// declares no types for one.
pub(super) fn stem<'n>(name: &'n str, endings: &[&str]) -> Option<&'n str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let others = ["_test", ".test", ".spec", ".d"];
    let counts = endings.contains(&ending) && !others.iter().any(|end| stem.ends_with(end));
    counts.then_some(stem)
}

/// Whether a file is a migration in code.
pub(in super::super) fn is_code(path: &str) -> bool {
    if path.ends_with(".sql") {
        return false;
    }
    let Some((_, ending)) = path.rsplit_once('.') else {
        return false;
    };
    NUMBERED.contains(&ending) || PREFIXED.contains(&ending)
}

/// Whether a file of this name is a callback of Flyway.
pub(in super::super) fn is_callback(name: &str) -> bool {
    // This is asked of every file, so the first letter is looked at first.
    if !matches!(name.as_bytes().first(), Some(b'a' | b'b' | b'c')) {
        return false;
    }
    let stem = name.strip_suffix(".sql").unwrap_or_default();
    let (when, _) = stem.split_once("__").unwrap_or((stem, ""));
    CALLBACKS.contains(&when)
}

/// Whether a file is one of graphile-migrate's that takes in others when it runs.
pub(in super::super) fn includes((folder, name): (&str, &str), text: &str) -> bool {
    let is_current = name == "current.sql" || folder.ends_with("current");
    is_current && text.lines().any(|line| line.starts_with("--!include"))
}

/// The folder of a path and the name in it, found byte by byte: names are short.
pub(in super::super) fn parts(path: &str) -> (&str, &str) {
    let bytes = path.as_bytes();
    let mut at = bytes.len();
    while at > 0 {
        at -= 1;
        if matches!(bytes[at], b'/' | b'\\') {
            return (&path[..at], &path[at + 1..]);
        }
    }
    ("", path)
}

/// Whether a file of Atlas sums up those before it, as one of its first comments says.
pub(super) fn is_checkpoint(text: &str) -> bool {
    let comments = text.lines().take_while(|line| line.starts_with("--"));
    let mut directives = comments.filter_map(|line| line.strip_prefix("--"));
    directives.any(|line| line.trim_start().starts_with("atlas:checkpoint"))
}
