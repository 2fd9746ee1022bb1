use std::io::{BufRead, Write};
fn main() {
    let file = std::env::args().last().unwrap();
    let field = { let a: Vec<String> = std::env::args().collect(); a.iter().position(|x| x == "--date-field").map(|i| a[i+1].clone()).unwrap_or("date".into()) };
    let ro = std::env::var("RULES_ONLY").is_ok();
    let ex = dateline::Extractor::builder().rules_only(ro).build().unwrap();
    let out = std::io::stdout(); let mut out = std::io::BufWriter::new(out.lock());
    for line in std::io::BufReader::new(std::fs::File::open(file).unwrap()).lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = v["text"].as_str().unwrap();
        let date = v[&field].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok()).map(|d| (d, dateline::extraction::DateSource::Record));
        let e = ex.extract_input(&dateline::Input { text, id: v["id"].as_str(), date });
        let e = e.with_offsets(text, dateline::extraction::Offsets::Char);
        serde_json::to_writer(&mut out, &e).unwrap(); out.write_all(b"\n").unwrap();
    }
}
