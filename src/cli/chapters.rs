//! What `--help` and the manual page say besides the options: one text for both.

/// A chapter: its title, and terms with what they mean.
pub struct Chapter {
    pub title: &'static str,
    pub terms: &'static [(&'static str, &'static str)],
}

/// All chapters, in their order.
pub const CHAPTERS: [Chapter; 4] = [
    Chapter {
        title: "Examples",
        terms: &[
            ("quotidian", "read the articles that are built in"),
            ("quotidian ~/news", "read a folder"),
            ("quotidian ~/news --article 'budget vote'", "start on the article about that"),
            ("quotidian list ~/news --format json | jq -r .title", "all headlines"),
            ("quotidian show ~/news --article 3 | less", "print the third article"),
            ("quotidian extract ~/news > news.jsonl", "names and quotes of every article"),
            ("quotidian entities ~/news --kind person", "who is named, article by article"),
            ("quotidian quotes ~/news --by 'Mara Holm'", "all that somebody said"),
            ("quotidian ~/news --keys 'jj<Enter>' --dump-screen 120x40", "a screen, as text"),
            ("quotidian ./list", "read a folder that is called like a command"),
        ],
    },
    Chapter {
        title: "Exit status",
        terms: &[
            ("0", "done; also when whoever reads the output has enough (`| head`)"),
            ("1", "nothing found: no articles, none that --article fits, no quotes"),
            ("2", "wrong usage or settings, or an --article that fits several (they are listed)"),
            (
                "3",
                "a path, an article or a correction that cannot be read, marks not kept, failed output",
            ),
            ("129", "the terminal is gone (SIGHUP)"),
            ("130", "interrupted (SIGINT, Ctrl-C)"),
            ("131", "told to quit (SIGQUIT)"),
            ("143", "terminated (SIGTERM)"),
        ],
    },
    Chapter {
        title: "Environment",
        terms: &[
            ("QUOTIDIAN_OPTS", "--config, --theme and --width; the command line goes before it"),
            ("QUOTIDIAN_CONFIG", "the configuration file, where --config names none"),
            ("NO_COLOR", "no colours, when set and not empty; --theme goes before it"),
            ("TERM", "when `dumb` or not set: no screen, an article is printed"),
            ("COLUMNS", "the terminal's width, where the terminal does not say"),
            ("BROWSER", "opens an article's address, where the settings name no browser"),
            ("VISUAL, EDITOR", "opens an article's file, where the settings name no editor"),
        ],
    },
    Chapter {
        title: "Files",
        terms: &[
            ("$XDG_CONFIG_HOME/quotidian/config.toml", "settings; else under ~/.config"),
            (
                "$XDG_STATE_HOME/quotidian/",
                "read marks, stars, places, corrections; else under ~/.local/state",
            ),
        ],
    },
];

/// The chapters as they stand at the end of `--help`.
pub fn help() -> String {
    CHAPTERS.iter().map(Chapter::help).collect::<Vec<_>>().join("\n")
}

impl Chapter {
    fn help(&self) -> String {
        let longest = self.terms.iter().map(|(term, _)| term.len()).max().unwrap_or(0);
        let lines =
            self.terms.iter().map(|(term, meaning)| format!("  {term:longest$}  {meaning}\n"));
        format!("{}:\n{}", self.title, lines.collect::<String>())
    }
}
