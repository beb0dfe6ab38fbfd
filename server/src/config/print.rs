//! The documentation of the settings, as Markdown.

use std::fmt::Write as _;

use super::settings::ALL;

const HEAD: &str = "# Configuration

Billhour is configured by environment variables alone. This page is what `billhour serve --print-config` prints.

| Variable | Default | Meaning |
|---|---|---|
";

/// The page `docs/configuration.md`.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for setting in ALL {
        let default = match setting.default {
            "" => String::new(),
            default => format!("`{default}`"),
        };
        // Writing to a String does not fail.
        let _ = writeln!(
            page,
            "| `{}` | {default} | {} |",
            setting.name, setting.meaning
        );
    }
    page
}
