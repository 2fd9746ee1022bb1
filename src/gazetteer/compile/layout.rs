//! The compiled lists as numbers: the table of words, the nodes of the trie, the other sections one behind the other.

use super::super::index::{
    Compiled, HEADER_BITS, Layout, MAGIC, MORE_FORMS, NO_WORD, NODE_BITS, NODE_ENDS, NODE_GOES_ON, Neighbours,
    word_key, word_slot,
};
use super::{Builder, Form};

impl Builder {
    pub(super) fn finish(self) -> Compiled {
        let mut sections: Vec<Vec<u8>> = vec![Vec::new(); Layout::SECTIONS];
        let mut put = |section: usize, values: &[u32]| {
            for v in values {
                sections[section].extend_from_slice(&v.to_le_bytes());
            }
        };
        let slots = (self.words.len() * 2).next_power_of_two();
        let mut table = vec![[0u32; Layout::WORD_FIELDS]; slots];
        table[0][0] = NO_WORD;
        let mut places = vec![0u32; self.words.len()];
        for (number, w) in self.words.iter().enumerate().skip(1) {
            let mut slot = word_slot(w.hash) & (slots - 1);
            while table[slot][0] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot][..2].copy_from_slice(&[word_key(w.hash), w.classes]);
            places[number] = slot as u32;
        }
        let (nodes, numbers) = self.nodes(&places);
        let mut neighbours = vec![Neighbours::default(); slots];
        let mut first_words = vec![0u32; self.nodes.len()];
        for (w, place) in self.words.iter().zip(&places).skip(1) {
            table[*place as usize][2] = numbers[w.root as usize];
            first_words[w.root as usize] = *place;
        }
        for &(node, word) in self.edges.keys() {
            match first_words[node as usize] {
                0 => {}
                first => Neighbours::join(&mut neighbours, first, places[word as usize]),
            }
        }
        for (record, neighbours) in table.iter_mut().zip(neighbours) {
            record[3] = neighbours.0;
        }
        put(Layout::WORDS, table.as_flattened());
        put(Layout::NODES, &nodes);
        put(Layout::DATES, self.dates(&places).as_flattened());
        for entry in &self.entries {
            put(Layout::ENTRIES, entry);
        }
        for [key, value] in &self.attributes {
            put(Layout::ATTRIBUTES, &[key.at, key.len, value.at, value.len]);
        }
        for list in &self.lists {
            put(Layout::LISTS, &[list.at, list.len]);
        }

        let mut out = MAGIC.to_vec();
        let mut at = Layout::FIRST;
        for section in &sections {
            out.extend_from_slice(&(at as u32).to_le_bytes());
            out.extend_from_slice(&(section.len() as u32).to_le_bytes());
            at += section.len();
        }
        out.resize(Layout::FIRST, 0);
        for section in sections {
            out.extend_from_slice(&section);
        }
        Compiled { numbers: out, text: self.strings }
    }

    /// The nodes, and the number of each; `places` are the numbers of the words.
    fn nodes(&self, places: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let mut edges: Vec<(u32, u32, u32)> =
            self.edges.iter().map(|(&(node, word), &next)| (node, places[word as usize], next)).collect();
        edges.sort_unstable();
        let mut rest = edges.iter().peekable();
        let (mut out, mut numbers) = (Vec::new(), Vec::with_capacity(self.nodes.len()));
        // where the next node of an edge stands, which has no number yet
        let mut open = Vec::with_capacity(edges.len());
        for node in 0..self.nodes.len() as u32 {
            let header = out.len();
            let forms: Vec<&Form> = self.forms_at(node).collect();
            let ends = if forms.is_empty() { 0 } else { NODE_ENDS };
            out.push(ends);
            for (n, f) in forms.iter().enumerate().rev() {
                let more = if n > 0 { MORE_FORMS } else { 0 };
                let packed = f.kind as u32 | (f.case as u32) << 8 | more | u32::from(f.capitals) << 16;
                let entry = &self.entries[f.entry as usize];
                let what = entry[8] & 0xffff | entry[12] & 0xffff_0000;
                out.extend([f.entry, packed, f.text.at, f.text.len, what]);
            }
            let mut goes_on = 0;
            while let Some((_, word, next)) = rest.next_if(|(from, ..)| *from == node) {
                out.extend([*word, *next]);
                open.push(out.len() - 1);
                out[header] += 1 << HEADER_BITS;
                goes_on = NODE_GOES_ON;
            }
            numbers.push((header as u32) << NODE_BITS | ends | goes_on);
        }
        numbers[0] = 0;
        for at in open {
            out[at] = numbers[out[at] as usize];
        }
        (out, numbers)
    }

    /// The readings of the words of dates, by the numbers of the words.
    fn dates(&self, places: &[u32]) -> Vec<[u32; Layout::DATE_FIELDS]> {
        let dated = || self.words.iter().zip(places).filter(|(w, _)| w.dates != [0, 0]);
        let slots = (dated().count() * 2 + 1).next_power_of_two();
        let mut table = vec![[0; Layout::DATE_FIELDS]; slots];
        for (w, place) in dated() {
            let mut slot = *place as usize & (slots - 1);
            while table[slot][0] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = [*place, u32::from(w.dates[0]) | u32::from(w.dates[1]) << 16];
        }
        table
    }
}
