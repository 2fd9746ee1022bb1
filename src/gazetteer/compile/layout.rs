//! The compiled lists as numbers: tables of words and edges, the sections one behind the other.

use super::super::index::{
    Compiled, EDGE_SIZE, Layout, MAGIC, MORE_FORMS, NO_WORD, NODE_BITS, NODE_ENDS, NODE_GOES_ON, Neighbours, edge_hash,
    word_key, word_slot,
};
use super::{Builder, Form};

impl Builder {
    pub(super) fn finish(self) -> Compiled {
        // the forms in the order of their nodes, each with whether another of its node follows
        let mut forms: Vec<(&Form, bool)> = Vec::with_capacity(self.forms.len());
        // a node's number says whether forms end there, which is the first, and whether some go on
        let mut marked: Vec<u32> = Vec::with_capacity(self.nodes.len());
        let mut bare = self.forms.len() as u32;
        for node in 0..self.nodes.len() as u32 {
            let first = forms.len();
            forms.extend(self.forms_at(node).enumerate().map(|(n, form)| (form, n > 0)));
            forms[first..].reverse();
            let (number, ends) = if forms.len() > first { (first as u32, NODE_ENDS) } else { (bare, 0) };
            marked.push(number << NODE_BITS | ends);
            bare += 1 - ends;
        }
        for &(node, _) in self.edges.keys() {
            marked[node as usize] |= NODE_GOES_ON;
        }
        marked[0] = 0;
        let mut sections: Vec<Vec<u8>> = vec![Vec::new(); Layout::SECTIONS];
        let mut put = |section: usize, values: &[u32]| {
            for v in values {
                sections[section].extend_from_slice(&v.to_le_bytes());
            }
        };
        const FIELDS: usize = Layout::WORD_FIELDS;
        let slots = (self.words.len() * 2).next_power_of_two();
        let mut table = vec![0u32; slots * FIELDS];
        table[0] = NO_WORD;
        let mut places = vec![0u32; self.words.len()];
        let mut words_of_root = vec![0u32; self.nodes.len()];
        for (number, w) in self.words.iter().enumerate().skip(1) {
            let mut slot = word_slot(w.hash) & (slots - 1);
            while table[slot * FIELDS] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            let record = [word_key(w.hash), w.classes, marked[w.root as usize], 0];
            table[slot * FIELDS..][..FIELDS].copy_from_slice(&record);
            places[number] = slot as u32;
            words_of_root[w.root as usize] = slot as u32;
        }
        let mut neighbours = vec![Neighbours::default(); slots];
        for &(node, word) in self.edges.keys() {
            match words_of_root[node as usize] {
                0 => {}
                first => Neighbours::join(&mut neighbours, first, places[word as usize]),
            }
        }
        for (record, neighbours) in table.chunks_mut(FIELDS).zip(neighbours) {
            record[3] = neighbours.0;
        }
        put(Layout::WORDS, &table);
        let mut edges: Vec<_> = self
            .edges
            .iter()
            .map(|(&(node, word), &next)| (marked[node as usize], places[word as usize], marked[next as usize]))
            .collect();
        edges.sort_unstable();
        let slots = (edges.len() * 2 + 1).next_power_of_two();
        let mut table = vec![0u32; slots * EDGE_SIZE];
        for (node, word, next) in edges {
            let mut slot = edge_hash(node, word) & (slots - 1);
            while table[slot * EDGE_SIZE + 2] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot * EDGE_SIZE..][..EDGE_SIZE].copy_from_slice(&[node, word, next]);
        }
        put(Layout::EDGES, &table);
        let dated = || self.words.iter().zip(&places).filter(|(w, _)| w.dates != [0, 0]);
        let slots = (dated().count() * 2 + 1).next_power_of_two();
        let mut table = vec![[0u32; Layout::DATE_FIELDS]; slots];
        for (w, place) in dated() {
            let mut slot = *place as usize & (slots - 1);
            while table[slot][0] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = [*place, u32::from(w.dates[0]) | u32::from(w.dates[1]) << 16];
        }
        put(Layout::DATES, table.as_flattened());
        for (f, more) in forms {
            let more = if more { MORE_FORMS } else { 0 };
            let packed = f.kind as u32 | (f.case as u32) << 8 | more | u32::from(f.capitals) << 16;
            let entry = &self.entries[f.entry as usize];
            let what = entry[8] & 0xffff | entry[12] & 0xffff_0000;
            put(Layout::FORMS, &[f.entry, packed, f.text.at, f.text.len, what]);
        }
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
        let mut at = MAGIC.len() + 8 * Layout::SECTIONS;
        for section in &sections {
            out.extend_from_slice(&(at as u32).to_le_bytes());
            out.extend_from_slice(&(section.len() as u32).to_le_bytes());
            at += section.len();
        }
        for section in sections {
            out.extend_from_slice(&section);
        }
        Compiled { numbers: out, text: self.strings }
    }
}
