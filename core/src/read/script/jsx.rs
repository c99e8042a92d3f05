//! JSX elements: markup in which quotes and slashes are text. Only the braces in
//! it hold code.

use std::collections::HashMap;

use super::lexer::{Bracket, Broken, Dialect, Kind, Lexer, is_word};

impl<'a> Lexer<'a> {
    /// Enters an element, if one begins with this `<`.
    pub(super) fn element(&mut self) -> bool {
        let is_jsx = self.dialect == Dialect::TypeScript { jsx: true };
        if !is_jsx || !self.expects_operand() || !self.begins_tag() {
            return false;
        }
        self.open(Kind::Other, Bracket::Tag);
        true
    }

    /// A tag, not the type parameters of a function: `<T,>`, `<T extends U>`, and
    /// in a type `<T>(`, after which there is no `</T>`.
    fn begins_tag(&mut self) -> bool {
        let name = tag_name(self.text, self.position + 1);
        let after_name = self.text[self.position + 1 + name.len()..].trim_start();
        if let Some(parameters) = after_name.strip_prefix('>') {
            if name.is_empty() || !parameters.starts_with('(') {
                return true;
            }
            let position = self.position;
            let text = self.text;
            let closing_tags = self.closing_tags.get_or_insert_with(|| closing_tags(text));
            return closing_tags.get(name).is_some_and(|last| *last > position);
        }
        let extends = after_name
            .strip_prefix("extends")
            .is_some_and(|rest| rest.starts_with(char::is_whitespace));
        !name.is_empty() && !after_name.starts_with([',', '=']) && !extends
    }

    pub(super) fn tag(&mut self, byte: u8) -> Result<(), Broken> {
        let rest = self.rest();
        match byte {
            b'"' | b'\'' => {
                let Some(length) = rest[1..].iter().position(|other| *other == byte) else {
                    return Err(self.broken(self.position, "the attribute is never closed"));
                };
                self.position += length + 2;
            }
            b'{' => self.open(Kind::Open, Bracket::Plain(b'}')),
            b'/' if rest.starts_with(b"/>") => self.close(self.position + 2),
            b'/' if rest.starts_with(b"/*") => self.block_comment()?,
            b'/' if rest.starts_with(b"//") => self.position = self.line_end(),
            b'>' => {
                if let Some(opened) = self.opened.last_mut() {
                    opened.bracket = Bracket::Children;
                }
                self.position += 1;
            }
            b'<' => self.type_arguments(),
            _ => self.position += 1,
        }
        Ok(())
    }

    /// Passes over the `<string>` of `<List<string> items={…}>`.
    fn type_arguments(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.rest().first() {
            self.position += 1;
            match byte {
                b'<' => depth += 1,
                b'>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    pub(super) fn children(&mut self, byte: u8) {
        let rest = self.rest();
        match byte {
            b'{' => self.open(Kind::Open, Bracket::Plain(b'}')),
            b'<' if rest.starts_with(b"</") => {
                let length = rest.iter().position(|byte| *byte == b'>');
                self.close(length.map_or(self.text.len(), |length| self.position + length + 1));
            }
            b'<' => self.open(Kind::Other, Bracket::Tag),
            _ => self.position += 1,
        }
    }
}

fn tag_name(text: &str, start: usize) -> &str {
    let length = text.as_bytes()[start..]
        .iter()
        .take_while(|byte| is_word(**byte) || matches!(byte, b'.' | b':' | b'-'))
        .count();
    &text[start..start + length]
}

fn closing_tags(text: &str) -> HashMap<&str, usize> {
    text.match_indices("</")
        .map(|(at, _)| (tag_name(text, at + 2), at))
        .collect()
}
