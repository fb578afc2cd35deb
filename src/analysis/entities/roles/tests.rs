//! Roles by grammar: names are given, so that only roles are tried.

use super::super::marked::{with, words};

/// The roles of the first entity, joined.
fn roles(marked: &str) -> String {
    with(marked, |document, named| {
        let roles = named.roles[0].iter().map(|role| words(document, role));
        roles.collect::<Vec<_>>().join("; ")
    })
}

#[test]
fn what_stands_before_a_name_is_a_role() {
    assert_eq!(roles("Norland Attorney General [P Ada Lund] left."), "Norland Attorney General");
    assert_eq!(roles("Police say retired judge [P Ada Lund] left."), "retired judge");
    assert_eq!(roles("It came after arresting Corvax founder [P Ada Lund]."), "Corvax founder");
    assert_eq!(roles("Former Gov. [P Ada Lund] left."), "Former Gov.");
    assert_eq!(roles("Secretary of State [P Ada Lund] left."), "Secretary of State");
    assert_eq!(roles("They met First Minister [P Ada Lund]."), "First Minister");
    assert_eq!(roles("It hired managing director [P Ada Lund]."), "managing director");
    assert_eq!(roles("Last week Councillor [P Ada Lund] left."), "Councillor");
    assert_eq!(roles("He would replace Finance Minister [P Ada Lund]."), "Finance Minister");
}

#[test]
fn what_a_comma_parts_from_a_name_is_a_role() {
    assert_eq!(roles("The mate, [P Ada Lund], 33, drowned."), "mate");
    assert_eq!(
        roles("The then minister for supply, [P Ada Lund], left."),
        "then minister for supply"
    );
    assert_eq!(roles("[P Ada Lund], 45, a teacher from Zell, wept."), "teacher from Zell");
    assert_eq!(
        roles("[P Ada Lund], the former head of research at Corvax, wept."),
        "former head of research at Corvax"
    );
    assert_eq!(roles("[P Ada Lund] (chief executive) wept."), "chief executive");
    let named =
        with("The head of the [O Hauliers' Union], [P Ada Lund], wept.", |document, named| {
            named.roles[1].iter().map(|role| words(document, role)).collect::<Vec<_>>()
        });
    assert_eq!(named, ["head of the Hauliers' Union"]);
    assert_eq!(roles("The coach, the Italian [P Ada Lund], wept."), "coach");
    assert_eq!(roles("The mayor, [P Ada Lund] of the Left, wept."), "mayor");
    assert_eq!(roles("According to the president, [P Ada Lund] lied."), "");
}

#[test]
fn what_is_said_of_a_name_is_a_role() {
    assert_eq!(roles("[P Ada Lund], who was then a vet, left."), "then a vet");
    assert_eq!(roles("[P Ada Lund] is the head of Corvax."), "head of Corvax");
    assert_eq!(roles("[P Ada Lund] served for a year as clerk."), "clerk");
    assert_eq!(
        roles("[P Ada Lund] was its chairwoman and is now ambassador to Zell."),
        "chairwoman; ambassador to Zell"
    );
    assert_eq!(roles("[P Ada Lund] is not the head of Corvax."), "");
    assert_eq!(roles("[P Ada Lund]'s the head of Corvax."), "head of Corvax");
    assert_eq!(roles("[P Ada Lund]'s spokesman left."), "");
}

#[test]
fn kinship_honours_and_crowds_are_no_roles() {
    assert_eq!(roles("Her brother, [P Max Lund], left. Sir [P Max Lund] left."), "");
    assert_eq!(roles("[P Ada Lund], a Republican, left."), "");
    assert_eq!(roles("The ministers [P Ada Lund] and [P Max Orr] left."), "");
    assert_eq!(roles("Mr [P Lund] left."), "");
}
