//! Cases that are numbered, so that one that fails can be run alone.

use std::env;
use std::fmt::Display;
use std::ops::Range;

use futures::{StreamExt as _, stream};

/// The numbers to run: those of `REPLAY` (one) or of the variable `longer` (so many), else so many as usual.
pub fn seeds(usual: u64, longer: &str) -> Range<u64> {
    let number = |name| env::var(name).ok().map(|text| text.parse().unwrap());
    match (number("REPLAY"), number(longer)) {
        (Some(seed), _) => seed..seed + 1,
        (None, many) => 0..many.unwrap_or(usual),
    }
}

/// Runs these cases, `AT_ONCE` of them beside each other (usually one at a time): what most of them do most of the time
/// is to wait for their database.
pub async fn each(seeds: Range<u64>, case: impl AsyncFn(u64)) {
    let at_once = env::var("AT_ONCE").map_or(1, |text| text.parse().unwrap());
    stream::iter(seeds)
        .for_each_concurrent(at_once, |seed| case(seed))
        .await;
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
