//! Linked agreements to the output's type.

use std::borrow::Cow;

use super::{Parts, one_line};
use crate::document::TokenRange;
use crate::extraction::{Agreement, AgreementId, DateId, Subject};
use crate::link::agreements::LinkedAgreement;

impl<'t> Parts<'_, 't> {
    /// The agreements; `date_of` gives the date item at a run of tokens.
    pub(crate) fn agreements(
        &self,
        linked: &[LinkedAgreement],
        date_of: impl Fn(TokenRange) -> Option<DateId>,
    ) -> Vec<Agreement<'t>> {
        linked
            .iter()
            .enumerate()
            .map(|(n, agreement)| {
                let entry = agreement.entry.map(|e| self.lists.gazetteers.entry(e));
                let text = one_line(self.document.range_text(agreement.text));
                let own = agreement.named.then(|| without_bracket(&text));
                let line = |range| one_line(self.document.range_text(range));
                let from_list = entry.map(crate::gazetteer::Entry::acronym).filter(|a| !a.is_empty());
                Agreement {
                    id: AgreementId(n as u32 + 1),
                    reference: entry.map(|e| e.id().into()),
                    name: entry.map(|e| Cow::from(e.name())).or(own),
                    text,
                    kind: agreement.kind,
                    acronym: agreement.acronym.map(line).map(singular).or(from_list.map(Cow::Borrowed)),
                    status: agreement.status,
                    parties: agreement.parties.clone(),
                    signers: agreement.signers.clone(),
                    under: agreement.under.map(|n| AgreementId(n as u32 + 1)),
                    number: agreement.number.map(line),
                    amount: agreement.amount.map(line),
                    date: agreement.date.and_then(&date_of),
                    place: agreement.place,
                    subject: agreement.subject.map(|range| {
                        let span = self.document.span(range);
                        Subject { text: self.document.range_text(range).into(), start: span.start, end: span.end }
                    }),
                    mentions: agreement
                        .mentions
                        .iter()
                        .map(|&m| {
                            let mut mention = self.mention(m);
                            mention.why.extend(self.joined_agreement(linked, n, m));
                            mention
                        })
                        .collect(),
                }
            })
            .collect()
    }
}

/// "MOU" of "memoranda of understanding (MOUs)".
fn singular(acronym: Cow<'_, str>) -> Cow<'_, str> {
    let stem = acronym.strip_suffix('s').filter(|stem| stem.len() > 1 && stem.bytes().all(|b| b.is_ascii_uppercase()));
    match (stem.map(str::len), acronym) {
        (Some(len), Cow::Borrowed(text)) => Cow::Borrowed(&text[..len]),
        (Some(len), Cow::Owned(text)) => Cow::Owned(text[..len].to_owned()),
        (None, acronym) => acronym,
    }
}

/// A name without the acronym behind it.
fn without_bracket<'t>(text: &Cow<'t, str>) -> Cow<'t, str> {
    let Some(cut) = text.strip_suffix(')').and_then(|rest| rest.rfind(" (")) else { return text.clone() };
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..cut]),
        Cow::Owned(text) => Cow::Owned(text[..cut].to_owned()),
    }
}
