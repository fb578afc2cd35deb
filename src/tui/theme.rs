//! Every colour and style, by the role it plays.
//!
//! No meaning rests on colour alone: what is chosen has a mark, what has the focus is reversed,
//! kinds of names have letters, quotes have a bar. The monochrome theme uses nothing else.

use crate::{
    analysis::{EntityKind, Form},
    layout::LineKind,
};
use ratatui::style::{Color, Modifier, Style};

/// A theme by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// The sixteen colours that the terminal defines.
    #[default]
    Terminal,
    /// For dark backgrounds, in true colour.
    Dark,
    /// For light backgrounds, in true colour.
    Light,
    /// No colours: bold, underline, reverse.
    Mono,
}

impl ThemeName {
    /// All of them, in the order in which one steps through them.
    pub const ALL: [Self; 4] = [Self::Terminal, Self::Dark, Self::Light, Self::Mono];

    /// The theme's name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The theme after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|theme| *theme == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Its styles.
    pub fn theme(self) -> Theme {
        match self {
            Self::Mono => Theme::mono(),
            Self::Terminal => Theme::coloured(&TERMINAL),
            Self::Dark => Theme::coloured(&DARK),
            Self::Light => Theme::coloured(&LIGHT),
        }
    }
}

/// The colours of a theme.
struct Palette {
    text: Color,
    back: Color,
    dim: Color,
    line: Color,
    accent: Color,
    quote: Color,
    person: Color,
    organization: Color,
    location: Color,
    misc: Color,
    warm: Color,
    bad: Color,
}

const TERMINAL: Palette = Palette {
    text: Color::Reset,
    back: Color::Reset,
    dim: Color::DarkGray,
    line: Color::DarkGray,
    accent: Color::Blue,
    quote: Color::Reset,
    person: Color::Cyan,
    organization: Color::Magenta,
    location: Color::Green,
    misc: Color::Reset,
    warm: Color::Yellow,
    bad: Color::Red,
};

const DARK: Palette = Palette {
    text: Color::Rgb(0xd8, 0xd4, 0xcb),
    back: Color::Rgb(0x17, 0x19, 0x1d),
    dim: Color::Rgb(0x8c, 0x8a, 0x85),
    line: Color::Rgb(0x3c, 0x40, 0x48),
    accent: Color::Rgb(0x7a, 0xa2, 0xd8),
    quote: Color::Rgb(0xf0, 0xe6, 0xcf),
    person: Color::Rgb(0x86, 0xc5, 0xd8),
    organization: Color::Rgb(0xc7, 0xa3, 0xdd),
    location: Color::Rgb(0x9c, 0xc7, 0x92),
    misc: Color::Rgb(0xc9, 0xb5, 0x97),
    warm: Color::Rgb(0xe3, 0xb3, 0x5f),
    bad: Color::Rgb(0xe0, 0x7a, 0x6f),
};

const LIGHT: Palette = Palette {
    text: Color::Rgb(0x2a, 0x29, 0x27),
    back: Color::Rgb(0xfb, 0xf9, 0xf4),
    dim: Color::Rgb(0x74, 0x71, 0x6b),
    line: Color::Rgb(0xcf, 0xca, 0xc0),
    accent: Color::Rgb(0x1f, 0x55, 0x9c),
    quote: Color::Rgb(0x5a, 0x3d, 0x12),
    person: Color::Rgb(0x0f, 0x66, 0x7d),
    organization: Color::Rgb(0x77, 0x3a, 0x94),
    location: Color::Rgb(0x33, 0x6d, 0x2a),
    misc: Color::Rgb(0x6d, 0x57, 0x33),
    warm: Color::Rgb(0x9a, 0x63, 0x00),
    bad: Color::Rgb(0xb0, 0x2a, 0x1e),
};

/// The styles of a theme, by role.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Running text, and the ground of the screen.
    pub text: Style,
    /// What stands back: facts, captions, hints.
    pub dim: Style,
    /// Lines between panes.
    pub border: Style,
    /// The heading of a pane.
    pub heading: Style,
    /// The heading of the pane that has the focus.
    pub focus: Style,
    /// The chosen row where the focus is.
    pub chosen: Style,
    /// The chosen row elsewhere, and unread headlines.
    pub strong: Style,
    /// The headline of an article.
    pub headline: Style,
    /// A crosshead.
    pub crosshead: Style,
    /// The words of a quote.
    pub quote: Style,
    /// The bar beside lines with quotes, and the mark of the reading line.
    pub mark: Style,
    /// A mention of the chosen entity.
    pub mention: Style,
    /// A hit of a search.
    pub hit: Style,
    /// The hit one is at.
    pub hit_here: Style,
    /// A passage one has just jumped to.
    pub flash: Style,
    /// The star.
    pub star: Style,
    /// Something that went wrong.
    pub error: Style,
    names: [Style; 4],
    lit: [Style; 4],
}

impl Theme {
    fn coloured(palette: &Palette) -> Self {
        let ink = |colour| Style::new().fg(colour);
        let back = if palette.back == Color::Reset { Color::Black } else { palette.back };
        let lit = |colour| Style::new().fg(back).bg(colour);
        let bold = Modifier::BOLD;
        Self {
            text: Style::new().fg(palette.text).bg(palette.back),
            dim: ink(palette.dim),
            border: ink(palette.line),
            heading: ink(palette.dim),
            focus: ink(palette.accent).add_modifier(bold | Modifier::REVERSED),
            chosen: ink(palette.accent).add_modifier(bold | Modifier::REVERSED),
            strong: Style::new().add_modifier(bold),
            headline: Style::new().add_modifier(bold),
            crosshead: ink(palette.accent).add_modifier(bold),
            quote: ink(palette.quote).add_modifier(Modifier::ITALIC),
            mark: ink(palette.accent),
            mention: Style::new().add_modifier(bold | Modifier::UNDERLINED),
            hit: lit(palette.warm),
            hit_here: lit(palette.warm).add_modifier(bold | Modifier::UNDERLINED),
            flash: Style::new().add_modifier(Modifier::REVERSED),
            star: ink(palette.warm),
            error: ink(palette.bad).add_modifier(bold),
            names: [palette.person, palette.organization, palette.location, palette.misc].map(ink),
            lit: [palette.person, palette.organization, palette.location, palette.misc].map(ink),
        }
    }

    fn mono() -> Self {
        let plain = Style::new();
        let with = |modifier| Style::new().add_modifier(modifier);
        let (bold, reversed) = (Modifier::BOLD, Modifier::REVERSED);
        Self {
            text: plain,
            dim: with(Modifier::DIM),
            border: with(Modifier::DIM),
            heading: plain,
            focus: with(bold | reversed),
            chosen: with(bold | reversed),
            strong: with(bold),
            headline: with(bold),
            crosshead: with(bold | Modifier::UNDERLINED),
            quote: with(Modifier::ITALIC),
            mark: plain,
            mention: with(bold | Modifier::UNDERLINED),
            hit: with(reversed),
            hit_here: with(reversed | bold | Modifier::UNDERLINED),
            flash: with(reversed),
            star: plain,
            error: with(bold),
            names: [with(Modifier::UNDERLINED); 4],
            lit: [plain; 4],
        }
    }

    /// The style of a name of this kind.
    pub fn name(&self, kind: EntityKind) -> Style {
        self.names[kind as usize]
    }

    /// The style of a mention of the entity that is lit. How it is mentioned can be told without
    /// colours, inside quotes, too: names are bold and underlined, descriptions underlined, pronouns
    /// bold.
    pub fn lit(&self, kind: EntityKind, form: Form) -> Style {
        self.lit[kind as usize].add_modifier(match form {
            Form::Name => Modifier::BOLD | Modifier::UNDERLINED,
            Form::Nominal => Modifier::UNDERLINED,
            Form::Pronoun => Modifier::BOLD,
        })
    }

    /// The style of a line of the page.
    pub fn line(&self, kind: LineKind) -> Style {
        match kind {
            LineKind::Headline => self.headline,
            LineKind::Crosshead => self.crosshead,
            LineKind::Standfirst => self.strong,
            LineKind::Byline | LineKind::Caption => self.dim,
            LineKind::Gap | LineKind::Paragraph | LineKind::ListItem | LineKind::QuoteBlock => {
                Style::new()
            }
        }
    }
}

/// The letter that stands for a kind of entity.
pub const fn letter(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => 'P',
        EntityKind::Organization => 'O',
        EntityKind::Location => 'L',
        EntityKind::Misc => 'M',
    }
}
