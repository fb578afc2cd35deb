//! One frame as text: the same state, messages and drawing as on a terminal, without one.

use super::{
    Error, Options,
    app::App,
    begin,
    message::{Effect, Job, Message},
    svg, view,
    worker::{Workplace, perform_safely},
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::collections::VecDeque;

/// How a frame is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DumpFormat {
    /// The characters, a line for each row.
    #[default]
    Text,
    /// A picture with colours (SVG 1.1).
    Svg,
}

/// Opens the library, types the keys asked for, and gives the frame of that size once everything on
/// it has arrived. Nothing is remembered, and dates stand instead of ages, so that the same articles
/// give the same frame on every day.
///
/// # Errors
/// When a path cannot be opened, the key map is wrong, or the place asked for is not there.
pub fn dump(options: &Options, size: (u16, u16), format: DumpFormat) -> Result<String, Error> {
    let (mut app, place) = begin(options, size)?;
    come_to_rest(&mut app, &place)?;
    if let Some(unmet) = app.unmet {
        return Err(Error::NotThere(unmet));
    }
    let mut frame = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    view::draw(&app, None, &mut frame);
    Ok(match format {
        DumpFormat::Text => as_text(&frame),
        DumpFormat::Svg => svg::draw(&frame, app.settings.theme),
    })
}

/// Does all jobs in turn until the state asks for nothing more, or quits.
fn come_to_rest(app: &mut App, place: &Workplace) -> Result<(), Error> {
    let mut effects: VecDeque<Effect> = app.settle().into();
    loop {
        let Some(effect) = effects.pop_front() else {
            if !app.awaits_rest() {
                return Ok(());
            }
            effects.extend(app.update(Message::Rested));
            continue;
        };
        let job = match effect {
            Effect::Work(Job::Save(_) | Job::Correct(_)) => continue,
            Effect::Work(job) => job,
            Effect::Quit(_) => return Ok(()),
            _ => continue,
        };
        let mut messages = Vec::new();
        // A mistake of the program with one article is told in the frame, as on the screen.
        perform_safely(job, place, &mut |message| messages.push(message));
        for message in messages {
            if let Message::Scanned(Err(error)) = &message {
                return Err(Error::Open(error.clone()));
            }
            effects.extend(app.update(message));
        }
        effects.extend(app.settle());
    }
}

fn as_text(frame: &Buffer) -> String {
    let mut text = String::new();
    for row in frame.content().chunks(usize::from(frame.area.width).max(1)) {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            // The second cell of a wide character holds nothing of its own.
            if covered == 0 {
                line.push_str(cell.symbol());
                covered = crate::text::width(cell.symbol()).max(1);
            }
            covered -= 1;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
