//! The screen without a terminal: keys in, a frame out.

use crate::made::{self, LIBRARY, SIZE};
use divan::Bencher;
use quotidian::{
    library::Listing,
    tui::{
        app::App,
        keys::Chord,
        message::{Effect, Job, Message},
        view,
        worker::{self, Workplace},
    },
};
use ratatui::{Frame, Terminal, backend::Backend, buffer::Buffer, layout::Rect};

fn frame() -> Buffer {
    Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1))
}

/// A screen at rest on a library of 10,000 files, and the key that moves down.
fn at_rest() -> (App, Chord) {
    let mut app = made::app(LIBRARY.listing());
    made::settle(&mut app);
    let down = Chord::sequence("j").unwrap();
    (app, down[0])
}

/// The list's own repaint: what it asks for (the article, the headlines) is left undone.
#[divan::bench]
fn j_in_10_000(bencher: Bencher) {
    let (mut app, down) = at_rest();
    let mut frame = frame();
    bencher.bench_local(|| {
        app.update(Message::Key(down));
        app.settle();
        view::draw(&app, None, &mut frame)
    });
}

fn draw<B: Backend>(app: &App, terminal: &mut Terminal<B>) {
    let render = |frame: &mut Frame| {
        view::draw(app, None, frame.buffer_mut());
    };
    assert!(terminal.draw(render).is_ok());
}

/// What the terminal path adds to it: the frame compared with the one before, and the bytes of what
/// changed written into a pipe that somebody empties. `many` or the first 2,084 of the articles.
#[divan::bench(args = [2_084, made::MANY])]
fn j_repainted(bencher: Bencher, count: usize) {
    let mut listing = LIBRARY.listing();
    listing.entries.truncate(count);
    let mut app = made::app(listing);
    made::settle(&mut app);
    let down = Chord::sequence("j").unwrap()[0];
    let mut terminal = made::terminal();
    draw(&app, &mut terminal);
    bencher.bench_local(|| {
        app.update(Message::Key(down));
        app.settle();
        draw(&app, &mut terminal);
    });
}

/// All three panes on the new article, with everything done that they ask for.
#[divan::bench]
fn j_in_10_000_settled(bencher: Bencher) {
    let (mut app, down) = at_rest();
    let mut frame = frame();
    bencher.bench_local(|| {
        app.update(Message::Key(down));
        made::settle(&mut app);
        view::draw(&app, None, &mut frame)
    });
}

/// From the bytes of a text to its first frame; the analysis comes after it.
#[divan::bench]
fn first_frame_of_5_mb(bencher: Bencher) {
    let bytes = made::long_text().into_bytes();
    bencher.with_inputs(|| (made::app(Listing::given(bytes.clone())), frame())).bench_local_values(
        |(mut app, mut frame)| {
            let asked = app.settle();
            let opened = asked.into_iter().find_map(open).unwrap();
            app.update(opened);
            app.settle();
            view::draw(&app, None, &mut frame);
            (app, frame)
        },
    );
}

/// What the opener answers: of a long text the article alone.
fn open(effect: Effect) -> Option<Message> {
    let Effect::Work(job @ Job::Open(..)) = effect else { return None };
    let mut answer = None;
    worker::perform(job, &Workplace::default(), &mut |message| answer = Some(message));
    answer
}
