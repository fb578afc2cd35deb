//! Follows the parser's events through the body and makes blocks of them.

use super::{
    leaf::{Gap, Leaf},
    opening, shortcodes,
};
use crate::{
    article::{
        Block, BlockKind, MAX_DEPTH, ProseBuilder,
        plain::{are_same_words, flattened},
    },
    span::Span,
};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

mod indented;
mod raw;

/// What was read: the blocks, how they are shown, and the title.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) prose: ProseBuilder,
    pub(super) title: Option<String>,
}

/// What a block is by its marks, before its surroundings are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// Running text: a paragraph, an item, a quotation.
    #[default]
    Text,
    Heading,
    Caption,
    Code,
    Table,
}

/// What blocks are nested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Quote,
    Item { ordinal: Option<u32>, is_shown: bool },
}

/// A container, and whether raw HTML opened it.
#[derive(Clone, Copy, Debug)]
struct Nest {
    container: Container,
    is_raw: bool,
}

/// How far a heading may be from the top to repeat the title.
const REPEATED_WITHIN: usize = 4;
/// A wider table is set row by row, in columns of characters.
const WIDEST_TABLE: usize = 100;

pub(super) struct Reader<'a> {
    given: &'a str,
    /// Where the body begins.
    body: usize,
    /// The given text with its shortcodes masked, of the same length.
    masked: Cow<'a, str>,
    shortcodes: Vec<Span>,
    page: Page,
    containers: Vec<Nest>,
    lists: Vec<Option<u32>>,
    form: Form,
    leaf: Leaf,
    /// The descriptions of pictures in this block: its text if it has no other.
    pictures: Leaf,
    /// How many pictures the reader is inside.
    depth_of_pictures: usize,
    raw: raw::State,
    indented: Indented,
}

/// What to do with indented text, which by the letter of Markdown is code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Indented {
    #[default]
    AsCode,
    /// It is being read as if it were not indented; inside that nothing is.
    AsText,
    /// It was read; the parser's events for it say nothing new.
    Skipped,
}

impl<'a> Reader<'a> {
    /// Prepares to read the body of `given`; `title` is what the front matter names.
    pub(super) fn new(given: &'a str, body: usize, title: Option<String>) -> Self {
        let (masked, shortcodes) = shortcodes::mask(given, body);
        Self {
            given,
            body,
            masked,
            shortcodes,
            page: Page { title, ..Page::default() },
            containers: Vec::new(),
            lists: Vec::new(),
            form: Form::default(),
            leaf: Leaf::default(),
            pictures: Leaf::default(),
            depth_of_pictures: 0,
            raw: raw::State::default(),
            indented: Indented::default(),
        }
    }

    /// Reads the whole body.
    pub(super) fn read(mut self) -> Page {
        self.follow(|_| false);
        self.page
    }

    /// Reads no more of the body than its opening.
    pub(super) fn read_opening(mut self) -> Page {
        self.follow(|reader| reader.page.blocks.len() > opening::BLOCKS);
        self.page
    }

    fn follow(&mut self, is_enough: impl Fn(&Self) -> bool) {
        let masked = std::mem::take(&mut self.masked);
        self.follow_part(&masked, Span::new(self.body, masked.len()), is_enough);
        self.close();
    }

    /// Follows the events of one part of the text, until there are no more or enough was read.
    fn follow_part(&mut self, masked: &str, part: Span, is_enough: impl Fn(&Self) -> bool) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM;
        for (event, range) in Parser::new_ext(part.of(masked), options).into_offset_iter() {
            self.event(event, Span::new(range.start + part.start, range.end + part.start), masked);
            if is_enough(self) {
                return;
            }
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span, masked: &str) {
        match event {
            Event::End(TagEnd::CodeBlock) if self.indented == Indented::Skipped => {
                self.indented = Indented::AsCode;
            }
            _ if self.indented == Indented::Skipped => {}
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                if self.indented == Indented::AsCode && self.is_no_code(span, masked) =>
            {
                self.read_indented(span, masked);
            }
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(span, &text, masked),
            Event::Code(text) => self.code(span, &text, masked),
            Event::Html(_) => self.raw_html(span, masked),
            Event::InlineHtml(_) => self.raw_inline(span, masked),
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            Event::FootnoteReference(label) => self.leaf().replace(span, format!("[{label}]")),
            Event::TaskListMarker(_) => {
                self.leaf().give(span);
                self.leaf().part(Gap::Space);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => self.give(span),
            Event::Rule => self.close(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open(Form::Text),
            Tag::Heading { .. } => {
                self.open(Form::Heading);
                self.forget_raw();
            }
            Tag::CodeBlock(_) => self.open(Form::Code),
            Tag::Table(_) => self.open(Form::Table),
            Tag::TableHead | Tag::TableRow => self.leaf.part(Gap::Line),
            Tag::TableCell => self.leaf.part(Gap::Cell),
            Tag::HtmlBlock => self.open_raw(),
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::List(first) => {
                self.close();
                self.lists.push(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX)));
            }
            Tag::Item => self.enter_item(),
            Tag::FootnoteDefinition(label) => {
                self.enter(Container::Item { ordinal: label.parse().ok(), is_shown: false });
            }
            Tag::Image { .. } => self.depth_of_pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::HtmlBlock => self.close(),

            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.leave(),
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Image => self.depth_of_pictures = self.depth_of_pictures.saturating_sub(1),
            _ => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.close();
        self.containers.push(Nest { container, is_raw: false });
    }

    fn leave(&mut self) {
        self.close();
        self.forget_raw();
        self.containers.pop();
    }

    /// Leaves what raw HTML opened and never closed.
    fn forget_raw(&mut self) {
        while self.containers.pop_if(|nest| nest.is_raw).is_some() {}
    }

    /// Enters the next item of the innermost list.
    fn enter_item(&mut self) {
        let number = self.lists.last_mut().and_then(Option::as_mut);
        let ordinal = number.map(|number| {
            let ordinal = *number;
            *number = ordinal.saturating_add(1);
            ordinal
        });
        self.enter(Container::Item { ordinal, is_shown: false });
    }

    /// What is shown next goes here: into the block, or among the descriptions of its pictures.
    fn leaf(&mut self) -> &mut Leaf {
        if self.depth_of_pictures > 0 { &mut self.pictures } else { &mut self.leaf }
    }

    fn text(&mut self, span: Span, text: &str, masked: &str) {
        if self.raw.is_silent() {
            return;
        }
        if span.of(masked) == text {
            self.give(span);
        } else if !self.has_shortcode(span) {
            self.leaf().replace(span, text.to_owned());
        }
    }

    /// Code stands between backticks; where only those are taken off it is shown as it stands.
    fn code(&mut self, span: Span, text: &str, masked: &str) {
        let marked = span.of(masked);
        let inside = marked.trim_start_matches('`');
        match inside.trim_end_matches('`').find(text) {
            Some(at) => {
                let start = span.start + (marked.len() - inside.len()) + at;
                self.give(Span::new(start, start + text.len()));
            }
            None => self.text(span, text, masked),
        }
    }

    fn line_break(&mut self, span: Span) {
        let given = self.given;
        if self.depth_of_pictures == 0 {
            self.pictures.part(Gap::Line);
        }
        if self.raw.is_silent() || self.leaf().is_parted(given) {
            return;
        }
        if span.of(given) == "\n" {
            self.leaf().give(span);
        } else {
            self.leaf().part(Gap::Line);
        }
    }

    /// Shows bytes as they stand, without the shortcodes among them.
    fn give(&mut self, span: Span) {
        let first = self.shortcodes.partition_point(|code| code.end <= span.start);
        let mut start = span.start;
        for index in first..self.shortcodes.len() {
            let code = self.shortcodes[index];
            if code.start >= span.end {
                break;
            }
            self.leaf().give(Span::new(start, code.start));
            start = code.end;
        }
        self.leaf().give(Span::new(start.min(span.end), span.end));
    }

    fn has_shortcode(&self, span: Span) -> bool {
        let first = self.shortcodes.partition_point(|code| code.end <= span.start);
        self.shortcodes.get(first).is_some_and(|code| code.overlaps(span))
    }

    fn open(&mut self, form: Form) {
        self.close();
        self.form = form;
    }

    /// Ends the block and shows it.
    fn close(&mut self) {
        let form = std::mem::take(&mut self.form);
        let mut leaf = std::mem::take(&mut self.leaf);
        let pictures = std::mem::take(&mut self.pictures);
        self.raw.end_block();
        if !leaf.is_blank(self.given) {
            leaf.trim(self.given, form == Form::Code);
            self.show(form, leaf);
        } else if !pictures.is_blank(self.given) {
            leaf = pictures;
            leaf.trim(self.given, false);
            self.show(Form::Caption, leaf);
        }
    }

    fn show(&mut self, form: Form, leaf: Leaf) {
        match form {
            Form::Table if is_wide(&leaf.text(self.given)) => {
                for mut row in leaf.into_rows() {
                    row.trim(self.given, false);
                    self.push(BlockKind::Paragraph, false, &row);
                }
            }
            Form::Table | Form::Code => {
                if let Some(block) = self.push(BlockKind::Paragraph, true, &leaf) {
                    block.code = form == Form::Code;
                }
            }
            Form::Heading => {
                let kind = self.kind_of_heading(&flattened(&leaf.text(self.given)));
                self.push(kind, false, &leaf);
            }
            Form::Caption => {
                self.push(BlockKind::Caption, false, &leaf);
            }
            Form::Text => self.push_text(&leaf),
        }
    }

    /// The first heading names the article if nothing else does; one that says the same again is
    /// the headline repeated; others are crossheads.
    fn kind_of_heading(&mut self, heading: &str) -> BlockKind {
        if self.page.title.is_none() && !self.has_begun() {
            self.page.title = Some(heading.to_owned());
            return BlockKind::Headline;
        }
        let title = self.page.title.as_deref().unwrap_or_default();
        let is_repeated =
            self.page.blocks.len() < REPEATED_WITHIN && are_same_words(title, heading);
        if is_repeated { BlockKind::Headline } else { BlockKind::Crosshead }
    }

    /// Whether anything but pictures was shown.
    fn has_begun(&self) -> bool {
        self.page.blocks.iter().any(|block| block.kind != BlockKind::Caption)
    }

    /// Running text is what it stands in; only the first text of an item is the item.
    fn push_text(&mut self, leaf: &Leaf) {
        let innermost = self.containers.last_mut().map(|nest| &mut nest.container);
        let (kind, ordinal) = match innermost {
            None => (BlockKind::Paragraph, None),
            Some(Container::Quote) => (BlockKind::QuoteBlock, None),
            Some(Container::Item { is_shown: true, .. }) => (BlockKind::Paragraph, None),
            Some(Container::Item { ordinal, is_shown }) => {
                *is_shown = true;
                (BlockKind::ListItem, *ordinal)
            }
        };
        if let Some(block) = self.push(kind, false, leaf) {
            block.ordinal = ordinal;
        }
    }

    /// Adds a block and gives it, unless there is nothing in it.
    fn push(&mut self, kind: BlockKind, preformatted: bool, leaf: &Leaf) -> Option<&mut Block> {
        if leaf.is_blank(self.given) {
            return None;
        }
        let own = usize::from(matches!(kind, BlockKind::ListItem | BlockKind::QuoteBlock));
        let depth = self.containers.len().saturating_sub(own);
        let depth = u8::try_from(depth).map_or(MAX_DEPTH, |depth| depth.min(MAX_DEPTH));
        self.page.prose.gap("\n\n");
        let span = leaf.emit(self.given, &mut self.page.prose)?;
        self.page.blocks.push(Block { depth, preformatted, ..Block::new(kind, span) });
        self.page.blocks.last_mut()
    }
}

fn is_wide(text: &str) -> bool {
    text.lines().any(|line| line.chars().nth(WIDEST_TABLE).is_some())
}
