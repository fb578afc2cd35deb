//! Windows over lists whose rows have different heights.

/// What happens when the chosen row leaves the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The window moves no further than it must.
    Follow,
    /// The window moves by half its height, so that a held key redraws it seldom.
    Recentre,
}

/// The first row of a window of `room` lines that shows the `selected` row in full, moving it from
/// `top` only when needed. `height` gives the lines a row takes. Costs no more than one window.
pub fn window(
    top: usize,
    selected: usize,
    height: impl Fn(usize) -> usize,
    room: usize,
    edge: Edge,
) -> usize {
    if selected >= top && fits(top, selected, &height, room) {
        return top;
    }
    let room = match edge {
        Edge::Recentre if selected < top => room.div_ceil(2).max(height(selected)),
        Edge::Recentre => (room / 2 + height(selected)).min(room),
        Edge::Follow if selected < top => return selected,
        Edge::Follow => room,
    };
    let mut top = selected;
    let mut used = height(selected);
    while let Some(above) = top.checked_sub(1) {
        used += height(above);
        if used > room {
            break;
        }
        top = above;
    }
    top
}

/// The first row of a window so that no line of it stays empty while rows are hidden above it.
pub fn filled(top: usize, count: usize, height: impl Fn(usize) -> usize, room: usize) -> usize {
    let mut used = 0;
    for row in top..count {
        used += height(row);
        if used >= room {
            return top;
        }
    }
    let mut top = top;
    while let Some(above) = top.checked_sub(1) {
        used += height(above);
        if used > room {
            break;
        }
        top = above;
    }
    top
}

/// Whether the rows `top..=selected` fit.
fn fits(top: usize, selected: usize, height: &impl Fn(usize) -> usize, room: usize) -> bool {
    let mut used = 0;
    for row in top..=selected {
        used += height(row);
        if used > room {
            return row == top && row == selected;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_chosen_row_is_always_in_the_window(
            heights in prop::collection::vec(1_usize..4, 1..60),
            top in 0_usize..60, selected in 0_usize..60, room in 3_usize..40,
            recentre in any::<bool>(),
        ) {
            let (top, selected) = (top % heights.len(), selected % heights.len());
            let edge = if recentre { Edge::Recentre } else { Edge::Follow };
            let top = window(top, selected, |row| heights[row], room, edge);
            let top = filled(top, heights.len(), |row| heights[row], room);
            prop_assert!(top <= selected);
            prop_assert!(heights[top..=selected].iter().sum::<usize>() <= room);
            let from = top.saturating_sub(1);
            prop_assert!(top == 0 || heights[from..].iter().sum::<usize>() > room);
        }
    }

    #[test]
    fn a_held_key_moves_the_window_seldom() {
        let (mut top, mut moves) = (0, 0);
        for selected in 0..200 {
            let moved = window(top, selected, |_| 1, 20, Edge::Recentre);
            moves += usize::from(moved != top);
            top = moved;
        }
        assert!(moves <= 20, "{moves}");
    }
}
