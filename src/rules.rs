//! Grammar: what no list holds is found by how the text speaks of it.
//!
//! Each module has a table of its rules on top, with examples in the project's form: `[person:Jane Hale]` marks what the
//! rules must find, and what is not marked must yield nothing.

pub(crate) mod agreements;
pub(crate) mod calendar;
pub(crate) mod dates;
pub(crate) mod document_date;
#[cfg(test)]
pub(crate) mod examples;
pub(crate) mod holidays;
pub(crate) mod lists;
pub(crate) mod organizations;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod roles;

use crate::document::Document;
use crate::mention::{Kind, Mention};
use crate::tagger::overrules;
pub(crate) use lists::Lists;

/// One rule, for people: what `dateline rules` prints and what the tests run.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `<module>/<rule name>`, the `source` of its mentions.
    pub name: &'static str,
    /// What it reads and why.
    pub doc: &'static str,
    /// Texts with their mentions marked.
    pub yes: &'static [&'static str],
    /// Texts that it must leave alone.
    pub no: &'static [&'static str],
}

/// The rule tables by module.
pub fn tables() -> Vec<(&'static str, &'static [Rule])> {
    vec![
        ("people", people::RULES),
        ("roles", roles::RULES),
        ("organizations", organizations::RULES),
        ("places", places::RULES),
        ("agreements", agreements::RULES),
    ]
}

/// A rule of any module as `dateline rules` prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDoc {
    /// `people`, `dates`, `tagger`
    pub module: &'static str,
    /// `<module>/<rule name>`
    pub name: &'static str,
    /// The shape that it reads, where it has one that can be written down; else "".
    pub pattern: &'static str,
    /// What it reads and why.
    pub doc: &'static str,
    /// Texts that it reads, each with the value that it gives, or "".
    pub yes: Vec<(&'static str, &'static str)>,
    /// Texts that it leaves alone.
    pub no: Vec<&'static str>,
}

/// All rules, module by module.
pub fn all() -> Vec<RuleDoc> {
    let of_table = |(module, rules): (&'static str, &'static [Rule])| {
        rules.iter().map(move |rule| RuleDoc {
            module,
            name: rule.name,
            pattern: "",
            doc: rule.doc,
            yes: rule.yes.iter().map(|text| (*text, "")).collect(),
            no: rule.no.to_vec(),
        })
    };
    tables().into_iter().flat_map(of_table).chain(dates::docs()).chain(overrules::docs()).collect()
}

/// Everything that lists and grammar propose for a document, in no order; `resolve` decides.
pub(crate) fn candidates<'t>(document: &Document<'t>, lists: &Lists<'t>, dates: &[dates::DateMention]) -> Vec<Mention> {
    let mut out = lists.mentions(document);
    out.extend(dates.iter().map(|d| Mention::by_rule(Kind::Date, d.range, d.rule)));
    organizations::find(document, lists, &mut out);
    places::find(document, lists, &mut out);
    let roles = roles::find(document, lists, &mut out);
    people::find(document, lists, &roles, &mut out);
    agreements::find(document, lists, &mut out);
    out
}

#[cfg(test)]
mod tests {
    /// No module's table escapes: each rule that `dateline rules` prints has its examples.
    #[test]
    fn every_rule_has_three_examples_and_two_counter_examples() {
        let all = super::all();
        for module in ["people", "roles", "organizations", "places", "agreements", "dates", "tagger"] {
            assert!(all.iter().any(|rule| rule.module == module), "no rule of {module}");
        }
        let few = all.iter().filter(|rule| rule.yes.len() < 3 || rule.no.len() < 2);
        let few: Vec<_> = few.map(|rule| rule.name).collect();
        assert!(few.is_empty(), "too few examples: {few:?}");
    }

    /// Every `yes` yields its marks by its own rule, no `no` is read by it.
    #[test]
    fn rules_read_their_examples() {
        for (module, rules) in super::tables() {
            if module != "agreements" {
                super::examples::run(rules);
            }
        }
    }
}
