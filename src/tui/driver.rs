//! The loop: one queue of messages, effects performed, a frame drawn when the queue is empty.

use super::{
    Error, Options,
    app::App,
    input::{self, Inbox, Keyboard},
    message::{Effect, Message, Notice},
    outside,
    terminal::Screen,
    view,
    worker::{Shelf, Workers},
};
use crate::library::watch::Watch;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// How long a passage flashes.
const FLASH: Duration = Duration::from_millis(700);

/// Everything the loop holds beside the state.
struct Driver {
    screen: Screen,
    workers: Workers,
    inbox: Receiver<Inbox>,
    outbox: Sender<Inbox>,
    keyboard: Keyboard,
    shelf: Arc<Shelf>,
    options: Options,
    watch: Option<Watch>,
    flash: Option<(Instant, u64)>,
    status: Option<u8>,
}

/// Runs the screen until the reader quits; gives the exit status.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(mut app: App, shelf: Shelf, options: Options) -> Result<u8, Error> {
    let (outbox, inbox) = unbounded();
    input::forward_signals(outbox.clone())?;
    let screen = Screen::enter(options.config.mouse)?;
    app.size = screen.size()?;
    let shelf = Arc::new(shelf);
    let messages = outbox.clone();
    let workers = Workers::start(&shelf, move |message| {
        let _ = messages.send(Inbox::Message(message));
    })?;
    let keyboard = Keyboard::listen(outbox.clone())?;
    let mut driver = Driver {
        screen,
        workers,
        inbox,
        outbox,
        keyboard,
        shelf,
        options,
        watch: None,
        flash: None,
        status: None,
    };
    let result = driver.turn(&mut app);
    drop(driver.screen);
    driver.workers.finish();
    result
}

impl Driver {
    fn turn(&mut self, app: &mut App) -> Result<u8, Error> {
        loop {
            let effects = app.settle();
            self.perform_all(app, effects)?;
            if let Some(status) = self.status {
                return Ok(status);
            }
            let now = jiff::Timestamp::now();
            self.screen.draw(|buffer| view::draw(app, Some(now), buffer))?;
            self.keyboard.resume();
            self.take(app)?;
        }
    }

    /// Waits for a message, then takes all that are there.
    fn take(&mut self, app: &mut App) -> Result<(), Error> {
        let mut next = self.wait();
        while let Some(item) = next {
            self.handle(app, item)?;
            if self.status.is_some() {
                return Ok(());
            }
            next = self.inbox.try_recv().ok();
        }
        Ok(())
    }

    /// Sleeps until something happens; only a flash has an end of its own.
    fn wait(&mut self) -> Option<Inbox> {
        let Some((end, flash)) = self.flash else {
            return self.inbox.recv().ok();
        };
        match self.inbox.recv_deadline(end) {
            Ok(item) => Some(item),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                self.flash = None;
                Some(Inbox::Message(Message::FlashOver(flash)))
            }
        }
    }

    fn handle(&mut self, app: &mut App, item: Inbox) -> Result<(), Error> {
        match item {
            Inbox::Message(message) => self.update(app, message),
            Inbox::Typed(messages) => {
                self.keyboard.heard();
                for message in messages {
                    self.update(app, message)?;
                }
                Ok(())
            }
            Inbox::Stop => self.update_effects(app, vec![Effect::Suspend]),
            Inbox::Continued => Ok(self.screen.clear()?),
            Inbox::Hangup => self.update(app, Message::Signal(signal_hook::consts::SIGHUP)),
        }
    }

    fn update(&mut self, app: &mut App, message: Message) -> Result<(), Error> {
        if self.status.is_some() {
            return Ok(());
        }
        let effects = app.update(message);
        self.update_effects(app, effects)
    }

    fn update_effects(&mut self, app: &mut App, effects: Vec<Effect>) -> Result<(), Error> {
        self.perform_all(app, effects)
    }

    fn perform_all(&mut self, app: &mut App, effects: Vec<Effect>) -> Result<(), Error> {
        for effect in effects {
            let notice = self.perform(effect)?;
            if let Some(notice) = notice {
                app.update(Message::Report(notice));
            }
        }
        Ok(())
    }

    /// Performs one effect; gives what there is to say about it.
    fn perform(&mut self, effect: Effect) -> Result<Option<Notice>, Error> {
        let config = &self.options.config;
        match effect {
            Effect::Work(job) => self.workers.give(job),
            Effect::Watch => return Ok(self.begin_watch()),
            Effect::Copy(text) => self.screen.copy(&text)?,
            Effect::Browse(url) => return Ok(outside::browse(&url, config.browser.as_ref())),
            Effect::Edit(path, line) => {
                let editor = config.editor.clone();
                let run = || outside::edit(&path, line, editor.as_ref());
                let notice = self.screen.lend(run)?;
                let _ = self.outbox.send(Inbox::Message(Message::FolderChanged));
                return Ok(notice);
            }
            Effect::Pipe(command, text) => {
                return Ok(self.screen.lend(|| outside::pipe(&command, &text))?);
            }
            Effect::Suspend => self.screen.lend(outside::suspend)?,
            Effect::Redraw => self.screen.clear()?,
            Effect::EndFlash(flash) => self.flash = Some((Instant::now() + FLASH, flash)),
            Effect::Quit(status) => self.status = Some(status),
        }
        Ok(None)
    }

    fn begin_watch(&mut self) -> Option<Notice> {
        if self.shelf.paths.is_empty() {
            return None;
        }
        let outbox = self.outbox.clone();
        let tell = move || {
            let _ = outbox.send(Inbox::Message(Message::FolderChanged));
        };
        match Watch::new(&self.shelf.paths, tell) {
            Ok(watch) => {
                self.watch = Some(watch);
                None
            }
            Err(error) => Some(Notice::failed(format!("changes are not noticed: {error}"))),
        }
    }
}
