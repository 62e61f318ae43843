//! Vectors in a byte a number, and the nearest among many.

use std::cmp::Ordering;

/// What a statement means: its direction alone counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector(Vec<i8>);

impl Vector {
    /// `numbers` in a byte each; nothing where they have no direction.
    pub fn of(numbers: &[f32]) -> Option<Self> {
        let most = numbers.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
        if !most.is_normal() || numbers.iter().any(|number| !number.is_finite()) {
            return None;
        }
        let scaled = numbers.iter().map(|number| (number / most * 127.0).round());
        #[expect(clippy::cast_possible_truncation, reason = "from -127 to 127")]
        Some(Self(scaled.map(|number| number as i8).collect()))
    }

    /// The vector that these bytes were made of.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }

    /// Its numbers.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().map(|number| number.cast_unsigned()).collect()
    }

    /// How near its direction is to that of `other`: 1 for the same, 0 for none in common (the cosine).
    pub fn near(&self, other: &Self) -> f64 {
        let lengths = f64::from(self.times(self)).sqrt() * f64::from(other.times(other)).sqrt();
        if lengths > 0.0 { f64::from(self.times(other)) / lengths } else { 0.0 }
    }

    fn times(&self, other: &Self) -> i32 {
        self.0.iter().zip(&other.0).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
    }

    /// A bit a number, set where it is not below zero.
    fn signs(&self) -> impl Iterator<Item = u64> {
        self.0.chunks(64).map(|some| some.iter().rev().fold(0, |bits, number| bits << 1 | u64::from(*number >= 0)))
    }
}

/// Many vectors by their signs alone, an eighth of a byte a number: which are worth a closer look.
#[derive(Debug, Default)]
pub struct Signs {
    words: usize,
    bits: Vec<u64>,
}

impl Signs {
    /// Puts `vector` at `place`, which is there or the next. All have as many numbers as the first.
    pub fn put(&mut self, place: usize, vector: &Vector) {
        self.words = self.words.max(vector.0.len().div_ceil(64));
        let from = place * self.words;
        if from == self.bits.len() {
            self.bits.resize(from + self.words, 0);
        }
        for (bits, signs) in self.bits[from..].iter_mut().take(self.words).zip(vector.signs()) {
            *bits = signs;
        }
    }

    /// The places of those whose signs differ least from those of `vector`, about `many` of them, in any order.
    pub fn nearest(&self, vector: &Vector, many: usize) -> Vec<usize> {
        let asked: Vec<u64> = vector.signs().collect();
        if self.words == 0 || asked.len() != self.words {
            return Vec::new();
        }
        let differing = |bits: &[u64]| bits.iter().zip(&asked).map(|(a, b)| (a ^ b).count_ones()).sum::<u32>();
        let differ: Vec<u32> = self.bits.chunks_exact(self.words).map(differing).collect();
        let mut counts = vec![0_usize; self.words * 64 + 1];
        differ.iter().for_each(|one| counts[*one as usize] += 1);
        let mut sum = 0;
        let most = counts.iter().position(|count| {
            sum += count;
            sum >= many
        });
        let most = most.unwrap_or(counts.len());
        // Those that differ as much as the last are as good as it: one place more or less decides nothing.
        differ
            .iter()
            .enumerate()
            .filter(|(_, one)| (**one as usize).cmp(&most) != Ordering::Greater)
            .map(|(at, _)| at)
            .collect()
    }
}
