//! Figures that are kept in a file beside a test and must not fall.

use std::{collections::BTreeMap, fmt::Write, path::Path};

/// How far a figure may fall below the one kept, in points.
const TOLERANCE: f64 = 0.5;

/// Figures in percent, by name.
pub type Figures = BTreeMap<String, f64>;

/// A figure as it is kept: with one digit.
pub fn rounded(figure: f64) -> f64 {
    (figure * 10.0).round() / 10.0
}

/// Compares the figures measured by the test `test` with those in the file at `path`, which
/// `UPDATE_SCORES` writes anew with `about` as its first line.
///
/// # Panics
///
/// When one has fallen, or there is one more or one less than is kept: the message says which, and how
/// to renew the file.
pub fn check(path: &Path, test: &str, about: &str, figures: &Figures) {
    let renew = format!("UPDATE_SCORES=1 cargo test --test {test}, and say why in the commit.");
    if std::env::var_os("UPDATE_SCORES").is_some() {
        let mut file = format!(
            "# {about} A figure that falls by more than half a\n# point fails. Renew: {renew}\n"
        );
        figures.iter().for_each(|(name, figure)| {
            let _ = writeln!(file, "{name} = {figure:.1}");
        });
        std::fs::write(path, file).expect("the scores can be written");
    }
    let kept = std::fs::read_to_string(path).expect("the scores are there");
    let wrong = fallen(&toml::from_str(&kept).expect("the scores are figures"), figures);
    assert!(wrong.is_empty(), "{}\nIf the change is worth it: {renew}", wrong.join("\n"));
}

/// What is wrong with the figures, compared with those kept.
pub fn fallen(kept: &Figures, figures: &Figures) -> Vec<String> {
    let mut wrong: Vec<String> = kept
        .keys()
        .filter(|name| !figures.contains_key(*name))
        .map(|name| format!("{name} is kept, but nothing of that name is measured"))
        .collect();
    for (name, figure) in figures {
        match kept.get(name) {
            None => wrong.push(format!("{name} is {figure:.1}, and no figure is kept for it")),
            Some(kept) if *figure < kept - TOLERANCE => {
                wrong.push(format!("{name} fell from {kept:.1} to {figure:.1}"));
            }
            Some(_) => {}
        }
    }
    wrong
}
