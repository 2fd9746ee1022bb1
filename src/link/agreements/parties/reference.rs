//! Parties that are named by reference: "the two countries", "both governments".

use super::is_state;
use crate::extraction::EntityId;
use crate::link::agreements::Context;
use crate::rules::agreements::cues::{self, Cue};

/// The two states that "both sides" before a verb stands for: the only two of the nearest sentences that name any.
pub(super) fn both_sides(context: &Context<'_, '_>, first: usize, verb: usize) -> Vec<EntityId> {
    /// Words between the reference and its verb.
    const NEAR: usize = 12;
    let view = context.view();
    let from = first.max(verb.saturating_sub(NEAR));
    let Some(at) = (from..verb).rev().find(|&at| cues::at(&view, at, |cue| cue == Cue::BothSides).is_some()) else {
        return Vec::new();
    };
    two_states(context, at).unwrap_or_default()
}

/// The two states that are spoken of before a token, if they are two and no more.
fn two_states(context: &Context<'_, '_>, at: usize) -> Option<Vec<EntityId>> {
    /// Sentences that are looked at.
    const REACH: usize = 4;
    let document = context.document;
    let sentence = document.sentence_of(at);
    let mut states: Vec<EntityId> = Vec::new();
    let mut end = at as u32;
    for number in (sentence.saturating_sub(REACH)..=sentence).rev() {
        let start = document.sentences[number].start;
        let from = context.mentions.partition_point(|m| m.range.start < start);
        let to = context.mentions.partition_point(|m| m.range.start < end);
        for id in (from..to).filter_map(|m| context.entities.of_mention[m]).filter(|id| is_state(context, *id)) {
            if !states.contains(&id) {
                states.push(id);
            }
        }
        match states.len() {
            2 => return Some(states),
            0 | 1 => end = start,
            _ => return None,
        }
    }
    None
}
