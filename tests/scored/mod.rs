//! What the measures on gold articles share: the files, and tallies that are added up and shown.

use super::tally::Tally;
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

/// Defines scores: tallies by name, which add up to those of all articles.
macro_rules! scores {
    ($(#[$about:meta])* $scores:ident: $($(#[$what:meta])* $tally:ident,)+) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $scores {
            $($(#[$what])* pub $tally: Tally,)+
        }

        impl $scores {
            /// Each tally with its name.
            pub fn rows(&self) -> Vec<(&'static str, Tally)> {
                vec![$((stringify!($tally), self.$tally),)+]
            }
        }

        impl std::ops::AddAssign for $scores {
            fn add_assign(&mut self, other: Self) {
                $(self.$tally += other.$tally;)+
            }
        }
    };
}
pub(crate) use scores;

/// Tallies by name.
pub type Rows = Vec<(&'static str, Tally)>;

/// Every gold article of a folder as `read` reads it, given the name of its file and what is in it.
pub fn articles<T>(folder: &Path, read: impl Fn(&str, &str) -> Result<T, String>) -> Vec<T> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "gold")).collect();
    paths.sort();
    let article = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy();
        let file = std::fs::read_to_string(path).expect("the article can be read");
        read(&name, &file).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    paths.iter().map(article).collect()
}

/// The F1 of each article in the tallies that are `shown`, and below them every tally of all.
pub fn table(each: &[(String, Rows)], all: &Rows, shown: impl Fn(&str) -> bool) -> String {
    let of = |rows: &Rows| rows.iter().copied().filter(|(name, _)| shown(name)).collect::<Rows>();
    let heads: String = of(all).iter().map(|(name, _)| format!("{name:>15}")).collect();
    let mut table = format!("F1 by article  {heads}\n");
    for (name, rows) in each {
        let cells: String =
            of(rows).iter().map(|(_, tally)| format!("{:15.1}", tally.f1())).collect();
        let _ = writeln!(table, "{name:15}{cells}");
    }
    table.push_str("\nall               prec. recall     F1  right   gold  given\n");
    for (name, tally) in all {
        let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
        let Tally { right, gold, given } = tally;
        let _ = writeln!(
            table,
            "{name:16} {precision:6.1} {recall:6.1} {f1:6.1} {right:6} {gold:6} {given:6}"
        );
    }
    table
}
