//! Everything a key can do: one table that the key map, the help page and the manual are made from.

/// A chapter of the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moving in the focused pane.
    Move,
    /// Going from pane to pane, and how they look.
    Panes,
    /// Jumping in the article.
    Jump,
    /// Entities and quotes.
    Names,
    /// Things done with the article.
    Article,
    /// Searching, narrowing, sorting.
    Search,
    /// The program itself.
    Program,
}

impl Group {
    /// All chapters, in the order of the help page.
    pub const ALL: [Self; 7] = [
        Self::Move,
        Self::Panes,
        Self::Jump,
        Self::Names,
        Self::Article,
        Self::Search,
        Self::Program,
    ];

    /// The chapter's heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move in the focused pane",
            Self::Panes => "Panes",
            Self::Jump => "Jump",
            Self::Names => "Entities and quotes",
            Self::Article => "Article",
            Self::Search => "Search and narrow",
            Self::Program => "Program",
        }
    }
}

macro_rules! actions {
    ($($group:ident { $($variant:ident $name:literal $help:literal)* })*) => {
        /// Something a key can be bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[doc = $help] $variant,)*)* }

        impl Action {
            /// Every action, in the order of the help page.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            /// Its name in key maps.
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)* }
            }

            /// What it does, for the help page.
            pub const fn help(self) -> &'static str {
                match self { $($(Self::$variant => $help,)*)* }
            }

            /// The chapter it stands in.
            pub const fn group(self) -> Group {
                match self { $($(Self::$variant => Group::$group,)*)* }
            }
        }
    };
}

actions! {
    Move {
        Down "down" "down a row or line (with a count: so many)"
        Up "up" "up a row or line"
        First "first" "to the first row or line"
        Last "last" "to the last; with a count, to that row, or that line of the text"
        HalfPageDown "half-page-down" "half a page down"
        HalfPageUp "half-page-up" "half a page up"
        PageDown "page-down" "a page down"
        PageUp "page-up" "a page up"
        ReadOn "read-on" "a page down; at the end of an article, on to the next unread one"
    }
    Panes {
        NextPane "next-pane" "focus the next pane"
        PreviousPane "previous-pane" "focus the previous pane"
        Left "left" "focus the pane to the left"
        Right "right" "focus the pane to the right, or open"
        Open "open" "open: read the article, go to the passage"
        Back "back" "back one level; quit from the headlines"
        Cancel "cancel" "close what is open, end a search, go back; never quits"
        BodyDown "body-down" "scroll the article down from any pane"
        BodyUp "body-up" "scroll the article up from any pane"
        SidebarNext "sidebar-next" "next row of the sidebar from any pane"
        SidebarPrevious "sidebar-previous" "previous row of the sidebar from any pane"
        Zen "zen" "nothing but the article"
        ToggleSidebar "toggle-sidebar" "show or hide the sidebar"
        Wider "wider" "wider lines"
        Narrower "narrower" "narrower lines"
        Hyphenate "hyphenate" "divide long words, or stop dividing them"
        Justify "justify" "straight right edge, or ragged"
    }
    Jump {
        Next "next" "next hit of a search, else next unread article"
        Previous "previous" "previous hit, else previous unread article"
        NextParagraph "next-paragraph" "next paragraph"
        PreviousParagraph "previous-paragraph" "previous paragraph"
        JumpBack "jump-back" "back to where the last jump, or row of steps, began"
    }
    Names {
        Entities "entities" "focus the entities"
        Quotes "quotes" "focus the quotes"
        NextOccurrence "next-occurrence" "next mention of the chosen entity"
        PreviousOccurrence "previous-occurrence" "previous mention of the chosen entity"
        NextName "next-name" "next name in the article"
        PreviousName "previous-name" "previous name in the article"
        Light "light" "light all mentions of the name here; again, or a cancel, puts them out"
        KindPerson "kind-person" "correct it: this is a person"
        KindOrganization "kind-organization" "correct it: this is an organization"
        KindLocation "kind-location" "correct it: this is a place"
        KindMisc "kind-misc" "correct it: this is none of these"
        Split "split" "correct it: this mention is somebody or something else"
        Join "join" "correct it: this is the same as another one, to be chosen"
        Speaker "speaker" "correct who said the quote here; in the list of quotes the first key is enough"
        Accept "accept" "confirm who said the quote here"
        GroupQuotes "group-quotes" "quotes by speaker, or as they follow in the text"
        OnlySpeaker "only-speaker" "only what this quote's speaker said; again: all speakers"
        OnlyDirect "only-direct" "only direct quotes (“); again: all kinds"
        OnlyFragments "only-fragments" "only fragments that are quoted in a sentence (‘); again: all kinds"
        OnlyReported "only-reported" "only reported speech (~); again: all kinds"
        AllQuotes "all-quotes" "all quotes"
    }
    Article {
        Browser "browser" "open its address in the browser"
        BrowserRead "browser-read" "open its address in the browser and mark it read"
        ToggleRead "toggle-read" "mark it read, or unread again"
        ToggleStar "toggle-star" "set or take away its star"
        AllRead "all-read" "mark all rows read"
        Undo "undo" "take back what was done last: marks, a star, scrolling, a correction, going to another article"
        CopyQuote "copy-quote" "copy the quote on or after the reading line, with speaker, article and date"
        CopyParagraph "copy-paragraph" "copy the paragraph of the reading line"
        CopyTitle "copy-title" "copy the headline"
        CopyAddress "copy-address" "copy its address, or its path"
        Pipe "pipe" "pipe the article to a command; Enter alone takes the last one"
        Edit "edit" "open its file in the editor"
    }
    Search {
        Search "search" "in the article: search as you type; in the headlines: keep those with these words"
        Sort "sort" "next sort order of the headlines"
        ShowAll "show-all" "all headlines"
        ShowUnread "show-unread" "unread headlines only"
        ShowStarred "show-starred" "starred headlines only"
    }
    Program {
        Help "help" "this page (/ searches it)"
        Reload "reload" "look for new articles"
        Theme "theme" "next theme"
        Redraw "redraw" "draw the screen anew"
        Suspend "suspend" "suspend; `fg` resumes"
        Interrupt "interrupt" "stop what is running or being typed, else quit"
        Quit "quit" "quit now"
    }
}

impl Action {
    /// The action of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }
}
