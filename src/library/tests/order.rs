use crate::{
    article::Published,
    library::{
        Head, Stamp,
        order::{Order, Row},
    },
};
use jiff::civil::date;
use proptest::prelude::*;

fn head(title: &str, publisher: &str, words: usize, day: Option<i8>) -> Head {
    Head {
        title: title.into(),
        published: day.and_then(|day| Published::on(date(2026, 3, day))),
        publisher: publisher.into(),
        words,
        stamp: Stamp { size: 0, modified: 0 },
    }
}

fn sorted(order: Order, heads: &[Option<Head>], read: &[usize], starred: &[usize]) -> Vec<usize> {
    let row = |(index, head): (usize, &Option<Head>)| (index, head.clone());
    let heads: Vec<_> = heads.iter().enumerate().map(row).collect();
    let mut rows: Vec<Row> = heads
        .iter()
        .map(|(index, head)| Row {
            index: *index,
            head: head.as_ref(),
            read: read.contains(index),
            starred: starred.contains(index),
        })
        .collect();
    rows.reverse();
    order.sort(&mut rows);
    rows.iter().map(|row| row.index).collect()
}

#[test]
fn each_order_puts_first_what_it_says() {
    let heads = [
        Some(head("“Zebra” escapes", "Herald", 300, Some(2))),
        None,
        Some(head("apple harvest", "Courier", 900, None)),
        Some(head("Bridge opens", "herald", 100, Some(9))),
    ];
    let sorted = |order| sorted(order, &heads, &[0, 1], &[2]);
    assert_eq!(sorted(Order::Listed), [0, 1, 2, 3]);
    assert_eq!(sorted(Order::Newest), [3, 0, 1, 2]);
    assert_eq!(sorted(Order::Oldest), [0, 3, 1, 2]);
    assert_eq!(sorted(Order::Title), [2, 3, 0, 1]);
    assert_eq!(sorted(Order::Source), [2, 3, 0, 1]);
    assert_eq!(sorted(Order::Longest), [2, 0, 3, 1]);
    assert_eq!(sorted(Order::Shortest), [3, 0, 2, 1]);
    assert_eq!(sorted(Order::Unread), [2, 3, 0, 1]);
    assert_eq!(sorted(Order::Starred), [2, 0, 1, 3]);
}

#[test]
fn every_order_has_a_name_and_all_are_walked_through() {
    let mut order = Order::Listed;
    for expected in Order::ALL {
        assert_eq!(order, expected);
        assert_eq!(serde_json::to_string(&order).unwrap(), format!("\"{}\"", order.name()));
        order = order.next();
    }
    assert_eq!(order, Order::Listed);
}

proptest! {
    #[test]
    fn the_result_does_not_depend_on_how_rows_came(words in prop::collection::vec(0usize..4, 0..20)) {
        let heads: Vec<Head> = words.iter().map(|&words| head("x", "y", words, None)).collect();
        let row = |(index, head)| Row { index, head: Some(head), read: false, starred: false };
        let mut rows: Vec<Row> = heads.iter().enumerate().map(row).collect();
        for order in Order::ALL {
            order.sort(&mut rows);
            let once: Vec<_> = rows.iter().map(|row| row.index).collect();
            rows.reverse();
            order.sort(&mut rows);
            prop_assert_eq!(once, rows.iter().map(|row| row.index).collect::<Vec<_>>());
        }
    }
}
