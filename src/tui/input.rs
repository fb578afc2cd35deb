//! What comes from the keyboard, the mouse and the system, as messages.

use super::{
    driver::Alarm,
    keys::Chord,
    message::{Message, MouseEvent},
    terminal,
};
use crate::library::watch::Watch;
use crossbeam_channel::{Receiver, Sender, bounded};
use crossterm::event::{self, Event, MouseButton, MouseEventKind};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
    iterator::Signals,
};
use std::{io, thread, time::Duration};

/// Most events handed over at once, so that a flood of them cannot keep the screen from being drawn.
const MOST: usize = 1_024;

/// How long to look for further events: not at all, but crossterm does not look for zero time.
const AT_ONCE: Duration = Duration::from_micros(2);

/// Something for the loop.
#[derive(Debug)]
pub enum Inbox {
    /// A message for the state.
    Message(Message),
    /// What was typed since the loop last listened.
    Typed(Vec<Message>),
    /// The time for something has come.
    Alarm(Alarm),
    /// The folders are watched from now on, or why not.
    Watching(Result<Watch, String>),
    /// The process is to stop as by job control.
    Stop,
    /// The process goes on after it was stopped from outside.
    Continued,
    /// The terminal is gone.
    Hangup,
}

/// The thread that reads the terminal. It reads no further until the loop has dealt with what it
/// handed over, so that a program started by a key has the terminal to itself.
#[derive(Debug)]
pub struct Keyboard {
    resume: Sender<()>,
    waiting: bool,
}

impl Keyboard {
    /// Begins to listen, from the first [`Keyboard::resume`] on.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn listen(outbox: Sender<Inbox>) -> io::Result<Self> {
        let (resume, resumed) = bounded(1);
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            if resumed.recv().is_ok() {
                read_terminal(&outbox, &resumed);
            }
        })?;
        Ok(Self { resume, waiting: true })
    }

    /// Notes that something was handed over, and that the thread waits.
    pub fn heard(&mut self) {
        self.waiting = true;
    }

    /// Lets the thread go on reading, if it waits.
    pub fn resume(&mut self) {
        if std::mem::take(&mut self.waiting) {
            let _ = self.resume.send(());
        }
    }
}

fn read_terminal(outbox: &Sender<Inbox>, resumed: &Receiver<()>) {
    while let Ok(events) = read_waiting() {
        let messages: Vec<Message> = events.into_iter().filter_map(message).collect();
        if messages.is_empty() {
            continue;
        }
        if outbox.send(Inbox::Typed(messages)).is_err() || resumed.recv().is_err() {
            return;
        }
    }
    let _ = outbox.send(Inbox::Hangup);
}

/// Waits for an event, and takes all others that are there.
fn read_waiting() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < MOST && event::poll(AT_ONCE)? {
        events.push(event::read()?);
    }
    Ok(events)
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) => Chord::pressed(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Pasted(text)),
        Event::Resize(columns, rows) => Some(Message::Resized(columns, rows)),
        Event::Mouse(mouse) => moused(mouse),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn moused(mouse: event::MouseEvent) -> Option<Message> {
    let event = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseEvent::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseEvent::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseEvent::Release,
        MouseEventKind::ScrollDown => MouseEvent::WheelDown,
        MouseEventKind::ScrollUp => MouseEvent::WheelUp,
        _ => return None,
    };
    Some(Message::Mouse { event, column: mouse.column, row: mouse.row })
}

/// Turns signals into messages, for as long as the process runs.
///
/// # Errors
/// When the system takes no handlers or gives no thread.
pub fn forward_signals(outbox: Sender<Inbox>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let forward = move || {
        for signal in signals.forever() {
            let Some(item) = terminal::while_lent(|lent| handle(signal, lent)) else { continue };
            if outbox.send(item).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(forward)?;
    Ok(())
}

/// What a signal is to the loop.
fn handle(signal: i32, lent: bool) -> Option<Inbox> {
    match signal {
        // Meant for the program that has the terminal.
        SIGINT | SIGQUIT | SIGTSTP if lent => None,
        // The loop waits for that program; all that must be kept was kept before.
        SIGTERM | SIGHUP if lent => std::process::exit(128 + signal),
        SIGTSTP => Some(Inbox::Stop),
        SIGCONT => Some(Inbox::Continued),
        signal => Some(Inbox::Message(Message::Signal(signal))),
    }
}
