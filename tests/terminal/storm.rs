//! Sizes that change all the time while somebody types.

use crate::{desk::Desk, terminal::Terminal};

const RESIZES: usize = 1_000;
/// After this many of them it has the time to draw.
const PAUSE: usize = 2;

/// Numbers that look random, the same on every run (Marsaglia, Xorshift RNGs, 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn side(&mut self, most: u64) -> u16 {
        u16::try_from(1 + self.roll(most)).unwrap()
    }
}

/// Everything but what ends it, suspends it, or starts another program.
const KEYS: [&str; 36] = [
    "j", "k", "gg", "G", "5", "\x04", "\x15", "\x06", "b", " ", "\t", "\x1b[Z", "h", "l", "\r",
    "J", "K", "]", "[", "z", "\\", ">", "<", "gh", "gj", "n", "}", "{", "'", "e", "c", ".", "w",
    "m", "/an\r", "?",
];

#[test]
fn a_thousand_sizes_while_somebody_types() {
    let desk = Desk::new();
    let text = "“We waited nine years,” said Mara Holm, the mayor of Norholt.\n\n".repeat(200);
    desk.put("news/2026-03-09-long.txt", format!("Long story\n\n{text}"));
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Mara Holm");
    let mut dice = Dice(0x5eed_d1ce);
    for turn in 0..RESIZES {
        let (columns, rows) = match turn % 3 {
            0 => (dice.side(20), dice.side(6)),
            1 => (dice.side(140), dice.side(60)),
            _ => (dice.side(500), dice.side(200)),
        };
        let before = terminal.look().bytes.len();
        terminal.resize_blindly(columns, rows);
        let key = KEYS[usize::try_from(dice.roll(KEYS.len() as u64)).unwrap()];
        terminal.send(key);
        // Without pauses it would see only the last of all sizes; with them alone, none in a hurry.
        if turn % PAUSE == 0 {
            terminal.wait("a frame", |seen| seen.bytes.len() > before);
        }
    }
    terminal.resize(120, 40);
    // Back to the headlines from anywhere, all of them, from the top.
    terminal.send("hhhh").send("/\x15\r").send("gagg").send("\x0c");
    terminal.wait_for("Long story").wait_for("Ferry sold");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}
