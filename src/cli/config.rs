//! `--config FILE`: the same options under their long names, in TOML. Nothing is picked up that was not named.

use std::path::Path;

use clap::CommandFactory;

use super::args::{Cli, OutputArgs, Settings};

/// The options with what the config file says below them.
pub(crate) fn merge(settings: Settings, output: OutputArgs) -> Result<(Settings, OutputArgs), String> {
    let Some(path) = settings.config.clone() else { return Ok((settings, output)) };
    let text =
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {}", path.display(), super::source::describe(&e)))?;
    let (below, output_below) = parse(&path, &text)?;
    Ok((settings.over(below), output.over(output_below)))
}

fn parse(path: &Path, text: &str) -> Result<(Settings, OutputArgs), String> {
    let wrong = |error: toml::de::Error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        format!("{}:{line}: {}", path.display(), error.message())
    };
    let table: toml::Table = toml::from_str(text).map_err(wrong)?;
    let command = Cli::command();
    let options: Vec<&str> = command
        .get_arguments()
        .filter_map(|arg| arg.get_long())
        .filter(|name| !["config", "output"].contains(name))
        .collect();
    if let Some(unknown) = table.keys().find(|key| !options.contains(&key.as_str())) {
        return Err(format!("{}: no option `{unknown}`; there are {}", path.display(), options.join(", ")));
    }
    let mut settings: Settings = toml::from_str(text).map_err(wrong)?;
    // paths in a file are meant from where the file is
    let folder = path.parent().unwrap_or(Path::new(""));
    for list in settings.gazetteer.iter_mut().chain(&mut settings.ignore) {
        *list = folder.join(&*list);
    }
    Ok((settings, toml::from_str(text).map_err(wrong)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_have_their_long_names() {
        let text = "date = 2023-11-07\nvague-dates = true\nmax-bytes = \"1MiB\"\nencoding = \"latin1\"\n\
                    gazetteer = [\"mine.tsv\"]\noffsets = \"utf16\"\njobs = 3\nformat = \"csv\"\nprogress = \"never\"";
        let (settings, output) = parse(Path::new("conf/dateline.toml"), text).unwrap();
        assert_eq!(settings.date, Some(jiff::civil::date(2023, 11, 7)));
        assert_eq!((settings.vague_dates, settings.max_bytes), (Some(true), Some(1 << 20)));
        assert_eq!(settings.gazetteer, [Path::new("conf/mine.tsv")]);
        assert_eq!(output.jobs.map(std::num::NonZeroUsize::get), Some(3));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (text, said) in [
            ("\ndate = \"soon\"", "a.toml:2: "),
            ("anchor = \"x\"", "a.toml:1: "),
            ("dates = 1", "a.toml: no option `dates`"),
            ("=", "a.toml:1: "),
        ] {
            let error = parse(Path::new("a.toml"), text).unwrap_err();
            assert!(error.starts_with(said), "{text}: {error}");
        }
    }
}
