//! The check against `expected(const = …)`, in const evaluation.

use pg_integration_enum_core::drift::first_difference;

/// Fails const evaluation at the caller's place where the two lists differ.
#[track_caller]
pub const fn assert_expected(name: &str, labels: &[&str], path: &str, expected: &[&str]) {
    let Some(index) = first_difference(labels, expected) else {
        return;
    };
    let message = Message::new()
        .text("enum `")
        .text(name)
        .text("` differs from `")
        .text(path)
        .text("` at position ")
        .number(index + 1)
        .text(": the enum has ")
        .label(labels, index)
        .text(", the list has ")
        .label(expected, index);
    panic!("{}", message.as_str());
}

/// Text that is put together in const evaluation, where nothing can be allocated.
struct Message {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Message {
    /// Enough for two labels and long paths; what goes over is left out.
    const CAPACITY: usize = 1024;

    const fn new() -> Self {
        Self {
            bytes: [0; Self::CAPACITY],
            length: 0,
        }
    }

    const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() > Self::CAPACITY {
            return self;
        }
        let mut index = 0;
        while index < text.len() {
            self.bytes[self.length] = text[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    const fn label(self, labels: &[&str], index: usize) -> Self {
        if index < labels.len() {
            self.text("`").text(labels[index]).text("`")
        } else {
            self.text("no more labels")
        }
    }

    const fn number(self, number: usize) -> Self {
        let shorter = if number >= 10 {
            self.number(number / 10)
        } else {
            self
        };
        shorter.text(DIGITS[number % 10])
    }

    const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "the enum differs from the expected list",
        }
    }
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
