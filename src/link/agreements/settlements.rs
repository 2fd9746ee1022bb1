//! "Harbour Shipping agreed to pay $2 million to resolve allegations": whom the settlement of a release binds.

use super::parties::payers_before;
use super::{Context, LinkedAgreement};
use crate::document::{Gap, TokenRange};
use crate::extraction::{AgreementKind, EntityId};
use crate::gazetteer::kinds::Family;

/// Numbers of `agency`, `department` and `ministry` among the kinds of organizations.
const OFFICIAL: [u8; 3] = [0, 1, 2];

/// Adds who agreed to pay to the only settlement that a document speaks of, and the department that announces it.
pub(super) fn add_payer(context: &Context<'_, '_>, agreements: &mut [LinkedAgreement]) {
    let mut settlements = agreements.iter_mut().filter(|a| is_settlement(context, a.kind, a.text));
    let (Some(only), None) = (settlements.next(), settlements.next()) else { return };
    let payers = payers(context);
    if payers.is_empty() {
        return;
    }
    for payer in payers {
        if !only.parties.contains(&payer) {
            only.parties.push(payer);
        }
    }
    // whoever announces that a claim is settled had it
    let issuer = context.issuer.map(EntityId::Organization).filter(|id| official(context, *id));
    let one_sided = !only.parties.iter().any(|id| official(context, *id) || matches!(id, EntityId::Place(_)));
    if let Some(issuer) = issuer.filter(|_| one_sided) {
        only.parties.push(issuer);
    }
}

fn official(context: &Context<'_, '_>, id: EntityId) -> bool {
    matches!(id, EntityId::Organization(_))
        && context.entities.get(id).is_some_and(|body| OFFICIAL.contains(&body.subkind))
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
        if !document.is_word(at, "pay") {
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
