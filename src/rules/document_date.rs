//! The day of issue: what the caller says, else the release's own header or dateline, else what came with it.
//!
//! A dateline often leaves its year out ("KABUL, Afghanistan (Oct. 15)"); then it is the one that brings the day next to
//! the date that came with the document.

use jiff::civil::Date;

use super::dates;
use crate::document::Document;
use crate::document::structure::Structure;
use crate::extraction::DateSource;

/// The day of issue and where it was found.
pub(crate) fn find(
    document: &Document<'_>,
    structure: &Structure,
    option: Option<Date>,
    outer: Option<(Date, DateSource)>,
) -> Option<(Date, DateSource)> {
    if let Some(day) = option {
        return Some((day, DateSource::Option));
    }
    let near = outer.map(|(day, _)| day);
    let header = structure.header_dates.iter().map(|range| (*range, DateSource::Header));
    let mut own = header.chain(structure.dateline.map(|range| (range, DateSource::Dateline)));
    own.find_map(|(range, source)| Some((dates::day_in(document, range, near)?, source))).or(outer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::structure;
    use crate::gazetteer::Gazetteers;
    use crate::rules::Lists;
    use jiff::civil::date;

    const BODY: &str = "The agency opened a new office for the people of the region, officials said at the ceremony.";

    #[track_caller]
    fn issued(head: &str, option: Option<Date>, outer: Option<Date>) -> Option<(Date, DateSource)> {
        let gazetteers = Gazetteers::bundled().unwrap();
        let text = format!("{head}{BODY}");
        let document = Document::new(&text, &gazetteers);
        let structure = structure::find(&document, &Lists::new(&document, &gazetteers));
        find(&document, &structure, option, outer.map(|day| (day, DateSource::Record)))
    }

    #[test]
    fn the_first_source_wins() {
        let head = "For Immediate Release\nNov. 7, 2023\n\nAgency Opens Office\n\n";
        let (other, record) = (date(2020, 1, 1), date(2023, 11, 9));
        assert_eq!(issued(head, Some(other), Some(record)), Some((other, DateSource::Option)));
        assert_eq!(issued(head, None, Some(record)), Some((date(2023, 11, 7), DateSource::Header)));
        assert_eq!(issued("", None, Some(record)), Some((record, DateSource::Record)));
        assert_eq!(issued("", None, None), None);
    }

    #[test]
    fn a_dateline_takes_its_year_from_the_record() {
        let head = "KABUL, Afghanistan (Dec. 30) — ";
        assert_eq!(issued(head, None, Some(date(2011, 1, 2))), Some((date(2010, 12, 30), DateSource::Dateline)));
        assert_eq!(issued(head, None, Some(date(2010, 12, 1))), Some((date(2010, 12, 30), DateSource::Dateline)));
        assert_eq!(issued(head, None, None), None);
    }
}
