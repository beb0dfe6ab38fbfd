//! Bytes to text, a piece at a time.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder};

use crate::encoding::Encoding;

const PIECE: usize = 64 * 1024;

/// Reads a source as UTF-8 whose lines end in `\n`, the last one too.
///
/// One kind of line end makes lines countable, and a note the same text whatever system wrote the file.
pub(crate) struct Decoded<R> {
    source: R,
    decoder: Decoder,
    bytes: Vec<u8>,
    bytes_left: std::ops::Range<usize>,
    bytes_read: u64,
    text: Vec<u8>,
    text_left: std::ops::Range<usize>,
    /// The last piece ended in `\r`: a `\n` that follows belongs to it.
    after_cr: bool,
    at_line_start: bool,
    at_end: bool,
}

impl<R: Read> Decoded<R> {
    pub(crate) fn new(source: R, encoding: Encoding) -> Self {
        Self {
            source,
            decoder: encoding.decoder(),
            bytes: vec![0; PIECE],
            bytes_left: 0..0,
            bytes_read: 0,
            text: vec![0; PIECE],
            text_left: 0..0,
            after_cr: false,
            at_line_start: true,
            at_end: false,
        }
    }

    /// How many bytes of the source were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Decodes the next piece. Afterwards there is text left, or the end is reached.
    fn refill(&mut self) -> io::Result<()> {
        while self.text_left.is_empty() && !self.at_end {
            let mut source_ended = false;
            if self.bytes_left.is_empty() {
                let read = self.source.read(&mut self.bytes)?;
                source_ended = read == 0;
                self.bytes_read += read as u64;
                self.bytes_left = 0..read;
            }
            let input = &self.bytes[self.bytes_left.clone()];
            let (result, used, written, _) =
                self.decoder
                    .decode_to_utf8(input, &mut self.text, source_ended);
            self.bytes_left.start += used;
            let mut length = self.unify_line_ends(written);
            if source_ended && result == CoderResult::InputEmpty {
                self.at_end = true;
                length = self.end_last_line(length);
            }
            if let Some(last) = length.checked_sub(1) {
                self.at_line_start = self.text[last] == b'\n';
            }
            self.text_left = 0..length;
        }
        Ok(())
    }

    /// Turns `\r\n` and `\r` into `\n` in place, and answers the new length.
    fn unify_line_ends(&mut self, length: usize) -> usize {
        if !self.after_cr && !self.text[..length].contains(&b'\r') {
            return length;
        }
        let mut kept = 0;
        for at in 0..length {
            let byte = self.text[at];
            let belongs_to_cr = byte == b'\n' && self.after_cr;
            self.after_cr = byte == b'\r';
            if !belongs_to_cr {
                self.text[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }

    fn end_last_line(&mut self, length: usize) -> usize {
        let ended = match length.checked_sub(1) {
            Some(last) => self.text[last] == b'\n',
            None => self.at_line_start,
        };
        if ended {
            return length;
        }
        self.text.truncate(length);
        self.text.push(b'\n');
        length + 1
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.refill()?;
        let left = &self.text[self.text_left.clone()];
        let count = left.len().min(out.len());
        out[..count].copy_from_slice(&left[..count]);
        self.text_left.start += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so that every boundary is met.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(out.len()).min(1);
            out[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn decoded(bytes: &[u8], encoding: Encoding) -> String {
        let mut text = String::new();
        Decoded::new(Drops(bytes), encoding)
            .read_to_string(&mut text)
            .unwrap();
        let mut at_once = String::new();
        Decoded::new(bytes, encoding)
            .read_to_string(&mut at_once)
            .unwrap();
        assert_eq!(text, at_once);
        text
    }

    #[test]
    fn every_encoding_becomes_the_same_text() {
        let text = "Größe\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}Größe".encode_utf16().flat_map(bytes).collect()
        };
        assert_eq!(decoded("\u{feff}Größe".as_bytes(), Encoding::Utf8), text);
        assert_eq!(decoded(b"Gr\xf6\xdfe", Encoding::Windows1252), text);
        assert_eq!(decoded(&utf16(u16::to_le_bytes), Encoding::Utf16Le), text);
        assert_eq!(decoded(&utf16(u16::to_be_bytes), Encoding::Utf16Be), text);
    }

    #[test]
    fn lines_end_in_one_way() {
        for (bytes, text) in [
            ("a\r\nb\r\n", "a\nb\n"),
            ("a\rb\r\r", "a\nb\n\n"),
            ("a\n\r\nb", "a\n\nb\n"),
            ("a\n", "a\n"),
            ("", ""),
            ("\r", "\n"),
        ] {
            assert_eq!(decoded(bytes.as_bytes(), Encoding::Utf8), text, "{bytes:?}");
        }
    }

    #[test]
    fn text_longer_than_a_piece_is_whole() {
        let long = "äöü€\r\n".repeat(40_000);
        assert_eq!(
            decoded(long.as_bytes(), Encoding::Utf8),
            long.replace('\r', "")
        );
    }
}
