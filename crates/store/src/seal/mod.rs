//! Secrets at rest: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), with a key outside the database.
//!
//! What is sealed says where it belongs: copied to another row, it does not open.

mod key;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::ConnectionId;
use secrecy::{ExposeSecret as _, SecretString};

use crate::error::StoreError;

pub use key::{SealKey, SealKeyProblem};

/// A nonce: 24 random bytes, long enough to be drawn anew each time without ever meeting twice.
pub type SealNonce = [u8; NONCE];
const NONCE: usize = 24;

/// Where a secret belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// To which connection.
    pub(crate) connection: ConnectionId,
    /// In which of its columns.
    pub(crate) field: &'static str,
}

impl Place {
    /// What is authenticated along with a secret. All parts but the last have a fixed length, so no two places are one.
    fn bytes(self, key_id: &str) -> Vec<u8> {
        [
            self.connection.0.as_bytes().as_slice(),
            key_id.as_bytes(),
            self.field.as_bytes(),
        ]
        .concat()
    }
}

/// Seals a secret for its place: the nonce, then the ciphertext.
pub(crate) fn seal(
    key: &SealKey,
    place: Place,
    secret: &SecretString,
    nonce: &SealNonce,
) -> Result<Vec<u8>, StoreError> {
    let aad = place.bytes(key.id());
    let payload = Payload {
        msg: secret.expose_secret().as_bytes(),
        aad: &aad,
    };
    let ciphertext = cipher(key)
        .encrypt(XNonce::from_slice(nonce), payload)
        .map_err(|_| StoreError::Sealed("it cannot be sealed"))?;
    Ok([nonce.as_slice(), &ciphertext].concat())
}

/// Opens what was sealed with this key for this place.
pub(crate) fn open(
    key: &SealKey,
    place: Place,
    key_id: &str,
    sealed: &[u8],
) -> Result<SecretString, StoreError> {
    if key_id != key.id() {
        return Err(StoreError::Sealed(
            "it was sealed with another key: is BILLHOUR_KEY_FILE the right one?",
        ));
    }
    let (nonce, ciphertext) = sealed
        .split_at_checked(NONCE)
        .ok_or(StoreError::Sealed("it is cut short"))?;
    let aad = place.bytes(key_id);
    let payload = Payload {
        msg: ciphertext,
        aad: &aad,
    };
    let bytes = cipher(key)
        .decrypt(XNonce::from_slice(nonce), payload)
        .map_err(|_| StoreError::Sealed("it was changed, or belongs to something else"))?;
    let text = String::from_utf8(bytes).map_err(|_| StoreError::Sealed("it is no text"))?;
    Ok(SecretString::from(text))
}

fn cipher(key: &SealKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place {
        connection: ConnectionId(uuid::Uuid::from_u128(7)),
        field: "token",
    };

    fn key(byte: u8) -> SealKey {
        SealKey::of(&[byte; 32])
    }

    fn opened(key: &SealKey, place: Place, sealed: &[u8]) -> Option<String> {
        let secret = open(key, place, key.id(), sealed).ok()?;
        Some(secret.expose_secret().to_owned())
    }

    fn sealed() -> Vec<u8> {
        seal(&key(1), PLACE, &SecretString::from("geheim"), &[9; NONCE]).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_and_does_not_show() {
        assert_eq!(opened(&key(1), PLACE, &sealed()).as_deref(), Some("geheim"));
        assert!(!sealed().windows(6).any(|bytes| bytes == b"geheim"));
    }

    #[test]
    fn it_opens_nowhere_else() {
        let other_row = Place {
            connection: ConnectionId(uuid::Uuid::from_u128(8)),
            ..PLACE
        };
        let other_field = Place {
            field: "refresh_token",
            ..PLACE
        };
        assert_eq!(opened(&key(1), other_row, &sealed()), None);
        assert_eq!(opened(&key(1), other_field, &sealed()), None);
        assert_eq!(opened(&key(2), PLACE, &sealed()), None);
        let named_alike = open(&key(2), PLACE, key(1).id(), &sealed());
        assert!(matches!(named_alike, Err(StoreError::Sealed(_))));
    }

    #[test]
    fn a_flipped_bit_anywhere_is_noticed() {
        for bit in 0..sealed().len() * 8 {
            let mut flipped = sealed();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(opened(&key(1), PLACE, &flipped), None, "bit {bit}");
        }
        for length in 0..sealed().len() {
            assert_eq!(opened(&key(1), PLACE, &sealed()[..length]), None);
        }
    }
}
