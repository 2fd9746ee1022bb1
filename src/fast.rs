//! Maps for keys that need no defence: a multiplication a word in place of the standard library's keyed hash.
//!
//! Their order is never looked at, so results do not depend on it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map with a fast hash.
pub(crate) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;
/// A set with a fast hash.
pub(crate) type FastSet<K> = HashSet<K, BuildHasherDefault<Mixer>>;

/// A map with room for so many keys.
pub(crate) fn map_for<K, V>(keys: usize) -> FastMap<K, V> {
    FastMap::with_capacity_and_hasher(keys, BuildHasherDefault::default())
}

/// Hashes by multiplication.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        self.write_u64(crate::document::fold::hash(bytes));
    }

    fn write_u8(&mut self, n: u8) {
        self.write_u64(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(23) ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn finish(&self) -> u64 {
        // the map takes its place from the lower bits, which a multiplication mixes least
        self.0 ^ self.0 >> 32
    }
}

/// A set that is asked by many and holds few: a bit for each hash, several sharing one.
#[derive(Debug)]
pub(crate) struct Sieve([u64; 128]);

impl Default for Sieve {
    fn default() -> Self {
        Sieve([0; 128])
    }
}

impl Sieve {
    #[inline]
    pub(crate) fn insert(&mut self, hash: u32) {
        self.0[hash as usize / 64 % 128] |= 1 << (hash % 64);
    }

    /// Whether a hash may have been put in; false is certain.
    #[inline]
    pub(crate) fn may_hold(&self, hash: u32) -> bool {
        self.0[hash as usize / 64 % 128] >> (hash % 64) & 1 == 1
    }
}
