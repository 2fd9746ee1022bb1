//! Given names and their short forms, from `gazetteers/names/nicknames.tsv`: "Joe" is a "Joseph".

use std::sync::LazyLock;

use crate::fast::FastMap;

/// The list: a name, a tab, its short forms with bars between.
const LIST: &str = include_str!("../../gazetteers/names/nicknames.tsv");

/// By name or short form in lower case, the lines of the list that have it.
static LINES: LazyLock<FastMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut lines: FastMap<String, Vec<u16>> = FastMap::default();
    for (number, line) in LIST.lines().enumerate().skip(1) {
        for name in line.split(['\t', '|']).filter(|name| !name.is_empty()) {
            lines.entry(name.to_lowercase()).or_default().push(number as u16);
        }
    }
    lines
});

/// Whether two given names in lower case can be one person's: a name and its short form, two short forms of one name.
pub(super) fn agree(a: &str, b: &str) -> bool {
    match (LINES.get(a), LINES.get(b)) {
        (Some(a), Some(b)) => a.iter().any(|line| b.contains(line)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_agree_with_their_names() {
        let table = [
            ("joseph", "joe", true),
            ("bill", "william", true),
            ("kate", "katherine", true),
            ("bob", "rob", true),
            ("joe", "john", false),
            ("jane", "janet", false),
            ("kate", "bob", false),
            ("orlo", "orlo", false),
        ];
        for (a, b, want) in table {
            assert_eq!(agree(a, b), want, "{a} and {b}");
            assert_eq!(agree(b, a), want, "{b} and {a}");
        }
    }

    #[test]
    fn the_list_is_in_order_and_has_no_empty_parts() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert_eq!(lines[0], "name\tshort");
        assert!(lines[1..].windows(2).all(|pair| pair[0] < pair[1]), "sorted, each once");
        assert!(lines.iter().all(|line| line.split(['\t', '|']).all(|part| !part.is_empty())));
    }
}
