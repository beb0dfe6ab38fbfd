//! Files that people upload by mistake, told by their first bytes.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a file is when it is not a table of text.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCsv {
    /// A workbook (or another ZIP archive).
    #[error("it is an Excel file or an archive; save or export it as CSV")]
    Excel,
    /// A PDF document.
    #[error("it is a PDF; export the detailed report as CSV")]
    Pdf,
    /// A web page, often the tracker's sign-in page saved under the name of the export.
    #[error("it is a web page; download the export again while signed in")]
    Html,
    /// Bytes that are no text.
    #[error("it is not a text file; export the detailed report as CSV")]
    Binary,
    /// Text without any delimiter in its first line.
    #[error(
        "its first line has only one column; a CSV export starts with the names of its columns"
    )]
    OneColumn,
}

/// How many bytes [`not_csv`] wants to see.
pub(crate) const START: usize = 4096;

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// What the file is, if its first bytes show that it is no table of text.
pub(crate) fn not_csv(start: &[u8]) -> Option<NotCsv> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLD_EXCEL: &[u8] = b"\xd0\xcf\x11\xe0";
    if start.starts_with(ZIP) || start.starts_with(OLD_EXCEL) {
        return Some(NotCsv::Excel);
    }
    if start.starts_with(b"%PDF") {
        return Some(NotCsv::Pdf);
    }
    let text = start.strip_prefix(UTF8_BOM).unwrap_or(start);
    if text.trim_ascii_start().starts_with(b"<") {
        return Some(NotCsv::Html);
    }
    is_binary(start).then_some(NotCsv::Binary)
}

/// More than one byte in twenty is a control character. A stray one in a note is cleaned away later; UTF-16 has a
/// byte order mark or cannot be told from binary.
fn is_binary(start: &[u8]) -> bool {
    if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        return false;
    }
    let controls = start
        .iter()
        .filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
    controls.count() * 20 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistaken_files_are_told_apart() {
        assert_eq!(not_csv(b"PK\x03\x04\x14\0\x06\0"), Some(NotCsv::Excel));
        assert_eq!(not_csv(b"%PDF-1.7\n"), Some(NotCsv::Pdf));
        assert_eq!(
            not_csv(b"\xef\xbb\xbf\n <!doctype html>"),
            Some(NotCsv::Html)
        );
        assert_eq!(
            not_csv(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            Some(NotCsv::Binary)
        );
        assert_eq!(
            not_csv(b"P\0r\0o\0j\0e\0c\0t\0,\0"),
            Some(NotCsv::Binary),
            "UTF-16 without a mark"
        );
    }

    #[test]
    fn text_is_text_even_with_a_stray_nul() {
        assert_eq!(not_csv(b""), None);
        assert_eq!(
            not_csv(b"Project,Client,Description\r\nA,B,a note\0 of some length\r\n"),
            None
        );
        assert_eq!(not_csv(b"\xff\xfeP\0r\0"), None, "UTF-16 with its mark");
    }
}
