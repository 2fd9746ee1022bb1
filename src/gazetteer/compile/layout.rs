//! The compiled lists as numbers: tables of words and edges, the sections one behind the other.

use super::super::index::{
    Compiled, EDGE_SIZE, Layout, MAGIC, NO_WORD, NODE_GOES_ON, edge_hash, follow_bit, mark_node, word_key, word_slot,
};
use super::{Builder, Form, NO_FORM};

impl Builder {
    pub(super) fn finish(self) -> Compiled {
        // a node's number says whether forms end there and whether some go on
        let mut marked: Vec<u32> =
            self.nodes.iter().enumerate().map(|(n, last)| mark_node(n, *last != NO_FORM)).collect();
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
        for (number, w) in self.words.iter().enumerate().skip(1) {
            let mut slot = word_slot(w.hash) & (slots - 1);
            while table[slot * FIELDS] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            let dates = u32::from(w.dates[0]) | u32::from(w.dates[1]) << 16;
            let record = [word_key(w.hash), w.classes, dates, marked[w.root as usize], 0];
            table[slot * FIELDS..][..FIELDS].copy_from_slice(&record);
            places[number] = slot as u32;
        }
        // which words may follow a first one, by the node behind it
        let mut follow = vec![0u32; marked.len()];
        for &(node, word) in self.edges.keys() {
            follow[node as usize] |= follow_bit(places[word as usize]);
        }
        for (w, place) in self.words.iter().zip(&places).skip(1) {
            table[*place as usize * FIELDS + 4] = follow[w.root as usize];
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
        let mut forms = 0;
        let mut of_node: Vec<&Form> = Vec::new();
        for node in 0..self.nodes.len() as u32 {
            of_node.clear();
            of_node.extend(self.forms_at(node));
            put(Layout::NODES, &[forms, of_node.len() as u32]);
            forms += of_node.len() as u32;
            for f in of_node.iter().rev() {
                let packed = f.kind as u32 | (f.case as u32) << 8 | u32::from(f.capitals) << 16;
                let entry = &self.entries[f.entry as usize];
                let what = entry[8] & 0xffff | entry[12] & 0xffff_0000;
                put(Layout::FORMS, &[f.entry, packed, f.text.at, f.text.len, what]);
            }
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
