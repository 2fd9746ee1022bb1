//! The extractor: lists and options, built once; one document in, one extraction out.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::document::{Document, structure};
use crate::error::{Error, Result};
use crate::extraction::{DateSource, Extraction, Generator, Offsets, SCHEMA};
use crate::gazetteer::Gazetteers;
use crate::mention::{Kind, Mention};
use crate::resolve::resolve;
use crate::rules::dates::{Context, DateMention};
use crate::rules::{self, Lists};
use crate::tagger::{self, Model};
use crate::{assemble, language, link};

/// What a bare "in April" follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The document's date in news, the date before it in histories; decided by a documented rule.
    #[default]
    Auto,
    /// The document's date.
    Document,
    /// The date before it in the text.
    Narrative,
}

/// Options of an extraction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) document_date: Option<Date>,
    pub(crate) anchor: Anchor,
    pub(crate) vague_dates: bool,
    pub(crate) unnamed_roles: bool,
    pub(crate) rules_only: bool,
    pub(crate) explain: bool,
}

/// A document with what is known of it from outside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'t> {
    /// The text.
    pub text: &'t str,
    /// Its id in the caller's world: a file's name, a record's id.
    pub id: Option<&'t str>,
    /// A date that came with it, and from where; the document's own date goes first.
    pub date: Option<(Date, DateSource)>,
}

/// Reads releases. Built once, cheap to share: `Send + Sync`, and a clone shares everything.
#[derive(Clone)]
pub struct Extractor {
    gazetteers: Arc<Gazetteers>,
    model: Option<Model>,
    options: Options,
}

/// Sets an [`Extractor`] up.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    lists: Vec<(String, String)>,
    ignored: Vec<(String, String)>,
    model: Option<Model>,
    options: Options,
}

impl Extractor {
    /// An extractor with the bundled gazetteers.
    pub fn new() -> Self {
        match Builder::default().build() {
            Ok(extractor) => extractor,
            Err(error) => unreachable!("the bundled lists are checked when the crate is built: {error}"),
        }
    }

    /// Sets lists and options.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The lists in use.
    pub fn gazetteers(&self) -> &Gazetteers {
        &self.gazetteers
    }

    /// What a text says. Any text is a valid release.
    pub fn extract<'t>(&'t self, text: &'t str) -> Extraction<'t> {
        self.extract_input(&Input { text, ..Input::default() })
    }

    /// What a document says, with what is known of it from outside.
    pub fn extract_input<'t>(&'t self, input: &Input<'t>) -> Extraction<'t> {
        let document = Document::new(input.text, &self.gazetteers);
        let lists = Lists::new(&document, &self.gazetteers);
        let structure = structure::find(&document, &lists);
        let issued = rules::document_date::find(&document, &structure, self.options.document_date, input.date);
        let context = Context::issued(issued, self.options.anchor, self.options.vague_dates);
        let found = rules::dates::find(&document, &context);
        let mentions = self.find(&document, &lists, &found);
        let entities = link::entities(&document, &lists, &mentions);
        let roles = link::roles::link(&document, &lists, &mentions, &entities, self.options.unnamed_roles);
        let issuer = link::issuer::find(&document, &structure, &mentions, &entities, &roles);
        let dates = assemble::dates::dates(&document, &found);
        let candidates = self.options.explain.then(|| rules::candidates(&document, &lists, &found));
        let base = self.options.explain.then(|| self.propose(&document, &lists, &found));
        let weighing = base
            .as_deref()
            .zip(self.model_for(&document))
            .and_then(|(base, model)| tagger::Weighing::new(&document, &lists, model, base, &mentions));
        let parts = assemble::Parts {
            document: &document,
            lists: &lists,
            mentions: &mentions,
            entities: &entities,
            roles: &roles,
            issuer,
            candidates: candidates.as_deref(),
            weighing: weighing.as_ref(),
        };
        let agreements = link::agreements::link(&parts, &structure, &found);
        let date_at = |range| assemble::dates::item_at(&document, &dates, range);
        let agreements = parts.agreements(&agreements, date_at);
        let mut info = assemble::document::info(&document, &structure, Some((&entities, &mentions)), input.id);
        assemble::document::issued_by(&mut info, issuer, &entities);
        assemble::dates::date_document(&document, &structure, &mut info, issued, &dates);
        Extraction {
            schema: SCHEMA.into(),
            generator: Generator {
                name: "dateline".into(),
                version: env!("CARGO_PKG_VERSION").into(),
                gazetteers: self.gazetteers.hash().into(),
                offsets: Offsets::Byte,
            },
            document: info,
            people: parts.people(),
            roles: parts.roles(),
            organizations: parts.organizations(),
            places: parts.places(),
            dates,
            agreements,
        }
    }

    /// What lists and grammar propose, without rivals.
    pub(crate) fn propose(&self, document: &Document<'_>, lists: &Lists<'_>, dates: &[DateMention]) -> Vec<Mention> {
        resolve(document, rules::candidates(document, lists, dates))
    }

    /// The mentions of a document.
    fn find(&self, document: &Document<'_>, lists: &Lists<'_>, dates: &[DateMention]) -> Vec<Mention> {
        let base = self.propose(document, lists, dates);
        match self.model_for(document) {
            Some(model) => tagger::tag(document, lists, model, base),
            None => base,
        }
    }

    /// The model, where it has a say: what was learnt from English text guesses wildly in other languages.
    fn model_for(&self, document: &Document<'_>) -> Option<&Model> {
        self.model.as_ref().filter(|_| !language::is_foreign(document))
    }

    /// The final mentions of a text of which nothing else is known: for measuring and for the tests of the rules.
    pub(crate) fn mentions<'t>(&'t self, text: &'t str) -> (Document<'t>, Vec<Mention>) {
        let document = Document::new(text, &self.gazetteers);
        let lists = Lists::new(&document, &self.gazetteers);
        let dates = rules::dates::find(&document, &Context::default());
        let mentions = self.find(&document, &lists, &dates);
        (document, mentions)
    }

    /// The kind and the bytes of every mention, nested ones among them: for measuring.
    pub fn spans(&self, text: &str) -> Vec<(Kind, usize, usize)> {
        let (document, mentions) = self.mentions(text);
        let spans = mentions.into_iter().map(|m| (m.kind, document.span(m.range)));
        spans.map(|(kind, span)| (kind, span.start, span.end)).collect()
    }
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// Adds a list of the user's in front of the bundled ones, from a file.
    ///
    /// # Errors
    /// The file cannot be read as UTF-8.
    pub fn gazetteer_file(mut self, path: impl AsRef<Path>) -> Result<Self> {
        self.lists.push(read(path.as_ref())?);
        Ok(self)
    }

    /// Adds a list of the user's in front of the bundled ones; `name` stands in messages and sources.
    #[must_use]
    pub fn gazetteer(mut self, name: &str, text: &str) -> Self {
        self.lists.push((name.to_owned(), text.to_owned()));
        self
    }

    /// Adds a list of entries (column `id`) and surface forms (column `name`) that do not count, from a file.
    ///
    /// # Errors
    /// The file cannot be read as UTF-8.
    pub fn ignore_file(mut self, path: impl AsRef<Path>) -> Result<Self> {
        self.ignored.push(read(path.as_ref())?);
        Ok(self)
    }

    /// Sets the date of every document, over all that the text says.
    #[must_use]
    pub fn document_date(mut self, date: Date) -> Self {
        self.options.document_date = Some(date);
        self
    }

    /// Sets what a bare "in April" follows (default: [`Anchor::Auto`]).
    #[must_use]
    pub fn anchor(mut self, anchor: Anchor) -> Self {
        self.options.anchor = anchor;
        self
    }

    /// Whether "now" and "recently" are dates (default: no).
    #[must_use]
    pub fn vague_dates(mut self, yes: bool) -> Self {
        self.options.vague_dates = yes;
        self
    }

    /// Whether titles that stand for a person without a name make roles (default: no).
    #[must_use]
    pub fn unnamed_roles(mut self, yes: bool) -> Self {
        self.options.unnamed_roles = yes;
        self
    }

    /// Whether to leave the fitted model out (default: no).
    #[must_use]
    pub fn rules_only(mut self, yes: bool) -> Self {
        self.options.rules_only = yes;
        self
    }

    /// Sets the weights of the fitted model, made by `examples/train.rs` (default: the bundled ones).
    #[must_use]
    pub fn model(mut self, model: Model) -> Self {
        self.model = Some(model);
        self
    }

    /// Whether mentions say why they won (default: no).
    #[must_use]
    pub fn explain(mut self, yes: bool) -> Self {
        self.options.explain = yes;
        self
    }

    /// Builds the extractor.
    ///
    /// # Errors
    /// A list is malformed: every problem with file and line.
    pub fn build(self) -> Result<Extractor> {
        let gazetteers = Gazetteers::with_lists(&self.lists, &self.ignored)?;
        let model = match (self.options.rules_only, self.model) {
            (true, _) => None,
            (false, Some(own)) => Some(own),
            (false, None) => Model::bundled(),
        };
        Ok(Extractor { gazetteers: Arc::new(gazetteers), model, options: self.options })
    }
}

fn read(path: &Path) -> Result<(String, String)> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::read(path, e))?;
    Ok((path.display().to_string(), text))
}
