//! Lists and calls as formatters lay them out: on one line if it is not too long,
//! or else an element a line.

use alloc::format;
use alloc::string::String;

/// The most characters of a line, for dart_style and for prettier.
const WIDTH: usize = 80;

/// `head`, the elements within the brackets, and `tail`, as a line or as several.
pub(super) fn group(
    indent: usize,
    head: &str,
    brackets: [char; 2],
    elements: &[String],
    tail: &str,
) -> String {
    let [open, close] = brackets;
    let space = " ".repeat(indent);
    let line = format!("{space}{head}{open}{}{close}{tail}\n", elements.join(", "));
    // The line's end does not count. Both formatters count UTF-16 units.
    if line.encode_utf16().count() <= WIDTH + 1 || elements.is_empty() {
        return line;
    }
    let mut lines = format!("{space}{head}{open}\n");
    for element in elements {
        lines.push_str(&format!("{space}  {element},\n"));
    }
    lines.push_str(&format!("{space}{close}{tail}\n"));
    lines
}
