//! How far a command is.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts things of a kind, where somebody watches.
pub fn bar(things: &str) -> ProgressBar {
    let template = format!("{{bar:40}} {{pos}} of {{len}} {things}, {{eta}} left");
    let style = ProgressStyle::with_template(&template).expect("the template is valid");
    ProgressBar::new(0).with_style(style)
}
