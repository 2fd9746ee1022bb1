//! Speed of the date stage on one core, over text full of curly quotes, dashes and no-break spaces.
//!
//! `cargo bench --bench dates`, or `cargo bench --bench dates -- FILE` for a text of one's own.

#![allow(clippy::expect_used, clippy::unwrap_used)] // a bench has nobody to report to

use std::hint::black_box;
use std::time::Instant;

use dateline::Extractor;
use dateline::dates::{Options, Prepared};
use jiff::civil::date;

/// Paragraphs as releases have them; about one word of thirty belongs to a date.
const PARAGRAPHS: &[&str] = &[
    "“We’re grateful to our partners,” the Ministry’s spokesperson said on Oct.\u{a0}30, 2023. “The agency’s experts \
     haven’t left the region since 2014 – and they won’t.” The delegation’s visit will end on Friday.\n\n",
    "The officials’ talks – the third since last year – dealt with the sites’ security, the laboratories’ equipment \
     and the region’s borders; “nothing’s agreed until everything’s agreed,” an adviser to the Minister’s office noted.\n\n",
    "From May 15 through June 3, teams of both countries’ services trained at the centre’s new site, which opened two \
     years ago with the Government’s support. The next exercise’s plan is to be presented in the first quarter of 2024.\n\n",
    "It’s the partners’ view that the Agreement’s aims can be met: “We’ve come a long way,” she said, “and we’ll go on \
     with our neighbours’ help to make the people’s lives safer, the roads better and the rivers cleaner.”\n\n",
];

fn main() {
    let file = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let text: String = match file {
        Some(path) => std::fs::read_to_string(path).expect("a text file"),
        None => PARAGRAPHS.iter().cycle().take(400).copied().collect(),
    };
    let rounds = if text.len() > 1_000_000 { 10 } else { 200 };
    let extractor = Extractor::builder().rules_only(true).build().expect("the bundled lists are well-formed");
    let options = Options { document_date: Some(date(2023, 11, 7)), ..Options::default() };
    let rate = |seconds: f64| text.len() as f64 / seconds / 1e6;

    let mut best = f64::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(Prepared::new(&extractor, &text));
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("tokens and sentences   {:6.1} MB/s", rate(best));
    let prepared = Prepared::new(&extractor, &text);

    let start = Instant::now();
    let first = Prepared::new(&extractor, "").find(&options);
    println!("tables compiled in     {:6.1} µs", start.elapsed().as_secs_f64() * 1e6);
    black_box(first);

    let mut best = f64::MAX;
    let mut count = 0;
    for _ in 0..rounds {
        let start = Instant::now();
        count = black_box(prepared.find(&options)).len();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("dates alone            {:6.1} MB/s   ({count} dates in {} KB)", rate(best), text.len() / 1000);
}
