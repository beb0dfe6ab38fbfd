//! Arithmetic that closes, checked against exact fractions.
//!
//! With the feature `mutation-bankers-rounding` or `mutation-no-remainder` some of these tests have to fail.

mod amounts;
mod drift;
mod fraction;
mod levels;
mod quantities;
mod rounding;
mod sample;
mod vector;

/// 1,000 cases per property; what fails is printed whole, so no seeds are kept.
fn thousand() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: 1_000,
        failure_persistence: None,
        ..Default::default()
    }
}
