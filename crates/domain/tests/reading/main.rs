//! What Billhour writes it can read, and what it reads never makes it panic.

mod hostile;
mod round_trips;

/// 1,000 cases per property; what fails is printed whole, so no seeds are kept.
fn thousand() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: 1_000,
        failure_persistence: None,
        ..Default::default()
    }
}
