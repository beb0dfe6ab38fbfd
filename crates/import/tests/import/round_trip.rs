use import::{Encoding, OnBadRows, SourceRow};
use proptest::prelude::*;

use crate::support::{DAY_FIRST, clockify_row, csv, dry_run, open, options, rows, table};

/// Text as it occurs and as it is feared: quotes, delimiters, line breaks, formulas, letters of all widths.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\"".to_owned()),
        Just("\"\"".to_owned()),
        Just(",".to_owned()),
        Just(";".to_owned()),
        Just("\t".to_owned()),
        Just("\n".to_owned()),
        Just("\\".to_owned()),
        Just("'".to_owned()),
        Just("=SUM(A1:A3)".to_owned()),
        Just("<script>".to_owned()),
        Just("-".to_owned()),
        Just(" ".to_owned()),
        Just("Größe €".to_owned()),
        Just("日本語 🔥".to_owned()),
        Just("\u{202e}\u{0}".to_owned()),
        "[a-zA-Z0-9 ]{0,12}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn one_line(text: &str) -> String {
    let clean = domain::text::clean(text);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(row: &SourceRow) -> [&str; 4] {
    [&row.client, &row.task, &row.note, &row.user_name]
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        texts_in in proptest::collection::vec([hard_text(), hard_text(), hard_text(), hard_text()], 1..6),
        delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
    ) {
        let rows_in: Vec<_> = texts_in
            .iter()
            .map(|[client, task, note, user]| {
                clockify_row().with("Client", client).with("Task", task).with("Description", note).with("User", user)
            })
            .collect();
        let records: Vec<_> = rows_in.iter().map(crate::support::Row::cells).collect();
        let bytes = table(delimiter, &rows_in[0].names(), &records);
        let read = rows(&bytes);
        prop_assert_eq!(read.len(), texts_in.len());
        for (row, [client, task, note, user]) in read.iter().zip(&texts_in) {
            let expected = [one_line(client), one_line(task), domain::text::clean(note), one_line(user)];
            prop_assert_eq!(texts(&row.source), expected.each_ref().map(String::as_str));
        }
        let lines = bytes.split(|byte| *byte == b'\n').count() as u64 - 1;
        prop_assert_eq!(read[read.len() - 1].lines.last, lines);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = open(&bytes);
        let header = b"Project,Start Date,Start Time,Duration (h),Description,End Date,End Time\n";
        let mut file = header.to_vec();
        file.extend(bytes);
        if let Ok(mut file) = open(&file)
            && let Ok(dry_run) = file.dry_run(&options(), |_| {})
        {
            let rows = file.rows(&dry_run, OnBadRows::Skip).unwrap();
            let rows: Vec<_> = rows.collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(rows.len() as u64, dry_run.rows.total().rows);
        }
    }

    #[test]
    fn no_cell_makes_it_panic(column in 0..15_usize, value in "[0-9:/.,APMapm+-]{0,12}") {
        let name = clockify_row().names()[column];
        let _ = open(csv(&[clockify_row().with(name, &value)])).unwrap().dry_run(&options(), |_| {});
    }
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let text = std::str::from_utf8(DAY_FIRST).unwrap();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    };
    let latin_1: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    for (bytes, encoding) in [
        (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
        (utf16(u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(u16::to_be_bytes), Encoding::Utf16Be),
        (latin_1, Encoding::Windows1252),
    ] {
        assert_eq!(open(&bytes).unwrap().encoding(), encoding);
        assert_eq!(rows(&bytes), rows(DAY_FIRST), "{encoding:?}");
    }
}

#[test]
fn a_dry_run_can_be_kept_as_json() {
    let dry_run = dry_run(DAY_FIRST);
    let json = serde_json::to_string(&dry_run).unwrap();
    assert_eq!(
        serde_json::from_str::<import::DryRun>(&json).unwrap(),
        dry_run
    );
}
