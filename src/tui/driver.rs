//! The loop: one queue of messages, effects performed, a frame drawn when the queue is empty.

use super::{
    Error, Options,
    app::App,
    input::{self, Inbox, Keyboard},
    message::{Effect, Message, Notice},
    outside,
    terminal::Screen,
    view,
    worker::{Workers, Workplace},
};
use crate::library::watch::Watch;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// How long a passage flashes.
const FLASH: Duration = Duration::from_millis(700);
/// How long nothing must happen before what can wait is done.
const REST: Duration = Duration::from_millis(100);
/// How long the keyboard waits for keys typed at the start that give the terminal to another program.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long after the first screen the folders begin to be watched.
const WATCH: Duration = Duration::from_millis(300);
/// The exit status where something could not be kept, if there is no worse to say.
const UNKEPT: u8 = 3;

/// Everything the loop holds beside the state.
struct Driver<F> {
    screen: Screen,
    workers: Workers<F>,
    inbox: Receiver<Inbox>,
    outbox: Sender<Inbox>,
    keyboard: Keyboard,
    place: Arc<Workplace>,
    options: Options,
    watch: Option<Watch>,
    alarms: Vec<(Instant, Alarm)>,
    status: Option<u8>,
    /// Whether the keyboard is listened to whatever is typed at the start.
    impatient: bool,
}

/// Something to do at a time of its own.
#[derive(Clone, Copy, Debug)]
pub enum Alarm {
    /// A flash ends.
    Flash(u64),
    /// Nothing has happened for a moment.
    Rest,
    /// The keyboard has waited long enough.
    Listen,
    /// The watch begins: not before the first screen was drawn, which it would hold up.
    Watch,
}

/// Runs the screen until the reader quits; gives the exit status.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(app: &mut App, place: Workplace, options: Options) -> Result<u8, Error> {
    let (outbox, inbox) = unbounded();
    input::forward_signals(outbox.clone())?;
    let screen = Screen::enter(options.config.mouse)?;
    app.size = screen.size()?;
    let place = Arc::new(place);
    let messages = outbox.clone();
    let workers = Workers::start(&place, move |message| {
        let _ = messages.send(Inbox::Message(message));
    })?;
    let keyboard = Keyboard::listen(outbox.clone())?;
    let mut driver = Driver {
        screen,
        workers,
        inbox,
        outbox,
        keyboard,
        place,
        options,
        watch: None,
        alarms: Vec::new(),
        status: None,
        impatient: false,
    };
    if app.may_lend() {
        driver.set_alarm(PATIENCE, Alarm::Listen);
    }
    let result = driver.turn(app);
    if result.is_err() {
        // The terminal is gone, the reader's marks need not be.
        app.save_now().into_iter().for_each(|job| driver.workers.give(job));
    }
    drop(driver.screen);
    let unkept = driver.workers.finish();
    let failed = if unkept.is_empty() { 0 } else { UNKEPT };
    app.last_words.extend(unkept);
    result.map(|status| if status == 0 { failed } else { status })
}

impl<F: FnMut(Message) + Clone + Send + 'static> Driver<F> {
    fn turn(&mut self, app: &mut App) -> Result<u8, Error> {
        loop {
            let effects = app.settle();
            self.perform_all(app, effects)?;
            if let Some(status) = self.status {
                return Ok(status);
            }
            let now = jiff::Timestamp::now();
            let (columns, rows) = self.screen.draw(|buffer| view::draw(app, Some(now), buffer))?;
            if (columns, rows) != app.size {
                // It changed without saying so (yet), as while another program had the terminal.
                self.update(app, Message::Resized(columns, rows))?;
                continue;
            }
            // Another program cannot have the terminal to itself once the keyboard is listened to.
            if self.impatient || !app.may_lend() {
                self.keyboard.resume();
            }
            self.alarms.retain(|(_, alarm)| !matches!(alarm, Alarm::Rest));
            if app.awaits_rest() {
                self.set_alarm(REST, Alarm::Rest);
            }
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

    /// Sleeps until something happens: most of the time there is no alarm to wake up for.
    fn wait(&mut self) -> Option<Inbox> {
        let Some(next) = self.alarms.iter().map(|(end, _)| *end).min() else {
            return self.inbox.recv().ok();
        };
        match self.inbox.recv_deadline(next) {
            Ok(item) => Some(item),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                let due = self.alarms.iter().position(|(end, _)| *end == next)?;
                Some(Inbox::Alarm(self.alarms.swap_remove(due).1))
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
            Inbox::Alarm(Alarm::Flash(flash)) => self.update(app, Message::FlashOver(flash)),
            Inbox::Alarm(Alarm::Rest) => self.update(app, Message::Rested),
            Inbox::Alarm(Alarm::Listen) => {
                self.impatient = true;
                Ok(())
            }
            Inbox::Alarm(Alarm::Watch) => {
                self.begin_watch();
                Ok(())
            }
            Inbox::Watching(Ok(watch)) => {
                if let count @ 1.. = watch.unwatched() {
                    let text =
                        format!("changes in {count} folders are not noticed: the system's limit");
                    self.update(app, Message::Report(Notice::failed(text)))?;
                }
                self.watch = Some(watch);
                // What changed between the listing and the watch was told by nobody.
                self.update(app, Message::FolderChanged)
            }
            Inbox::Watching(Err(error)) => {
                let text = format!("changes are not noticed: {error}");
                self.update(app, Message::Report(Notice::failed(text)))
            }
            Inbox::Stop => self.perform_all(app, vec![Effect::Suspend]),
            Inbox::Continued => Ok(self.screen.clear()?),
            Inbox::Hangup => self.update(app, Message::Signal(signal_hook::consts::SIGHUP)),
        }
    }

    fn update(&mut self, app: &mut App, message: Message) -> Result<(), Error> {
        if self.status.is_some() {
            return Ok(());
        }
        let effects = app.update(message);
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
            Effect::Watch => self.set_alarm(WATCH, Alarm::Watch),
            Effect::Copy(text) => self.screen.copy(&text)?,
            Effect::Browse(url, read) => {
                let (outbox, browser) = (self.outbox.clone(), config.browser.clone());
                std::thread::spawn(move || {
                    let told = Message::Browsed(outside::browse(&url, browser.as_ref()), read);
                    let _ = outbox.send(Inbox::Message(told));
                });
            }
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
            Effect::EndFlash(flash) => self.set_alarm(FLASH, Alarm::Flash(flash)),
            Effect::Quit(status) => self.status = Some(status),
        }
        Ok(None)
    }

    fn set_alarm(&mut self, after: Duration, alarm: Alarm) {
        self.alarms.push((Instant::now() + after, alarm));
    }

    /// Starts the watch on a thread of its own: large trees take a while.
    fn begin_watch(&self) {
        if self.place.shelf.paths.is_empty() {
            return;
        }
        let (outbox, place) = (self.outbox.clone(), Arc::clone(&self.place));
        std::thread::spawn(move || {
            let changed = outbox.clone();
            let tell = move || {
                let _ = changed.send(Inbox::Message(Message::FolderChanged));
            };
            let watch = Watch::new(&place.shelf.paths, tell).map_err(|error| error.to_string());
            let _ = outbox.send(Inbox::Watching(watch));
        });
    }
}
