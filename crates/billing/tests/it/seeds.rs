//! Cases that are numbered, so that one that fails can be run alone.

use std::env;
use std::fmt::Display;
use std::ops::Range;

/// The numbers to run: those of `REPLAY` (one) or of the variable `longer` (so many), else so many as usual.
pub fn seeds(usual: u64, longer: &str) -> Range<u64> {
    let number = |name| env::var(name).ok().map(|text| text.parse().unwrap());
    match (number("REPLAY"), number(longer)) {
        (Some(seed), _) => seed..seed + 1,
        (None, many) => 0..many.unwrap_or(usual),
    }
}

/// Runs a case in a task of its own; where it fails in whatever way, its number and what it is are said.
pub async fn numbered<T: Send + 'static>(
    seed: u64,
    what: impl Display,
    case: impl Future<Output = T> + Send + 'static,
) -> T {
    let Ok(done) = tokio::spawn(case).await else {
        panic!("{what}: run it alone with REPLAY={seed}");
    };
    done
}
