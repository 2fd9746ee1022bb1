//! Reads one release and prints who holds which role, for which body.
//!
//! `cargo run --example one_release -- release.txt`

use std::error::Error;

use dateline::Extractor;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give me the file of a release")?;
    let text = std::fs::read_to_string(path)?;

    let extractor = Extractor::new();
    let release = extractor.extract(&text);

    if let Some(title) = &release.document.title {
        println!("{title}");
    }
    for role in &release.roles {
        let person = role.person.and_then(|id| release.person(id));
        let body = role.organization.and_then(|id| release.organization(id));
        let name = person.map_or("nobody named", |person| &person.name);
        println!("{name}: {}{}", role.title, body.map(|body| format!(", {}", body.name)).unwrap_or_default());
    }
    for date in &release.dates {
        println!("{} = {}", date.text, date.value.as_deref().unwrap_or("?"));
    }
    // every mention is a piece of the text
    for mention in release.people.iter().flat_map(|person| &person.mentions) {
        assert_eq!(&text[mention.start..mention.end], mention.text);
    }
    Ok(())
}
