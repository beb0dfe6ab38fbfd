//! Chance that falls the same way each time.

/// A small generator of numbers (`SplitMix64`, `doi:10.1145/2714064.2660195`), so that the sample data of a day is always
/// the same. Not for secrets.
pub struct Dice(u64);

impl Dice {
    /// Dice for this seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `most`, which is at least 1.
    pub fn below(&mut self, most: u32) -> u32 {
        let high = self.next() >> 32;
        // A product of two 32-bit numbers, cut to its upper half, is below the second of them.
        u32::try_from((high * u64::from(most)) >> 32).unwrap_or_default()
    }

    /// One of these; `None` where there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let count = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from.get(usize::try_from(self.below(count)).ok()?)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_fall_the_same_way_and_on_every_side() {
        let rolls = |seed| {
            let mut dice = Dice::new(seed);
            (0..200).map(|_| dice.below(6)).collect::<Vec<_>>()
        };
        assert_eq!(rolls(7), rolls(7));
        assert_ne!(rolls(7), rolls(8));
        for side in 0..6 {
            assert!(rolls(7).contains(&side), "{side}");
        }
        assert!(rolls(7).iter().all(|roll| *roll < 6));
        assert_eq!(Dice::new(1).pick::<u8>(&[]), None);
    }
}
