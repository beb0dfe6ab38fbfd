//! Ids and secrets. They are computed, not drawn, so that a test can repeat them and the journal can replay them.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

/// The `count`th id of a kind, in the form of a UUID.
pub(crate) fn uuid(kind: &str, count: u64) -> String {
    let hex = hash(&format!("{kind} {count}"));
    format!(
        "{}-{}-4{}-8{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    )
}

/// A secret of `length` characters that nobody gets twice: the moment is in it, since counters begin anew
/// when the sandbox is reset.
pub(crate) fn secret(kind: &str, count: u64, at: DateTime<Utc>, length: usize) -> String {
    let moment = at.timestamp_micros();
    let mut secret = String::new();
    for part in 0.. {
        if secret.len() >= length {
            break;
        }
        secret.push_str(&hash(&format!("{kind} {count} {moment} {part}")));
    }
    secret.truncate(length);
    secret
}

fn hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_looks_like_a_uuid_and_is_its_own() {
        let id = uuid("invoice", 7);
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_ne!(id, uuid("invoice", 8));
    }

    #[test]
    fn a_secret_has_its_length_and_its_moment() {
        let early = secret("code", 1, DateTime::UNIX_EPOCH, 128);
        assert_eq!(early.len(), 128);
        let late = DateTime::from_timestamp(1, 0).unwrap();
        assert_ne!(early, secret("code", 1, late, 128));
    }
}
