//! A small invented library: one long article, one short, one that is not English, one that cannot
//! be read, and twelve notices.

use quotidian::config::Dirs;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// How many articles there are.
pub const COUNT: usize = 16;

/// A temporary folder with the articles, and room for a state file beside them.
pub struct News(TempDir);

impl News {
    pub fn new() -> Self {
        let news = Self::empty();
        news.put("2026-03-20-bridge.md", bridge());
        news.put("2026-03-19-ferry.txt", FERRY);
        news.put("2026-03-18-fiesta.txt", FIESTA);
        news.put("2026-03-17-broken.txt", [0, 159, 146, 150, 0]);
        for day in 5..17 {
            let text = format!("Notice {day:02} from the council\n\nIt met on day {day}.\n");
            news.put(&format!("2026-03-{day:02}-notice.txt"), text);
        }
        news
    }

    /// A library with nothing in it yet.
    pub fn empty() -> Self {
        let news = Self(TempDir::new().unwrap());
        fs::create_dir(news.folder()).unwrap();
        news
    }

    /// The folder with the articles.
    pub fn folder(&self) -> PathBuf {
        self.0.path().join("news")
    }

    /// Where the state may be kept, and what is corrected.
    pub fn dirs(&self) -> Dirs {
        Dirs { config_file: self.0.path().join("config.toml"), state: self.0.path().join("state") }
    }

    /// Where an article is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Writes an article.
    pub fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
        fs::write(path, text).unwrap();
    }
}

const FERRY: &str = "\
Ferry sold after forty years

The Aldis left the harbour of Norholt on Thursday.

“It is gone for good,” said Tobias Renn, a fisherman.
";

const FIESTA: &str = "\
La feria vuelve a la plaza

Los vecinos de la villa celebraron el domingo la feria que no se hacía desde hace siete años. Las \
calles estaban llenas de gente y de música, y nadie quiso volver a casa hasta la noche.

«Nunca hemos visto tanta alegría en la plaza», dijo la alcaldesa.
";

/// Columns of a line of filler: what it takes to fill more than one screen.
const FILLER: &str = "is about boats and ropes, and about nets that were mended all winter, so that \
                      the boats can go out when the ice is gone.";

/// An article of about 40 paragraphs: four quotes, two people, a word to search for.
fn bridge() -> String {
    let mut text = String::from(
        "---\ntitle: Bridge opens in Norholt\ndate: 2026-03-20\nauthor: Ines Karlby\n\
         source: Norholt Post\nurl: https://news.example/bridge\n\
         deck: The town had waited for nine years\n---\n\n\
         Mara Holm cut the ribbon on Friday, and a lantern was lit for every year.\n\n\
         “We waited nine years for this bridge,” said Mara Holm, the mayor of Norholt.\n\n",
    );
    for number in 1..=36 {
        match number {
            9 => text.push_str("“The harbour is quiet now,” said Tobias Renn, a fisherman.\n\n"),
            18 => text.push_str("“I will not cross it,” said Mr Renn. The Lantern was closed.\n\n"),
            27 => text.push_str("One more lantern hung over the stairs of Ms Holm.\n\n"),
            _ => text.push_str(&format!("Paragraph {number} {FILLER}\n\n")),
        }
    }
    text + "“Good night to the lantern,” said Ms Holm.\n"
}
