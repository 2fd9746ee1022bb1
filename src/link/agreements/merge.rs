//! Which mentions name one instrument.

use super::Context;
use crate::document::fold::fold;
use crate::document::{Gap, Shape, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, ZoneKind};
use crate::fast::{FastMap, FastSet};
use crate::gazetteer::EntryId;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::lexicon::Class;
use crate::link::MentionIndex;
use crate::mention::{Kind, Mention, Source};
use crate::rules::agreements::cues::{self, Cue};
use crate::rules::agreements::phrase;

/// Mentions of one instrument.
pub(super) struct Group {
    pub(super) mentions: Vec<MentionIndex>,
    pub(super) entry: Option<EntryId>,
    pub(super) text: TokenRange,
    pub(super) named: bool,
    pub(super) kind: AgreementKind,
    pub(super) acronym: Option<TokenRange>,
    /// Head words by which short forms join.
    heads: Vec<String>,
    /// Names by which full forms join, folded.
    names: Vec<String>,
    acronyms: Vec<String>,
    /// Whether all mentions so far stand in the headline.
    headline: bool,
}

/// What one mention says of itself.
struct Form {
    name: String,
    head: Option<String>,
    acronym: Option<TokenRange>,
    named: bool,
    /// "the", "this", "these" before it.
    definite: bool,
    /// Nothing but a head word or an acronym.
    bare: bool,
    headline: bool,
    /// Whether a body stands in its name: "Harbour Company Settlement Agreement".
    body: bool,
}

/// Where the groups are found again: by entry, name, acronym and head word.
#[derive(Default)]
struct Index {
    entries: FastMap<EntryId, usize>,
    names: FastMap<String, usize>,
    acronyms: FastMap<String, usize>,
    heads: FastMap<String, Vec<usize>>,
}

/// Of many instruments of one head word, this many of the last are looked at.
const MOST_OF_A_HEAD: usize = 40;

impl Index {
    fn note(&mut self, at: usize, group: &Group) {
        if let Some(entry) = group.entry {
            self.entries.entry(entry).or_insert(at);
        }
        for name in &group.names {
            if !self.names.contains_key(name) {
                self.names.insert(name.clone(), at);
            }
        }
        for acronym in &group.acronyms {
            if !self.acronyms.contains_key(acronym) {
                self.acronyms.insert(acronym.clone(), at);
            }
        }
        for head in &group.heads {
            let known = self.heads.entry(head.clone()).or_default();
            if !known.iter().rev().take(MOST_OF_A_HEAD).any(|&n| n == at) {
                known.push(at);
            }
        }
    }

    fn of_head(&self, head: &str) -> &[usize] {
        let all = self.heads.get(head).map_or(&[][..], Vec::as_slice);
        &all[all.len().saturating_sub(MOST_OF_A_HEAD)..]
    }
}

/// The groups, in order of first mention.
pub(super) fn groups(context: &Context<'_, '_>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut index = Index::default();
    let bodies = bodies(context);
    for (number, mention) in context.mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Agreement) {
        let form = form(context, &bodies, mention);
        let at = match home(context, &out, &index, mention, &form).or_else(|| apposed(context, &out, number, &form)) {
            Some(at) => {
                add(context, &mut out[at], number, mention, form);
                at
            }
            // a short form that no instrument fits, or several do, is left alone
            None if mention.source == Source::Rule("agreements/again") => continue,
            None => {
                out.push(open(context, number, mention, form));
                out.len() - 1
            }
        };
        index.note(at, &out[at]);
    }
    out
}

/// The rules that read proper names.
const NAMING: &[&str] =
    &["agreements/head-first", "agreements/head-last", "agreements/number", "agreements/named-in-part"];

fn form(context: &Context<'_, '_>, bodies: &FastSet<&str>, mention: &Mention) -> Form {
    let document = context.document;
    let (start, end) = (mention.range.start as usize, mention.range.end as usize);
    let bracketed = end - start > 3 && document.is_punct(end - 1, b')') && document.is_punct(end - 3, b'(');
    let core = TokenRange::new(start, if bracketed { end - 3 } else { end });
    // "Memorandum of Understanding with the Harbour Research Institute (HRI)": the letters are the body's
    let of_body = || {
        core.indexes().skip(1).any(|at| bodies.contains(document.range_text(TokenRange::new(at, core.end as usize))))
    };
    // a number in brackets is a year: "Resolution 2532 (2020)"
    let acronym =
        (bracketed && document.tokens[end - 2].is_wordlike() && !of_body()).then(|| TokenRange::new(end - 2, end - 1));
    // the parties and what stands in brackets are no part of the name by which mentions are joined
    let sides = core.indexes().skip(1).find(|&at| document.is_word(at, "between")).unwrap_or(core.end as usize);
    let mut brackets = false;
    let mut words: Vec<String> = Vec::new();
    for at in start..sides {
        brackets = (brackets || document.is_punct(at, b'(')) && !document.is_punct(at, b')');
        let token = document.tokens[at];
        if !brackets && (token.is_wordlike() || token.kind == TokenKind::Number) {
            words.push(fold(document.token_text(at)));
        }
    }
    let single = core.len() == 1;
    let named = match mention.source {
        Source::List(_) => true,
        Source::Rule(rule) => {
            let term = rule == "agreements/instrument" && core.len() > 1;
            let capitals = document.tokens[start].is_capital() && document.tokens[core.end as usize - 1].is_capital();
            term && capitals || NAMING.contains(&rule)
        }
        Source::Model => document.tokens[start].is_capital() && !single,
    };
    let head = phrase::head_word(&context.view(), core).map(fold);
    Form {
        name: words.join(" "),
        body: !matches!(mention.source, Source::List(_)) && opens_with_body(context, bodies, core),
        bare: single || !named && phrase::is_bare(&context.view(), core),
        head,
        acronym,
        named,
        definite: is_definite(context, mention.range)
            || gives_form(context, start)
            // "President Hale's executive order"
            || kind(context, mention) == AgreementKind::Act
                && start > 0
                && document.tokens[start - 1].kind == TokenKind::Possessive,
        headline: context.structure.zone_of(mention.range.start) == Some(ZoneKind::Title),
    }
}

/// "the agreement", "todays settlement", "the parallel civil settlement": one that the text spoke of.
pub(super) fn is_definite(context: &Context<'_, '_>, range: TokenRange) -> bool {
    /// Adjectives between the article and the phrase.
    const ADJECTIVES: usize = 2;
    let document = context.document;
    let start = range.start as usize;
    // "the separate agreement with Chad" is none that was named before
    let told = document.is_word(range.end as usize, "with") || document.is_word(range.end as usize, "between");
    let reach = if told { 0 } else { ADJECTIVES };
    for at in (start.saturating_sub(reach + 1)..start).rev() {
        if document.tokens[at + 1].gap >= Gap::Line {
            return false;
        }
        if document.is(at, Class::DETERMINER) {
            return !phrase::is_indefinite(document, at);
        }
        let token = document.tokens[at];
        if token.kind == TokenKind::Possessive || document.is_word(at, "todays") {
            return token.kind == TokenKind::Word || at > 0 && document.is_word(at - 1, "today");
        }
        let grammar = Class::FUNCTION.union(Class::AUXILIARY).union(Class::REPORTING_VERB);
        let adjective = token.kind == TokenKind::Word
            && token.shape == Shape::Lower
            && (!document.is(at, grammar) || document.is_word(at, "proposed"))
            && cues::at(&context.view(), at, |cue| cue == Cue::Plain || cue.is_event()).is_none();
        if !adjective {
            return false;
        }
    }
    false
}

/// "in the form of a consent decree", "embodied in a consent decree": what was named before, in its legal form.
fn gives_form(context: &Context<'_, '_>, start: usize) -> bool {
    let document = context.document;
    let word = |back: usize, text: &str| start >= back && document.is_word(start - back, text);
    let form = word(2, "of") && word(3, "form") || word(2, "in") && (word(3, "embodied") || word(3, "contained"));
    word(1, "a") && form
}

/// The names of all bodies, as written.
fn bodies<'t>(context: &Context<'_, 't>) -> FastSet<&'t str> {
    let bodies = context.mentions.iter().filter(|m| m.kind == Kind::Organization);
    bodies.map(|m| context.document.range_text(m.range)).collect()
}

/// Whether the first words of a name are a body that the text names: "Harbour Company Settlement Agreement".
fn opens_with_body(context: &Context<'_, '_>, bodies: &FastSet<&str>, core: TokenRange) -> bool {
    const LONGEST: u32 = 8;
    (core.start + 1..core.end.min(core.start + LONGEST))
        .any(|end| bodies.contains(context.document.range_text(TokenRange { start: core.start, end })))
}

/// Tokens of the header and the first paragraphs of a release.
const LEAD: u32 = 200;

/// The group that a mention joins.
fn home(context: &Context<'_, '_>, groups: &[Group], index: &Index, mention: &Mention, form: &Form) -> Option<usize> {
    let by_entry = || index.entries.get(&mention.entry?);
    let by_name = || index.names.get(&form.name).filter(|_| form.named || form.definite);
    let singular = form.name.strip_suffix('s').unwrap_or(&form.name);
    let by_acronym = || index.acronyms.get(&form.name).or_else(|| index.acronyms.get(singular));
    if let Some(&at) = by_entry().or_else(by_name).or_else(by_acronym) {
        return Some(at);
    }
    // an acronym of the lists and the name that gave it in brackets
    if mention.form == FormKind::Acronym && mention.entry.is_some() {
        return None;
    }
    let head = form.head.as_ref()?;
    let mut fits = index.of_head(head);
    // "a settlement … the agreement": one word for the other
    let other: Vec<usize>;
    let mut renamed = false;
    if let Some(word) = other_word(head).filter(|_| fits.is_empty()) {
        // "plea agreement" is no settlement, "settlement agreement" is one
        let says = |name: &String| name == word || word == "settlement" && name.split(' ').any(|part| part == word);
        // a settlement is the agreement that the lead of the story tells, none that was broken in it
        let leads = |group: &Group| word == "settlement" || context.range(group.mentions[0]).start < LEAD;
        let plain = |n: &usize| {
            let group = &groups[*n];
            !group.named && group.names.iter().any(says) && leads(group)
        };
        other = index.of_head(word).iter().copied().filter(plain).collect();
        fits = &other;
        renamed = true;
    }
    // the headline speaks of the instrument of the story, in other words
    if let [only] = fits {
        let group = &groups[*only];
        if group.headline
            && group.mentions.len() == 1
            && !form.headline
            && (!form.named || !group.named || shares_words(group, form))
        {
            return Some(*only);
        }
    }
    if form.named && !form.bare {
        // the link below a release gives its settlement a name
        return match fits {
            [only] if form.body && !groups[*only].named => Some(*only),
            _ => None,
        };
    }
    let fits: Vec<usize> = fits.iter().copied().filter(|&n| renamed || agree(&groups[n], form)).collect();
    match fits.as_slice() {
        [only] if form.definite || form.bare && mention.source == Source::Rule("agreements/again") => Some(*only),
        [.., last] if form.definite && form.bare => {
            // several: only one without a name of its own can be meant by "the agreement"
            let plain: Vec<&usize> = fits.iter().filter(|&&n| !groups[n].named).collect();
            match plain.as_slice() {
                [only] => Some(**only),
                [] => None,
                _ => (!groups[*last].named).then_some(*last),
            }
        }
        _ => None,
    }
}

/// What releases also call a settlement or an agreement.
fn other_word(head: &str) -> Option<&'static str> {
    match head {
        "agreement" | "decree" => Some("settlement"),
        "settlement" => Some("agreement"),
        _ => None,
    }
}

/// "S. 98, the “Upper Rivers Act of 2025”", "the Treaty of Belmar — the binding accord": the mention before it in other words.
fn apposed(context: &Context<'_, '_>, groups: &[Group], number: MentionIndex, form: &Form) -> Option<usize> {
    /// Tokens between the two: a comma, an article, a quotation mark.
    const BETWEEN: usize = 3;
    let document = context.document;
    let mention = &context.mentions[number];
    // names of places may stand inside the first of them
    let before = (number.saturating_sub(4)..number).rev().find(|&n| context.mentions[n].kind == Kind::Agreement)?;
    let first = &context.mentions[before];
    let end = first.range.end as usize;
    let between = end..mention.range.start as usize;
    let comma = document.is_punct(end, b',');
    // "the Strengthening Rivers Act (STOP Rivers Act)"
    let bracket = between.len() == 1
        && document.is_punct(end, b'(')
        && document.is_punct(mention.range.end as usize, b')')
        && form.named
        && NAMING.contains(&rule(first))
        && [first, mention].iter().all(|m| rule(m) != "agreements/number")
        && kind(context, first) == kind(context, mention);
    if bracket {
        return groups.iter().rposition(|g| g.mentions.contains(&before));
    }
    let mark = |at: usize| document.tokens[at].kind == TokenKind::Punct && document.tokens[at].gap < Gap::Line;
    let shape = !between.is_empty()
        && between.len() <= BETWEEN
        && (comma || document.is_dash(end))
        && between.clone().any(|at| document.is_word(at, "the"))
        && between.clone().all(|at| mark(at) || document.is_word(at, "the"));
    let group = groups.iter().rposition(|g| g.mentions.contains(&before)).filter(|_| shape)?;
    let numbered = Source::Rule("agreements/number");
    let law = |m: &Mention| kind(context, m) == AgreementKind::Act;
    let bill = comma && first.source == numbered && mention.source != numbered && law(first) && law(mention);
    (bill && form.named || !comma && form.bare && !form.named).then_some(group)
}

/// Whether one name only says more than the other: "the agreement" and "plea agreement", not "the plea agreement" and
/// "corporate integrity agreement". The head words agree already.
fn agree(group: &Group, form: &Form) -> bool {
    let before = |name: &'_ str| name.rsplit_once(' ').map_or(0, |(words, _)| words.len());
    let within = |a: &str, b: &str| a[..before(a)].split(' ').all(|word| b.split(' ').any(|other| other == word));
    group.named
        || form.named
        || group.names.iter().any(|name| {
            before(name) == 0 || before(&form.name) == 0 || within(name, &form.name) || within(&form.name, name)
        })
}

fn shares_words(group: &Group, form: &Form) -> bool {
    const SHORTEST: usize = 5;
    let words = |text: &str| text.split(' ').filter(|w| w.len() >= SHORTEST).map(str::to_owned).collect::<Vec<_>>();
    let wanted = words(&form.name);
    let known: Vec<String> = group.names.iter().flat_map(|n| words(n)).collect();
    2 * wanted.iter().filter(|w| known.contains(w)).count() > wanted.len().min(known.len())
}

fn open(context: &Context<'_, '_>, index: MentionIndex, mention: &Mention, form: Form) -> Group {
    let mut group = Group {
        mentions: Vec::new(),
        entry: None,
        text: mention.range,
        named: false,
        kind: AgreementKind::Other,
        acronym: None,
        heads: Vec::new(),
        names: Vec::new(),
        acronyms: Vec::new(),
        headline: true,
    };
    add(context, &mut group, index, mention, form);
    group
}

fn add(context: &Context<'_, '_>, group: &mut Group, index: MentionIndex, mention: &Mention, form: Form) {
    let first = group.mentions.is_empty();
    group.mentions.push(index);
    let better = first
        || form.named && !group.named
        || form.named == group.named
            && (group.headline && !form.headline
                || mention.range.len() > group.text.len() && !(form.headline && !group.headline));
    if better && (!form.bare || first) {
        group.text = mention.range;
        group.kind = kind(context, mention);
    }
    group.named |= form.named;
    group.entry = group.entry.or(mention.entry);
    group.headline &= form.headline;
    if let Some(entry) = mention.entry {
        let acronym = fold(context.lists.gazetteers.entry(entry).acronym());
        if !acronym.is_empty() && !group.acronyms.contains(&acronym) {
            group.acronyms.push(acronym);
        }
    }
    if let Some(range) = form.acronym {
        group.acronym = group.acronym.or(Some(range));
        group.acronyms.push(fold(context.document.range_text(range)));
    }
    if let Some(head) = form.head.filter(|h| !group.heads.contains(h)) {
        group.heads.push(head);
        // "settlement agreement": later "the settlement", "the agreement"; "memorandum of understanding": "the memorandum"
        for word in phrase::single_heads(&context.view(), mention.range).map(fold) {
            if !group.heads.contains(&word) {
                group.heads.push(word);
            }
        }
    }
    if !group.names.contains(&form.name) {
        group.names.push(form.name);
    }
}

fn rule(mention: &Mention) -> &'static str {
    match mention.source {
        Source::Rule(rule) => rule,
        _ => "",
    }
}

/// The kind of an instrument: from the list, the rule, else its head word.
fn kind(context: &Context<'_, '_>, mention: &Mention) -> AgreementKind {
    let entry = mention.entry.map(|e| context.lists.gazetteers.entry(e).kind());
    let by_head = || {
        let last = mention
            .range
            .indexes()
            .rev()
            .find_map(|at| context.lists.head(at, crate::gazetteer::kinds::Family::Agreement));
        last.map(|(_, head)| head.kind)
    };
    let number = entry.or(mention.subkind).or_else(by_head);
    number.and_then(|n| AgreementKind::ALL.get(usize::from(n)).copied()).unwrap_or(AgreementKind::Agreement)
}
