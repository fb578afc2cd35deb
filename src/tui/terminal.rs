//! The terminal: taken over at the start, given back on every way out.

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend, buffer::Buffer, layout::Position};
use std::{
    io::{self, BufWriter, Stdout, Write},
    sync::{
        Mutex, Once, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// A frame is written in one go: as many bytes as a large screen in many colours takes.
const FRAME: usize = 64 * 1024;

/// Whether the terminal is taken over now; the panic hook has no other way to know.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether another program has the terminal now. Locked while it changes hands.
static LENT: Mutex<bool> = Mutex::new(false);

/// Does something while the terminal does not change hands; it is told whether another program has
/// the terminal, so that signals from the keyboard are for that one.
pub fn while_lent<T>(run: impl FnOnce(bool) -> T) -> T {
    run(*LENT.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The terminal while it is taken over. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, and the mouse if wanted.
    ///
    /// # Errors
    /// When it is no terminal, or cannot be written to.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        let out = BufWriter::with_capacity(FRAME, io::stdout());
        let enter = || {
            take(mouse)?;
            Terminal::new(CrosstermBackend::new(out))
        };
        let terminal = enter().inspect_err(|_: &io::Error| give_back())?;
        Ok(Self { terminal, mouse })
    }

    /// Size in columns and rows.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Draws a frame; only what has changed is written, all at once. Gives the size that the frame
    /// has, in columns and rows: that of the terminal, which is asked before each.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(
        &mut self,
        render: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<(u16, u16)> {
        crossterm::queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let drawn = self.terminal.draw(|frame| {
            if let Some(cursor) = render(frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        let size = (drawn.area.width, drawn.area.height);
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Ok(size)
    }

    /// Forgets what is on the screen, so that the next frame writes all of it.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn clear(&mut self) -> io::Result<()> {
        // Not `Terminal::clear`: it asks the terminal for the cursor, and the answer would have to
        // come past the thread that reads the keyboard.
        execute!(self.terminal.backend_mut(), Clear(ClearType::All))?;
        self.terminal.swap_buffers();
        Ok(())
    }

    /// Puts text into the clipboard of the terminal (OSC 52), which works over ssh.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let copy = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
        execute!(self.terminal.backend_mut(), copy)
    }

    /// Gives the terminal back while `run` runs, and takes it over again.
    ///
    /// # Errors
    /// When the terminal cannot be taken over again.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        let change_hands = |lent: bool| {
            let mut is_lent = LENT.lock().unwrap_or_else(PoisonError::into_inner);
            *is_lent = lent;
            if lent {
                give_back();
                return Ok(());
            }
            take(self.mouse)
        };
        change_hands(true)?;
        let result = run();
        change_hands(false)?;
        self.clear()?;
        Ok(result)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // What is still buffered belongs to a frame nobody will see.
        give_back();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse {
        execute!(out, EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back, once; failing to is nothing one could tell anybody.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Lets a panic of the main thread give the terminal back before it says what happened. A panic of
/// a worker is caught there and shown as a message.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    let main = std::thread::current().id();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().id() == main {
                give_back();
                before(info);
            } else if !TAKEN.load(Ordering::SeqCst) {
                before(info);
            }
        }));
    });
}
