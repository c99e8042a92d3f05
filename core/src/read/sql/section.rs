//! The comments that part a file into an up and a down section.

/// Which section a line of comment begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Up,
    Down,
    /// A down section whose up section nothing announces.
    Below,
    /// No section: another statement.
    Statement,
}

/// How tern parts a file.
const BELOW: &str = "---- create above / drop below ----";

/// How drizzle parts statements.
const BREAKPOINT: &str = "> statement-breakpoint";

/// The markers of dbmate, goose, sql-migrate, micrate, node-pg-migrate and rambler.
const MARKERS: [(&str, Section); 12] = [
    ("migrate:up", Section::Up),
    ("migrate:down", Section::Down),
    ("+goose up", Section::Up),
    ("+goose down", Section::Down),
    ("+migrate up", Section::Up),
    ("+migrate down", Section::Down),
    ("+micrate up", Section::Up),
    ("+micrate down", Section::Down),
    ("up migration", Section::Up),
    ("down migration", Section::Down),
    ("rambler up", Section::Up),
    ("rambler down", Section::Down),
];

impl Section {
    /// The section that this line begins, if it is such a comment.
    pub(super) fn of(line: &str) -> Option<Self> {
        if !may_begin(line.as_bytes()) {
            return None;
        }
        if line.trim_end() == BELOW {
            return Some(Self::Below);
        }
        let text = line.strip_prefix("--")?.trim_start();
        if text.starts_with(BREAKPOINT) {
            return Some(Self::Statement);
        }
        MARKERS
            .iter()
            .find(|(marker, _)| begins_with_words(text, marker))
            .map(|(_, section)| *section)
    }
}

/// Whether the first letter of a comment may be that of a marker.
///
/// There are many comments and few markers, so this is asked first.
fn may_begin(line: &[u8]) -> bool {
    let mut at = 2;
    while at < line.len() && matches!(line[at], b' ' | b'\t') {
        at += 1;
    }
    let letter = line.get(at).map_or(b'a', |byte| byte | 0x20);
    !letter.is_ascii_alphabetic() || matches!(letter, b'm' | b'u' | b'd' | b'r')
}

/// Whether a text begins with a marker, in any case, and a space or the end follows.
fn begins_with_words(text: &str, marker: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= marker.len()
        && bytes[..marker.len()].eq_ignore_ascii_case(marker.as_bytes())
        && bytes
            .get(marker.len())
            .is_none_or(|next| next.is_ascii_whitespace())
}
