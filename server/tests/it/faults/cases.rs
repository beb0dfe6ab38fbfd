//! Which cases a test tries, and what it says about them.

use std::env;
use std::io::Write as _;
use std::time::Duration;

/// The cases from 1 on: as many as the environment says, else as are usual; with `REPLAY=17` just that one.
pub fn cases(variable: &str, usual: u64) -> Vec<u64> {
    let number = |name| env::var(name).map(|text: String| text.parse().unwrap());
    match number("REPLAY") {
        Ok(case) => vec![case],
        Err(_) => (1..=number(variable).unwrap_or(usual)).collect(),
    }
}

/// A case that is being tried. If it fails, it says its number.
pub struct Case(pub u64);

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            tell(&format!("failed: REPLAY={} runs this case alone", self.0));
        }
    }
}

/// Chance that a case's number decides, so that it can be had again.
pub struct Dice(u64);

impl Dice {
    /// The dice of a case.
    pub const fn of(case: u64) -> Self {
        Self(case)
    }

    /// A number below `sides`; the steps are those of `SplitMix64` (Steele et al. 2014).
    pub const fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % sides
    }

    /// The same for few sides.
    pub fn side(&mut self, sides: u8) -> u32 {
        u32::try_from(self.below(sides.into())).unwrap()
    }

    /// So many milliseconds, or fewer.
    pub const fn up_to(&mut self, millis: u64) -> Duration {
        Duration::from_millis(self.below(millis + 1))
    }
}

/// Says something past the test's own capture: what was tried is to be read where all went well, too.
pub fn tell(text: &str) {
    let line = format!("{text}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// How long so many of a hundred answers took at most.
pub fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).max(1) - 1;
    times.get(at).copied().unwrap_or_default()
}
