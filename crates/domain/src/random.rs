//! Randomness as a parameter.

use crate::ids::IdBytes;

/// Where random bytes come from. Tests have a source that repeats.
pub trait Random: Send + Sync + 'static {
    /// Fills the bytes with randomness fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// The random part of one id.
pub fn id_bytes(random: &(impl Random + ?Sized)) -> IdBytes {
    bytes(random)
}

/// `N` random bytes.
pub fn bytes<const N: usize>(random: &(impl Random + ?Sized)) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}
