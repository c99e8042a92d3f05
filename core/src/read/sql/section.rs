//! The comments that part a file into an up and a down section.

/// Which section a line of comment begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Up,
    Down,
}

/// The markers of dbmate, goose and sql-migrate.
const MARKERS: [(&str, Section); 6] = [
    ("migrate:up", Section::Up),
    ("migrate:down", Section::Down),
    ("+goose up", Section::Up),
    ("+goose down", Section::Down),
    ("+migrate up", Section::Up),
    ("+migrate down", Section::Down),
];

impl Section {
    /// The section that this line begins, if it is such a comment.
    pub(super) fn of(line: &str) -> Option<Self> {
        let text = line.strip_prefix("--")?.trim_start();
        if !matches!(text.as_bytes().first(), Some(b'm' | b'+')) {
            return None;
        }
        MARKERS
            .iter()
            .find(|(marker, _)| begins_with_words(text, marker))
            .map(|(_, section)| *section)
    }
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
