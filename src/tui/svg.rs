//! A frame as a picture: Scalable Vector Graphics 1.1, one text element for each run of a style.

use super::theme::ThemeName;
use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use std::fmt::Write;

/// Size of a cell and of the type in it, in pixels.
const CELL: (f32, f32) = (8.4, 18.0);
const TYPE: f32 = 14.0;
/// How far the baseline lies below the top of a cell.
const BASELINE: f32 = 13.5;

/// What the sixteen colours of a terminal look like in the picture.
const SIXTEEN: [&str; 16] = [
    "#1d1f21", "#cc6666", "#8fb573", "#d7ae5f", "#6f9fd0", "#b294bb", "#6fb3b8", "#c5c8c6",
    "#767876", "#e07a7a", "#a5c98a", "#f0c674", "#81a2be", "#c9a9d6", "#8abeb7", "#ffffff",
];

/// The style of a run as the picture has it.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    ink: String,
    ground: String,
    modifier: Modifier,
}

/// Draws a frame.
pub fn draw(frame: &Buffer, theme: ThemeName) -> String {
    let (text, ground) = match theme {
        ThemeName::Light => ("#2a2927", "#fbf9f4"),
        ThemeName::Dark => ("#d8d4cb", "#17191d"),
        ThemeName::Terminal | ThemeName::Mono => ("#d0d2d0", "#1d1f21"),
    };
    let (width, height) =
        (f32::from(frame.area.width) * CELL.0, f32::from(frame.area.height) * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"{TYPE}\">\n<rect width=\"100%\" height=\"100%\" fill=\"{ground}\"/>\n"
    );
    for (y, row) in frame.content().chunks(usize::from(frame.area.width).max(1)).enumerate() {
        for run in runs(row, text, ground) {
            draw_run(&mut svg, y, &run, ground);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Cells of one row that look alike.
struct Run {
    /// The column it begins at.
    x: usize,
    text: String,
    columns: usize,
    look: Look,
}

/// The runs of a row, from left to right.
fn runs(row: &[Cell], text: &str, ground: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while let Some(cell) = row.get(x) {
        let columns = crate::text::width(cell.symbol()).max(1);
        let look = look(cell, text, ground);
        match runs.last_mut() {
            Some(run) if run.look == look => {
                run.text.push_str(cell.symbol());
                run.columns += columns;
            }
            _ => runs.push(Run { x, text: cell.symbol().to_owned(), columns, look }),
        }
        x += columns;
    }
    runs
}

fn look(cell: &Cell, text: &str, ground: &str) -> Look {
    let (mut ink, mut back) = (colour(cell.fg, text), colour(cell.bg, ground));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut back);
    }
    Look { ink, ground: back, modifier: cell.modifier - Modifier::REVERSED }
}

fn colour(colour: Color, default: &str) -> String {
    let sixteen = |index: usize| SIXTEEN[index].to_owned();
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Black => sixteen(0),
        Color::Red => sixteen(1),
        Color::Green => sixteen(2),
        Color::Yellow => sixteen(3),
        Color::Blue => sixteen(4),
        Color::Magenta => sixteen(5),
        Color::Cyan => sixteen(6),
        Color::Gray => sixteen(7),
        Color::DarkGray => sixteen(8),
        Color::LightRed => sixteen(9),
        Color::LightGreen => sixteen(10),
        Color::LightYellow => sixteen(11),
        Color::LightBlue => sixteen(12),
        Color::LightMagenta => sixteen(13),
        Color::LightCyan => sixteen(14),
        Color::White => sixteen(15),
        Color::Reset | Color::Indexed(_) => default.to_owned(),
    }
}

fn draw_run(svg: &mut String, y: usize, run: &Run, ground: &str) {
    let (left, top) = (run.x as f32 * CELL.0, y as f32 * CELL.1);
    let width = run.columns as f32 * CELL.0;
    let look = &run.look;
    // Writing into a String cannot fail.
    if look.ground != ground {
        let _ = writeln!(
            svg,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1, look.ground
        );
    }
    if run.text.trim().is_empty() {
        return;
    }
    let _ = writeln!(
        svg,
        "<text x=\"{left:.1}\" y=\"{:.1}\" fill=\"{}\" textLength=\"{width:.1}\" \
         lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{}>{}</text>",
        top + BASELINE,
        look.ink,
        attributes(look.modifier),
        escape(&run.text)
    );
}

fn attributes(modifier: Modifier) -> String {
    let mut attributes = String::new();
    for (wanted, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if modifier.contains(wanted) {
            attributes.push_str(attribute);
        }
    }
    attributes
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
