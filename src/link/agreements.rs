//! Agreements as entities: kind, status, parties, signers, frame, date, place, subject.

use super::MentionIndex;
use crate::document::TokenRange;
use crate::extraction::{AgreementKind, AgreementStatus, EntityId, PersonId, PlaceId};
use crate::gazetteer::EntryId;

/// One instrument with all its mentions.
#[derive(Debug, Clone)]
pub(crate) struct LinkedAgreement {
    /// Its mentions, in order of the text.
    pub(crate) mentions: Vec<MentionIndex>,
    /// The list entry, if one names it.
    pub(crate) entry: Option<EntryId>,
    /// The fullest noun phrase, without its article.
    pub(crate) text: TokenRange,
    /// Whether that is a proper name.
    pub(crate) named: bool,
    pub(crate) kind: AgreementKind,
    pub(crate) acronym: Option<TokenRange>,
    pub(crate) status: AgreementStatus,
    pub(crate) parties: Vec<EntityId>,
    pub(crate) signers: Vec<PersonId>,
    /// Number of the frame in the list of agreements.
    pub(crate) under: Option<usize>,
    pub(crate) number: Option<TokenRange>,
    pub(crate) amount: Option<TokenRange>,
    /// The date mention that says when.
    pub(crate) date: Option<MentionIndex>,
    pub(crate) place: Option<PlaceId>,
    pub(crate) subject: Option<TokenRange>,
}
