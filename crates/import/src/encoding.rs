//! In which encoding a file is, found from its bytes.

use std::io::Read;

use serde::{Deserialize, Serialize};

use crate::error::ImportError;

/// The encodings in which exports arrive: as the tracker writes them, or as a spreadsheet saved them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// With or without a byte order mark.
    Utf8,
    /// Little-endian, by its byte order mark.
    Utf16Le,
    /// Big-endian, by its byte order mark.
    Utf16Be,
    /// Whatever is not UTF-8: Windows-1252, which contains the printable characters of Latin-1.
    Windows1252,
}

impl Encoding {
    /// The name that a person knows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252 (Latin-1)",
        }
    }

    /// A decoder that drops the byte order mark.
    pub(crate) fn decoder(self) -> encoding_rs::Decoder {
        let encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        encoding.new_decoder_with_bom_removal()
    }
}

/// Finds the encoding by reading to the end: the first byte that is not UTF-8 can be in the last row.
pub(crate) fn detect(start: &[u8], source: &mut impl Read) -> Result<Encoding, ImportError> {
    if start.starts_with(&[0xff, 0xfe]) {
        return Ok(Encoding::Utf16Le);
    }
    if start.starts_with(&[0xfe, 0xff]) {
        return Ok(Encoding::Utf16Be);
    }
    let mut survey = Survey::default();
    let mut chunk = vec![0; 64 * 1024];
    survey.add(start);
    loop {
        match source.read(&mut chunk)? {
            0 => return survey.conclude(),
            read => survey.add(&chunk[..read]),
        }
    }
}

/// What was seen so far of a file that may be UTF-8.
#[derive(Default)]
struct Survey {
    /// The start of a character that the next chunk continues, at most three bytes.
    open: Vec<u8>,
    /// Characters of more than one byte.
    wide: u64,
    /// Bytes that are not UTF-8.
    foreign: u64,
    newlines: u64,
    first_foreign_line: u64,
}

impl Survey {
    fn add(&mut self, chunk: &[u8]) {
        let joined = [std::mem::take(&mut self.open).as_slice(), chunk].concat();
        let mut rest = joined.as_slice();
        while let Err(error) = std::str::from_utf8(rest) {
            let (good, bad) = rest.split_at(error.valid_up_to());
            self.count_good(good);
            let Some(length) = error.error_len() else {
                self.open = bad.to_vec();
                return;
            };
            self.count_foreign();
            rest = &bad[length..];
        }
        self.count_good(rest);
    }

    fn count_good(&mut self, text: &[u8]) {
        self.wide += count(text, |byte| byte >= 0xc0);
        if self.foreign == 0 {
            self.newlines += count(text, |byte| byte == b'\n');
        }
    }

    fn count_foreign(&mut self) {
        if self.foreign == 0 {
            self.first_foreign_line = self.newlines + 1;
        }
        self.foreign += 1;
    }

    /// A file that is mostly UTF-8 but not quite was damaged or glued together. Read as Windows-1252 every umlaut in
    /// it would become two wrong letters, so it is refused.
    fn conclude(mut self) -> Result<Encoding, ImportError> {
        if !self.open.is_empty() {
            self.count_foreign();
        }
        match self.foreign {
            0 => Ok(Encoding::Utf8),
            foreign if foreign >= self.wide => Ok(Encoding::Windows1252),
            _ => Err(ImportError::MixedEncoding {
                line: self.first_foreign_line,
            }),
        }
    }
}

fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    bytes.iter().map(|byte| u64::from(is(*byte))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(bytes: &[u8]) -> Result<Encoding, ImportError> {
        let (start, mut rest) = bytes.split_at(bytes.len().min(4));
        detect(start, &mut rest)
    }

    #[test]
    fn each_encoding_is_found() {
        assert_eq!(encoding(b"plain").unwrap(), Encoding::Utf8);
        assert_eq!(encoding("größer".as_bytes()).unwrap(), Encoding::Utf8);
        assert_eq!(encoding(b"\xef\xbb\xbfgr\xc3\xb6").unwrap(), Encoding::Utf8);
        assert_eq!(encoding(b"\xff\xfea\0").unwrap(), Encoding::Utf16Le);
        assert_eq!(encoding(b"\xfe\xff\0a").unwrap(), Encoding::Utf16Be);
        assert_eq!(encoding(b"Gr\xf6\xdfe").unwrap(), Encoding::Windows1252);
        // „MENÜ“ in Windows-1252 holds a pair of bytes that would also be a character in UTF-8.
        assert_eq!(
            encoding(b"\x84MEN\xdc\x93 f\xfcr").unwrap(),
            Encoding::Windows1252
        );
    }

    #[test]
    fn a_character_across_two_chunks_is_one_character() {
        for cut in 0.."aé€🔥".len() {
            let mut survey = Survey::default();
            let (first, second) = "aé€🔥".as_bytes().split_at(cut);
            survey.add(first);
            survey.add(second);
            assert_eq!(survey.wide, 3, "cut at {cut}");
            assert_eq!(survey.conclude().unwrap(), Encoding::Utf8);
        }
    }

    #[test]
    fn two_encodings_in_one_file_are_refused_with_the_line() {
        let error = encoding(b"\xc3\xa4\xc3\xb6\xc3\xbc\n\nGr\xf6\xc3\x9fe\n").unwrap_err();
        assert!(
            matches!(error, ImportError::MixedEncoding { line: 3 }),
            "{error}"
        );
    }

    #[test]
    fn a_character_cut_off_at_the_end_is_foreign() {
        assert_eq!(encoding(b"abc\xc3").unwrap(), Encoding::Windows1252);
    }
}
