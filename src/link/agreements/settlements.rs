//! "Harbour Shipping agreed to pay $2 million to resolve allegations": whom the settlement of a release binds.

use super::parties::payers_before;
use super::{Context, LinkedAgreement};
use crate::document::{Gap, TokenRange};
use crate::extraction::{AgreementKind, EntityId, ZoneKind};
use crate::gazetteer::kinds::Family;

/// Numbers of `agency`, `department` and `ministry` among the kinds of organizations.
const OFFICIAL: [u8; 3] = [0, 1, 2];

/// Adds who agreed to pay to the only settlement that a document speaks of and to the only consent decree, and the
/// department that announces it.
pub(super) fn add_payer(context: &Context<'_, '_>, agreements: &mut [LinkedAgreement]) {
    let only = |decree: bool| {
        let mut fitting = agreements
            .iter()
            .enumerate()
            .filter(|(_, a)| is_settlement(context, a.kind, a.text) && is_decree(context, a.text) == decree);
        let first = fitting.next().map(|(n, _)| n);
        first.filter(|_| fitting.next().is_none())
    };
    let targets = [only(false), only(true)];
    if targets == [None, None] {
        return;
    }
    let payers = payers(context);
    if payers.is_empty() {
        return;
    }
    let issuer = context.issuer.map(EntityId::Organization).filter(|id| official(context, *id));
    for at in targets.into_iter().flatten() {
        let parties = &mut agreements[at].parties;
        for id in &payers {
            if !parties.contains(id) {
                parties.push(*id);
            }
        }
        // whoever announces that a claim is settled had it
        let one_sided = !parties.iter().any(|id| official(context, *id) || matches!(id, EntityId::Place(_)));
        parties.extend(issuer.filter(|_| one_sided));
    }
}

fn official(context: &Context<'_, '_>, id: EntityId) -> bool {
    matches!(id, EntityId::Organization(_))
        && context.entities.get(id).is_some_and(|body| OFFICIAL.contains(&body.subkind))
}

fn is_decree(context: &Context<'_, '_>, text: TokenRange) -> bool {
    let head = |at: usize| {
        let head = context.lists.head(at, Family::Agreement);
        head.is_some_and(|(m, _)| context.lists.entry(m).id() == "head-consent-decree")
    };
    text.indexes().any(head)
}

pub(super) fn is_settlement(context: &Context<'_, '_>, kind: AgreementKind, text: TokenRange) -> bool {
    let head = |at: usize| {
        context.lists.head(at, Family::Agreement).is_some_and(|(m, _)| {
            let id = context.lists.entry(m).id();
            matches!(id, "head-settlement" | "head-settlement-agreement" | "head-consent-decree")
        })
    };
    kind == AgreementKind::Agreement && text.indexes().any(head)
}

/// Those who "agreed to pay … to resolve" or "will pay … to settle".
fn payers(context: &Context<'_, '_>) -> Vec<EntityId> {
    /// Words from the promise to its purpose: the sum, other duties.
    const REACH: usize = 40;
    /// Payers of one settlement.
    const MOST: usize = 4;
    let document = context.document;
    let mut found: Vec<EntityId> = Vec::new();
    for at in 2..document.tokens.len() {
        // a headline tells it in common words: "Tug Company Agrees to Pay"
        if !document.is_word(at, "pay") || context.structure.zone_of(at as u32) == Some(ZoneKind::Title) {
            continue;
        }
        let agreed = document.is_word(at - 1, "to")
            && ["agreed", "agrees", "agree"].iter().any(|word| document.is_word(at - 2, word));
        if !agreed && !document.is_word(at - 1, "will") {
            continue;
        }
        let end = (document.sentences[document.sentence_of(at)].end as usize).min(at + REACH);
        let settles = |n: usize| {
            document.is_word(n, "to")
                && document.tokens[n].gap < Gap::Line
                && (document.is_word(n + 1, "resolve") || document.is_word(n + 1, "settle"))
        };
        if !(at + 1..end).any(settles) {
            continue;
        }
        let mut payers = payers_before(context, if agreed { at - 2 } else { at - 1 });
        payers.retain(|id| !official(context, *id));
        // of several promises each adds its payers, of "will pay" only the first
        if agreed || found.is_empty() {
            payers.retain(|id| !found.contains(id));
            found.append(&mut payers);
        }
    }
    // so many have not settled together
    if found.len() > MOST {
        found.clear();
    }
    found
}
