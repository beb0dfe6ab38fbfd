//! The file survives restarts, deaths and people.

use domain::{ConnectionId, InvoiceId, SendId};
use uuid::Uuid;

use super::*;

/// A send on this day of November 2026.
fn send(day: i64) -> SendRecord {
    let sent_at = DateTime::UNIX_EPOCH + TimeDelta::days(20_758 + day);
    SendRecord {
        id: SendId::new(sent_at, &[day.to_le_bytes()[0]; 10]),
        sent_at,
        invoice: InvoiceId(Uuid::nil()),
        attempt: 1,
        connection: ConnectionId(Uuid::nil()),
        organisation_id: "4711".to_owned(),
        reference: Some("BH-1\n2".to_owned()),
        entries: Vec::new(),
        payload: "{}".to_owned(),
        before_image: None,
    }
}

fn opened(path: &Path, day: i64) -> Journal {
    Journal::open(path, send(day).sent_at).unwrap()
}

#[tokio::test]
async fn lines_are_there_after_a_restart_until_they_are_too_old() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let journal = opened(&path, 1);
    assert_eq!(journal.last(), None);
    journal.append(send(1)).await.unwrap();
    journal.append(send(2)).await.unwrap();
    assert_eq!(journal.last(), Some(send(2)));
    assert_eq!(journal.read().await.unwrap(), [send(1), send(2)]);
    assert_eq!(opened(&path, 400).read().await.unwrap().len(), 2);
    let later = opened(&path, 401);
    assert_eq!(later.read().await.unwrap(), [send(2)]);
    assert_eq!(later.last(), Some(send(2)));
}

#[tokio::test]
async fn a_line_that_was_cut_short_is_none_and_the_next_one_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    opened(&path, 1).append(send(1)).await.unwrap();
    let whole = fs::read(&path).unwrap();
    let cut = &whole[..whole.len() / 2];
    fs::write(&path, [&whole, cut].concat()).unwrap();
    let journal = opened(&path, 2);
    assert_eq!(journal.read().await.unwrap(), [send(1)]);
    // The same after a write that failed half-way while the process went on.
    let file = OpenOptions::new().append(true).open(&path);
    file.unwrap().write_all(cut).unwrap();
    journal.append(send(2)).await.unwrap();
    assert_eq!(journal.read().await.unwrap(), [send(1), send(2)]);
}

#[tokio::test]
async fn a_file_that_was_taken_away_or_shortened_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let journal = opened(&path, 1);
    journal.append(send(1)).await.unwrap();
    fs::write(&path, "").unwrap();
    assert!(journal.append(send(2)).await.is_err());
    fs::remove_file(&path).unwrap();
    assert!(journal.append(send(2)).await.is_err());
    assert_eq!(journal.last(), Some(send(1)));
}

#[test]
fn a_strange_line_is_told_by_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    fs::write(&path, "{}\n").unwrap();
    let error = Journal::open(&path, send(1).sent_at).unwrap_err();
    assert!(
        matches!(error, JournalError::Line { line: 1, .. }),
        "{error}"
    );
}

#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    opened(&path, 1);
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
