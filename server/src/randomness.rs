//! The operating system's randomness.

use domain::random::Random;

/// Randomness of the operating system, fit for secrets.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Secrets that can be guessed would be worse than no server.
            eprintln!("billhour: the operating system gives no randomness");
            std::process::abort();
        }
    }
}
