//! Which mentions name one place, and which of several places of one name is meant.

use super::Entity;
use super::countries::Countries;
use crate::document::{Document, TokenRange, fold::fold_words};
use crate::extraction::Country;
use crate::fast::{FastMap, FastSet, map_for};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::place::{CITY, COUNTRY, OTHER, REGION, STATE};
use crate::gazetteer::{EntryId, ListMatch};
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::is_country;

/// Thousands of people of a city that needs no state behind it.
const LARGE: u32 = 500;

/// What is known of the document's countries before its ambiguous names are read.
pub(crate) struct Geography<'g> {
    /// How often each country is meant, by unambiguous names.
    countries: Countries,
    /// The ids of the unambiguous places themselves that may hold others, countries apart: states and provinces.
    named: FastSet<&'g str>,
}

impl<'g> Geography<'g> {
    fn new(document: &Document<'_>, lists: &Lists<'g>, mentions: &[Mention]) -> Self {
        let mut countries = Countries::default();
        let mut named = FastSet::default();
        let mut owners = Vec::new();
        for mention in mentions.iter().filter(|m| matches!(m.kind, Kind::Place | Kind::Demonym | Kind::Organization)) {
            find_owners(document, lists, mention.range, mention.kind, &mut owners);
            if let [only] = owners[..] {
                let id = lists.gazetteers.entry(only).id();
                if !is_country_id(id) {
                    named.insert(id);
                }
            }
            // "Parwan province" names the province too
            if owners.is_empty()
                && mention.kind == Kind::Place
                && let Some(region) = known_inside(lists, mention.range)
            {
                named.insert(lists.gazetteers.entry(region).id());
            }
            let mut codes = owners.iter().map(|&e| lists.gazetteers.entry(e).country());
            if let Some(Some(code)) = codes.next()
                && codes.all(|other| other == Some(code))
            {
                countries.add(code);
            }
        }
        Geography { countries, named }
    }

    fn weight(&self, country: Option<[u8; 2]>) -> u32 {
        country.map_or(0, |code| self.countries.count(code))
    }
}

/// Puts all entries that bear the name which stands at a range in the place of `out`; a town that `needs` its state only
/// in front of it.
fn find_owners(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange, kind: Kind, out: &mut Vec<EntryId>) {
    let family = if kind == Kind::Organization { Family::Organization } else { Family::Place };
    let all = lists
        .at(range.start as usize)
        .filter(|(m, f)| *f == family && m.range == range && (m.form == FormKind::Demonym) == (kind == Kind::Demonym))
        .map(|(m, _)| m.entry);
    out.clear();
    out.extend(all);
    if out.len() < 2 || kind != Kind::Place {
        return;
    }
    let holder = holder_behind(document, lists, range).map(|holder| lists.gazetteers.entry(holder).id());
    out.retain(|id| {
        let entry = lists.gazetteers.entry(*id);
        entry.attribute("needs").is_empty() || holder == Some(entry.parent())
    });
}

/// Places in order of first mention; a people's adjective names its country.
pub(crate) fn link(document: &Document<'_>, lists: &Lists<'_>, mentions: &[Mention]) -> Vec<Entity> {
    let geography = Geography::new(document, lists, mentions);
    let mut places: Vec<Entity> = Vec::new();
    let named = mentions.iter().filter(|m| matches!(m.kind, Kind::Place | Kind::Demonym)).count();
    let mut by_entry: FastMap<EntryId, usize> = map_for(named);
    let mut by_text: FastMap<String, usize> = FastMap::default();
    let mut owners = Vec::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| matches!(m.kind, Kind::Place | Kind::Demonym)) {
        let entry = choose(document, lists, &geography, mention, &mut owners);
        let key = || fold_words(document.range_text(mention.range));
        // "Huntsville, Texas … in Huntsville": the town that the text has named goes before another that a list knows
        let again = entry.is_some_and(|e| lists.gazetteers.entry(e).kind() == CITY && !by_entry.contains_key(&e))
            && by_text.get(&key()).is_some_and(|&number| places[number].country == Some(Country(*b"US")));
        let entry = entry.filter(|_| !again);
        let known = match entry {
            Some(entry) => by_entry.get(&entry),
            None => by_text.get(&key()),
        };
        let number = known.copied().unwrap_or_else(|| {
            places.push(Entity { subkind: OTHER, ..Entity::default() });
            places.len() - 1
        });
        let place = &mut places[number];
        place.mentions.push(index);
        match entry {
            Some(entry) => {
                by_entry.entry(entry).or_insert(number);
                place.entry = Some(entry);
                let entry = lists.gazetteers.entry(entry);
                place.subkind = if is_country(entry.kind()) { 0 } else { entry.kind() };
                place.country = entry.country().map(Country);
            }
            None => {
                by_text.entry(key()).or_insert(number);
                if place.subkind == OTHER {
                    let quarter = || document.is(mention.range.start as usize, Class::DIRECTION).then_some(REGION);
                    let kind = mention.subkind.or_else(|| kind_by_head(lists, mention.range)).or_else(quarter);
                    place.subkind = kind.unwrap_or(OTHER);
                }
                if place.country.is_none() {
                    place.country =
                        country_inside(lists, mention.range).or_else(|| country_behind(document, lists, mention.range));
                }
            }
        }
        let longer = |name: TokenRange| mention.range.len() > name.len() && mention.kind == Kind::Place;
        if place.name.is_none_or(longer) {
            place.name = Some(mention.range);
        }
    }
    give_countries(document, mentions, &geography, &mut places);
    places
}

/// A place that no list holds lies in the country that its sentence names before it, else in the one country of the
/// document, if there is just one; else nobody knows.
fn give_countries(document: &Document<'_>, mentions: &[Mention], geography: &Geography<'_>, places: &mut [Entity]) {
    // "the West" lies in no country
    let quarter = |name: TokenRange| name.len() == 1 && document.is(name.start as usize, Class::DIRECTION);
    let is_open = |place: &Entity| place.entry.is_none() && place.country.is_none() && !place.name.is_some_and(quarter);
    if !places.iter().any(is_open) {
        return;
    }
    let only = geography.countries.only().map(Country);
    let mut of_mention: Vec<Option<Country>> = vec![None; mentions.len()];
    for place in places.iter() {
        for &mention in &place.mentions {
            of_mention[mention] = place.country;
        }
    }
    for place in places.iter_mut().filter(|p| is_open(p)) {
        let near = place.mentions.iter().find_map(|&m| {
            let sentence = document.sentences.get(document.sentence_of(mentions[m].range.start as usize))?;
            (0..m).rev().take(12).take_while(|&o| mentions[o].range.start >= sentence.start).find_map(|o| of_mention[o])
        });
        place.country = near.or(only);
    }
}

/// The entry that a mention names; `owners` is room for those that bear its name.
fn choose(
    document: &Document<'_>,
    lists: &Lists<'_>,
    geography: &Geography<'_>,
    mention: &Mention,
    owners: &mut Vec<EntryId>,
) -> Option<EntryId> {
    find_owners(document, lists, mention.range, mention.kind, owners);
    if owners.is_empty() {
        return mention.entry.or_else(|| match mention.kind {
            Kind::Demonym => country_of_people(lists, mention.range),
            _ => known_inside(lists, mention.range),
        });
    }
    let holder = holder_behind(document, lists, mention.range);
    // "Huntsville, Texas" is not the Huntsville of Alabama that the lists know
    if let Some(state) = holder.filter(|_| is_state_alone(lists, mention.range)) {
        let state = lists.gazetteers.entry(state);
        // "Oregon, Washington, Idaho"
        let has_state = owners.iter().any(|&id| lists.gazetteers.entry(id).kind() == STATE);
        owners.retain(|&id| {
            let entry = lists.gazetteers.entry(id);
            // "Baltimore, New York and St. Louis" is an enumeration
            let large =
                !has_state && entry.attribute("population").parse::<u32>().is_ok_and(|thousands| thousands >= LARGE);
            id.is_custom()
                || entry.kind() != CITY
                || entry.parent() == state.id()
                || large && entry.country() == Some(*b"US")
        });
    }
    if owners.len() <= 1 {
        return owners.pop();
    }
    // beside a city many times as large a small one of its name is meant only where its state stands
    let population = |id: EntryId| lists.gazetteers.entry(id).attribute("population").parse::<u32>().unwrap_or(0);
    let largest = owners.iter().map(|&id| population(id)).max().unwrap_or(0);
    let held_before = held_before(lists, document, mention.range);
    owners.iter().copied().max_by_key(|&id| {
        let entry = lists.gazetteers.entry(id);
        let held = holder.is_some_and(|h| {
            let h = lists.gazetteers.entry(h);
            entry.parent() == h.id() || entry.country() == h.country()
        });
        // a state holds what names it as parent; a country holds all that lies in it
        let named = holder.is_some_and(|h| {
            let h = lists.gazetteers.entry(h);
            entry.parent() == h.id() || is_country(h.kind()) && entry.country() == h.country()
        });
        // a country before a state before a city of its name, if nothing else speaks
        let rank = match entry.kind() {
            0 | 7 => 6,
            2 => 5,
            1 => 3,
            3 => 4,
            4 => 2,
            _ => 1,
        };
        let small = entry.kind() == CITY && population(id) * 5 < largest;
        let country = geography.weight(entry.country());
        let plain_country = entry.kind() == 0;
        // "Seattle, Washington": the place before the comma lies in the state
        let holds = held_before.contains(&entry.id());
        // a capital before a state of its name: "Washington"
        let capital = entry.kind() == CITY && lists.gazetteers.is_capital(entry);
        // "in federal court in Florence", in a release that speaks of South Carolina
        let inside = entry.kind() != 0 && geography.named.contains(entry.parent());
        // "in Baghlan", in a release that speaks of Baghlan province
        let spoken_of = entry.kind() == REGION && geography.named.contains(entry.id());
        (
            id.is_custom(),
            holds,
            named,
            held,
            spoken_of,
            inside && !is_country_id(entry.parent()),
            capital,
            !small,
            if plain_country { country + 2 } else { country },
            rank,
            population(id),
            std::cmp::Reverse(id),
        )
    })
}

/// The ids that hold the places which stand before a range and its comma.
fn held_before<'g>(lists: &Lists<'g>, document: &Document<'_>, range: TokenRange) -> Vec<&'g str> {
    let start = range.start as usize;
    if start < 2 || !document.is_punct(start - 1, b',') {
        return Vec::new();
    }
    (start.saturating_sub(5)..start - 1)
        .flat_map(|at| lists.at(at).filter(|(m, f)| *f == Family::Place && m.range.end as usize == start - 1))
        .map(|(m, _)| lists.entry(m).parent())
        .filter(|parent| !parent.is_empty())
        .collect()
}

/// Whether an id is a country's: to lie in a named country says less than to lie in a named state.
fn is_country_id(id: &str) -> bool {
    id.starts_with("iso-")
}

/// The entry of a name that a class word follows ("Parwan province" is Parwan), if the class word is one of its country: La
/// Paz of El Salvador is no county.
fn known_inside(lists: &Lists<'_>, range: TokenRange) -> Option<EntryId> {
    let (start, end) = (range.start as usize, range.end);
    let customary = |class: &ListMatch, name: &ListMatch| {
        let countries = lists.entry(class).attribute("where");
        let country = lists.entry(name).country().unwrap_or_default();
        countries.is_empty() || countries.split('|').any(|code| code.as_bytes() == country)
    };
    // only regions: "Parwan province" is Parwan, but "Kabul River" is not Kabul
    lists
        .at(start)
        .filter(|(m, f)| {
            *f == Family::Place
                && m.range.end < end
                && m.what.kind() == REGION
                && lists
                    .head(m.range.end as usize, Family::Place)
                    .is_some_and(|(h, head)| head.kind == REGION && h.range.end == end && customary(h, m))
        })
        .map(|(m, _)| m.entry)
        .next_back()
}

/// The country of a people that another word tells apart: "Cuban Americans" are Americans.
fn country_of_people(lists: &Lists<'_>, range: TokenRange) -> Option<EntryId> {
    let last = range.end as usize - 1;
    let people = |(m, family): &(&ListMatch, Family)| *family == Family::Place && m.form == FormKind::Demonym;
    lists.at(last).find(people).filter(|_| range.len() > 1).map(|(m, _)| m.entry)
}

/// The state or country that follows behind a comma.
fn holder_behind(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange) -> Option<EntryId> {
    let comma = range.end as usize;
    if !document.is_punct(comma, b',') {
        return None;
    }
    lists
        .at(comma + 1)
        .filter(|(m, f)| *f == Family::Place && m.form != FormKind::Demonym)
        .max_by_key(|(m, _)| (m.range.end, matches!(m.what.kind(), 0 | 2)))
        .map(|(m, _)| m.entry)
}

/// Whether what follows behind a comma can only be a state: "Georgia" is a country too, and "Washington" a city.
fn is_state_alone(lists: &Lists<'_>, range: TokenRange) -> bool {
    let mut behind =
        lists.at(range.end as usize + 1).filter(|(m, f)| *f == Family::Place && m.form != FormKind::Demonym).peekable();
    behind.peek().is_some() && behind.all(|(m, _)| m.what.kind() == STATE)
}

/// The country of the state or country inside a name: the "District of Arizona" lies in the United States.
fn country_inside(lists: &Lists<'_>, range: TokenRange) -> Option<Country> {
    let inside = |kind: u8| {
        range.indexes().skip(1).find_map(|at| {
            lists
                .at(at)
                .filter(|(m, f)| *f == Family::Place && m.form == FormKind::Name && m.range.end <= range.end)
                .find(|(m, _)| m.what.kind() == kind)
                .and_then(|(m, _)| lists.entry(m).country().map(Country))
        })
    };
    // districts lie in states: that of Georgia is no country's
    inside(STATE).or_else(|| inside(COUNTRY))
}

fn country_behind(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange) -> Option<Country> {
    let mut range = range;
    // "Bagram Airfield, Parwan province, Afghanistan"
    for _ in 0..3 {
        let holder = holder_behind(document, lists, range)?;
        if let Some(country) = lists.gazetteers.entry(holder).country() {
            return Some(Country(country));
        }
        range = TokenRange::new(range.end as usize + 1, range.end as usize + 2);
    }
    None
}

fn kind_by_head(lists: &Lists<'_>, range: TokenRange) -> Option<u8> {
    range.indexes().filter_map(|at| lists.head(at, Family::Place)).next_back().map(|(_, h)| h.kind)
}

#[cfg(test)]
mod tests {
    use crate::Extractor;

    fn city(text: &str, name: &str) -> (String, String) {
        let extraction = Extractor::new().extract(text).into_owned();
        let place = extraction.places.iter().find(|place| place.name == name);
        place.map_or_else(Default::default, |place| {
            let country = place.country.map(|c| c.0.iter().map(|&b| char::from(b)).collect::<String>());
            (place.reference.as_deref().unwrap_or("").to_owned(), country.unwrap_or_default())
        })
    }

    #[test]
    fn a_county_is_no_department_of_its_name() {
        let county = city("The sheriff of La Paz County, Arizona, spoke.", "La Paz County");
        assert_eq!(county, (String::new(), "US".to_owned()));
        let governorate = city("They fought in Parwan province on Monday.", "Parwan");
        assert_eq!(governorate, ("af-parwan".to_owned(), "AF".to_owned()));
    }

    #[test]
    fn what_its_people_are_called_names_a_region() {
        let region = |text: &str, name: &str| {
            let extraction = Extractor::new().extract(text).into_owned();
            let place = extraction.places.iter().find(|place| place.mentions.iter().any(|m| m.text == name));
            let place = place.map(|p| (p.reference.as_deref().unwrap_or("").to_owned(), p.mentions[0].form.is_some()));
            place.unwrap_or_default()
        };
        for (text, people, id) in [
            ("The Tigrayan authorities agreed.", "Tigrayan", "et-tigray"),
            ("The Chechen leader agreed.", "Chechen", "region-chechnya"),
            ("Bavarian officials agreed.", "Bavarian", "de-bavaria"),
            ("They met the Crimean Tatar leaders.", "Crimean Tatar", "region-crimea"),
            ("Two Londoners were on board.", "Londoners", "gb-city-london"),
        ] {
            assert_eq!(region(text, people), (id.to_owned(), true), "{text}");
        }
    }

    #[test]
    fn a_state_behind_the_comma_decides_between_towns() {
        let known = |id: &str, country: &str| (id.to_owned(), country.to_owned());
        assert_eq!(
            city("He was arrested in Huntsville, Alabama, on Monday.", "Huntsville"),
            known("us-al-city-huntsville", "US")
        );
        assert_eq!(
            city("She was born in Naples, Florida, and lives there.", "Naples"),
            known("us-fl-city-naples", "US")
        );
        assert_eq!(city("Soldiers of Texas were in Paris and Naples.", "Paris"), known("fr-city-paris", "FR"));
        // no list has it
        assert_eq!(city("She was born in Naples, Alaska, and lives there.", "Naples"), known("", "US"));
        assert_eq!(city("They met in Naples, Italy, on Monday.", "Naples"), known("it-city-naples", "IT"));
        assert_eq!(
            city("It works in Baltimore, New York and St. Louis.", "Baltimore"),
            known("us-md-city-baltimore", "US")
        );
    }
}
