//! Numbers that look random and repeat.

/// A generator (`SplitMix64`, Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
pub struct Dice(u64);

impl Dice {
    /// One that always rolls the same for the same seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0 to `sides - 1`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % sides
    }

    /// An index of a list with this many things.
    pub fn pick(&mut self, many: usize) -> usize {
        usize::try_from(self.roll(u64::try_from(many).unwrap())).unwrap()
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    /// The same, and half the time close to `most`: that is where waiting times fail.
    pub fn seconds_or_nearly(&mut self, most: i64) -> i64 {
        if self.chance(50) {
            self.seconds(most)
        } else {
            most - 1 - self.seconds((most / 8).max(1))
        }
    }

    /// A time span in seconds below `most`.
    pub fn seconds(&mut self, most: i64) -> i64 {
        i64::try_from(self.roll(u64::try_from(most).unwrap())).unwrap()
    }
}
