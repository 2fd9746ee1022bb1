//! What the lists hold: for counting, searching and checking, not for extraction.

use super::compile::FormKind;
use super::lexicon::Class;
use super::{EntryId, Gazetteers};

impl Gazetteers {
    /// Every surface form with its entry and the way in which it names it; the user's lists last.
    pub fn surface_forms(&self) -> impl Iterator<Item = (EntryId, FormKind, &str)> {
        let layers = [Some(self.bundled), self.custom.as_ref()].into_iter().flatten().enumerate();
        layers.flat_map(|(layer, index)| {
            index.forms().map(move |form| (EntryId::new(layer, form.entry), form.kind, index.form_text(form)))
        })
    }

    /// The number of bundled words of each class.
    pub fn lexicon_sizes(&self) -> Vec<(&'static str, usize)> {
        let count = |class: Class| (1..self.word_count() as u32).filter(|w| self.classes(*w).intersects(class)).count();
        Class::NAMES.iter().filter_map(|name| Some((*name, count(Class::from_name(name)?)))).collect()
    }

    /// The classes of one bundled word, by their names.
    pub fn classes_of(&self, word: &str) -> Vec<&'static str> {
        let classes = self.classes(self.word(word));
        let has = |name: &&&str| Class::from_name(name).is_some_and(|class| classes.intersects(class));
        Class::NAMES.iter().filter(has).copied().collect()
    }
}
