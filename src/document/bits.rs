//! Sets of tokens, a bit each: what a stage looks for among all tokens is found sixty-four at a time.

use std::ops::Range;

const WIDTH: usize = u64::BITS as usize;

/// A set of small numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// The numbers below `count` for which `holds` is true.
    pub(crate) fn of(count: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let word =
            |from: usize| (from..count.min(from + WIDTH)).fold(0, |word, n| word | u64::from(holds(n)) << (n - from));
        Bits((0..count).step_by(WIDTH).map(word).collect())
    }

    /// Makes it the empty set, with room for numbers below `count`.
    pub(crate) fn reset(&mut self, count: usize) {
        self.0.clear();
        self.0.resize(count.div_ceil(WIDTH), 0);
    }

    /// Whether a number is in the set.
    #[inline]
    pub(crate) fn holds(&self, n: usize) -> bool {
        self.0.get(n / WIDTH).is_some_and(|word| word >> (n % WIDTH) & 1 == 1)
    }

    /// Puts a number in.
    #[inline]
    pub(crate) fn insert(&mut self, n: usize) {
        if let Some(word) = self.0.get_mut(n / WIDTH) {
            *word |= 1 << (n % WIDTH);
        }
    }

    /// Takes a number out.
    #[inline]
    pub(crate) fn remove(&mut self, n: usize) {
        if let Some(word) = self.0.get_mut(n / WIDTH) {
            *word &= !(1 << (n % WIDTH));
        }
    }

    /// Puts in the numbers of another set from `first` on, less `first`, which is a multiple of 64.
    pub(crate) fn join(&mut self, other: &Bits, first: usize) {
        for (word, other) in self.0.iter_mut().zip(other.0.iter().skip(first / WIDTH)) {
            *word |= other;
        }
    }

    /// The first number of the set from `n` on.
    #[inline]
    pub(crate) fn next(&self, n: usize) -> Option<usize> {
        let first = self.0.get(n / WIDTH)? >> (n % WIDTH);
        if first != 0 {
            return Some(n + first.trailing_zeros() as usize);
        }
        let from = n / WIDTH + 1;
        let word = self.0.get(from..)?.iter().position(|word| *word != 0)? + from;
        Some(word * WIDTH + self.0.get(word)?.trailing_zeros() as usize)
    }

    /// The numbers of the set in a range, in order.
    #[inline]
    pub(crate) fn within(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            let next = self.next(at).filter(|next| *next < range.end)?;
            at = next + 1;
            Some(next)
        })
    }

    /// Puts in what lies between two numbers of the set that are at most four apart.
    pub(crate) fn close_gaps(&mut self) {
        self.spread(|at| {
            let (left, right) = (|by: i32| at(-by), |by: i32| at(by));
            let (r1, r2, r3) = (right(1), right(2), right(3));
            left(1) & (r1 | r2 | r3) | left(2) & (r1 | r2) | left(3) & r1
        });
    }

    /// Puts in the two numbers before each and the two behind it.
    pub(crate) fn widen(&mut self) {
        self.spread(|at| at(-2) | at(-1) | at(1) | at(2));
    }

    /// Puts in the numbers that `more` makes of the set moved: `at(-1)` holds n + 1 for each n.
    fn spread(&mut self, more: impl Fn(&dyn Fn(i32) -> u64) -> u64) {
        let mut before = 0;
        for n in 0..self.0.len() {
            let (word, behind) = (self.0[n], self.0.get(n + 1).copied().unwrap_or(0));
            let at = |by: i32| match by {
                ..0 => word << -by | before >> (WIDTH as i32 + by),
                _ => word >> by | behind << (WIDTH as i32 - by),
            };
            self.0[n] |= more(&at);
            before = word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(numbers: &[usize], count: usize) -> Bits {
        Bits::of(count, |n| numbers.contains(&n))
    }

    fn numbers(bits: &Bits) -> Vec<usize> {
        bits.within(0..1000).collect()
    }

    #[test]
    fn holds_what_was_put_in() {
        let mut bits = set(&[0, 63, 64, 190], 200);
        assert_eq!(numbers(&bits), [0, 63, 64, 190]);
        assert_eq!((bits.next(65), bits.next(191)), (Some(190), None));
        assert!(bits.holds(64) && !bits.holds(65) && !bits.holds(5000));
        bits.remove(63);
        bits.insert(7);
        bits.join(&set(&[65, 130], 200), 64);
        assert_eq!(numbers(&bits), [0, 1, 7, 64, 66, 190]);
    }

    #[test]
    fn gaps_close_over_words() {
        let mut bits = set(&[1, 5, 10, 62, 66, 120, 125], 200);
        bits.close_gaps();
        assert_eq!(numbers(&bits), [1, 2, 3, 4, 5, 10, 62, 63, 64, 65, 66, 120, 125]);
    }

    #[test]
    fn widens_over_words() {
        let mut bits = set(&[0, 64, 127], 200);
        bits.widen();
        assert_eq!(numbers(&bits), [0, 1, 2, 62, 63, 64, 65, 66, 125, 126, 127, 128, 129]);
    }
}
