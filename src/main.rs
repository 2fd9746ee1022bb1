//! The command line of dateline.
fn main() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap_or_default();
    let extractor = dateline::Extractor::new();
    println!("{}", serde_json::to_string(&extractor.extract(&text)).unwrap_or_default());
}
