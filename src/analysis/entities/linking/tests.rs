//! Linking by custom: each test names its people and things by hand, so that only linking is tried.

use super::super::marked::{with, words};
use crate::analysis::EntityKind;

/// The names of each entity, joined, in the order of the text.
fn linked(marked: &str) -> Vec<String> {
    with(marked, |document, named| {
        let of = |name: &usize| words(document, &named.names[*name].tokens);
        let entities = named.entities.iter();
        entities.map(|entity| entity.names.iter().map(of).collect::<Vec<_>>().join(" = ")).collect()
    })
}

/// The kind of an entity, by its number.
fn kind(marked: &str, entity: usize) -> EntityKind {
    with(marked, |_, named| named.entities[entity].kind)
}

#[test]
fn a_surname_a_title_and_capitals_call_the_person_named_in_full() {
    let found = linked(
        "[P OYELARAN] quits\n\n[P Tunde Oyelaran] left. Mr [P Oyelaran] said so. [P Oyelaran]'s aide wept.",
    );
    assert_eq!(found, ["OYELARAN = Tunde Oyelaran = Oyelaran = Oyelaran"]);
}

#[test]
fn sir_goes_with_the_first_name() {
    let found = linked("[P Alban Thorne] met [P Miles Alban]. Sir [P Alban] spoke.");
    assert_eq!(found, ["Alban Thorne = Alban", "Miles Alban"]);
}

#[test]
fn initials_middle_names_and_nicknames_make_no_second_person() {
    assert_eq!(linked("[P Jane A. Doe] won. [P J. Doe] ran."), ["Jane A. Doe = J. Doe"]);
    assert_eq!(
        linked("[P William Crane] sat. [P Bill Crane] rose."),
        ["William Crane = Bill Crane"]
    );
    let found = linked("[P Duane \"Rocket\" Pell] flew. Fans call [P Rocket] that.");
    assert_eq!(found, ["Duane \"Rocket\" Pell = Rocket"]);
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let found = linked(
        "[P Bruno Keller] and [P Hanna Keller] spoke. Mrs. [P Keller] left. Mr. [P Keller] stayed.",
    );
    assert_eq!(found, ["Bruno Keller = Keller", "Hanna Keller = Keller"]);
    let found = linked("[P Ivo Brandt] sued. Years on, [P Ada Brandt] won. [P Brandt] cheered.");
    assert_eq!(found, ["Ivo Brandt", "Ada Brandt = Brandt"]);
}

#[test]
fn family_names_follow_the_custom_of_their_country() {
    let spanish =
        linked("[P Marcos Ibarra Quiroga] sang. [P Ibarra] bowed. [P Marcos Ibarra] left.");
    assert_eq!(spanish, ["Marcos Ibarra Quiroga = Ibarra = Marcos Ibarra"]);
    assert_eq!(linked("[P Li Wenhai] spoke. Mr [P Li] sat."), ["Li Wenhai = Li"]);
    assert_eq!(linked("[P Nabil al-Hadidi] spoke. [P Hadidi] sat."), ["Nabil al-Hadidi = Hadidi"]);
    assert_eq!(
        linked("[P Jos van der Meulen] spoke. [P Meulen] sat."),
        ["Jos van der Meulen = Meulen"]
    );
    let found = linked("[P Joost van der Veen] spoke. [P Van der Veen] sat.");
    assert_eq!(found, ["Joost van der Veen = Van der Veen"]);
    assert_eq!(linked("[P Sigga Jonsdottir] spoke. [P Sigga] sat."), ["Sigga Jonsdottir = Sigga"]);
    assert_eq!(
        linked("[P Ann Pryce-Holt] spoke. [P Pryce-Holt] sat."),
        ["Ann Pryce-Holt = Pryce-Holt"]
    );
}

#[test]
fn acronyms_and_short_forms_join_what_they_are_short_for() {
    let found = linked("The [O Beverage Markets Authority] ([O BMA]) met. The [O BMA] voted.");
    assert_eq!(found, ["Beverage Markets Authority = BMA = BMA"]);
    let found = linked(
        "[O Corvane Holdings plc] fell. [O Corvane] rose. [O Beacon Images] and [O Beacon] did not.",
    );
    assert_eq!(found, ["Corvane Holdings plc = Corvane", "Beacon Images", "Beacon"]);
    let found = linked("The [O Department of Fisheries] met. The [O Fisheries Department] voted.");
    assert_eq!(found, ["Department of Fisheries = Fisheries Department"]);
}

#[test]
fn a_name_in_full_tells_the_kind_of_what_is_short_for_it() {
    let marked =
        "The [M Harbour Policy Conference] ([O HPC]) met. The [O HPC] voted. [O HPC] rose.";
    assert_eq!(linked(marked), ["Harbour Policy Conference = HPC = HPC = HPC"]);
    assert_eq!(kind(marked, 0), EntityKind::Misc);
}

#[test]
fn letters_in_brackets_stand_for_what_is_before_them() {
    assert_eq!(
        linked(
            "The [O Marine Safety Board] ([O MSB]) saw the [M MV Saint Brannoc]. The [O MSB] rose."
        ),
        ["Marine Safety Board = MSB = MSB", "MV Saint Brannoc"]
    );
    assert_eq!(
        linked("The [O Ranchers Federation] ([O FGR]) met. The [O FGR] rose."),
        ["Ranchers Federation = FGR = FGR"]
    );
    assert_eq!(linked("[L Vesper Free Zone] ([O ZLV])."), ["Vesper Free Zone = ZLV"]);
    assert_eq!(linked("[O Vesper Rovers] ([O NFL])."), ["Vesper Rovers", "NFL"]);
    assert_eq!(linked("[L Old Vesper] ([O CGL])."), ["Old Vesper", "CGL"]);
    let two = linked("[O Nord Eagles] ([O KEN]) beat [O Sud Eagles] ([O KEN]).");
    assert_eq!(two, ["Nord Eagles", "KEN = KEN", "Sud Eagles"]);
}

#[test]
fn what_a_thing_is_can_be_left_out_of_its_name() {
    assert_eq!(
        linked(
            "The [M MV Saint Brannoc] left the [L Isle of Skerra]. The [O Saint Brannoc] saw [L Skerra]."
        ),
        ["MV Saint Brannoc = Saint Brannoc", "Isle of Skerra = Skerra"]
    );
    assert_eq!(
        linked(
            "[L Nettle River] rose. The [M Nettle] fell. [L Saint Brannoc] saw the [M MV Saint Brannoc]."
        ),
        ["Nettle River = Nettle", "Saint Brannoc", "MV Saint Brannoc"]
    );
    assert_eq!(
        linked("The [M MV Saint Brannoc] sank. The [L Saint Brannoc] was old."),
        ["MV Saint Brannoc = Saint Brannoc"]
    );
    assert_eq!(
        linked("The [L River Thessa] fell. The [L Thessa] rose."),
        ["River Thessa = Thessa"]
    );
    assert_eq!(
        linked("The [L Panama Canal] closed. The [L Panama] government did not. [L Panama] fell."),
        ["Panama Canal", "Panama = Panama"]
    );
    assert_eq!(
        linked("[L Tamsin County] met. The [L Tamsin] is old."),
        ["Tamsin County", "Tamsin"]
    );
}

#[test]
fn the_last_word_stands_for_a_body_wherever_the_article_is() {
    let marked = "The [O Roe State University] met. [O University Relations] wrote. All [O University] \
                  staff heard; the [O University] paid.";
    assert_eq!(
        linked(marked),
        ["Roe State University = University = University", "University Relations"]
    );
}

#[test]
fn what_is_said_to_be_a_town_is_a_place() {
    let of = |marked: &str| kind(marked, 0);
    assert_eq!(
        of("[o Jarrow], a small town, grew. [o Jarrow] links two lakes."),
        EntityKind::Location
    );
    assert_eq!(of("[o Jarrow], a port operator, grew."), EntityKind::Organization);
    assert_eq!(of("[o Jarrow], a town centre firm, grew."), EntityKind::Organization);
    assert_eq!(of("[P Ada Jarrow], a city councillor, left."), EntityKind::Person);
}

#[test]
fn a_person_s_name_with_an_article_can_go_on() {
    assert_eq!(kind("The [P Quill] reported it.", 0), EntityKind::Organization);
    assert_eq!(kind("The [P Quill] and Roe Foundation gave more.", 0), EntityKind::Person);
}

#[test]
fn a_place_and_a_person_can_share_a_name() {
    let found = linked(
        "[P Dora Paris] flew in from [L Paris]. Ms [P Paris] slept. In [L Paris] it rained.",
    );
    assert_eq!(found, ["Dora Paris = Paris", "Paris = Paris"]);
}

#[test]
fn what_never_stands_as_a_place_is_the_person_of_that_name() {
    let found = linked(
        "[P Dora Paris] sang. [P Paris] bowed. Nothing in [L Paris]'s songs is new. [L Paris] left.",
    );
    assert_eq!(found, ["Dora Paris = Paris = Paris = Paris"]);
    assert_eq!(linked("[P Dora Paris] sang. [L Paris] sent troops."), ["Dora Paris", "Paris"]);
    assert_eq!(linked("[P Dora Paris] sang. [L Paris], who bowed, left."), ["Dora Paris = Paris"]);
    assert_eq!(linked("[P Dora Vesper] sang. [L Vesper] bowed."), ["Dora Vesper = Vesper"]);
    let given = linked("[P Tigist Worku] led. She did not see [L Tigist], so she ran.");
    assert_eq!(given, ["Tigist Worku = Tigist"]);
    assert_eq!(linked("[P Paris Doe] sang. [L Paris] bowed."), ["Paris Doe", "Paris"]);
    let apart = [
        "[L Paris] (News) - [P Dora Paris] sang.",
        "[P Dora Paris] left for [L Paris], Ohio.",
        "[P Dora Paris] sang in Milan and [L Paris], [L Paris], who bowed, did not.",
    ];
    for text in apart {
        assert_eq!(linked(text).len(), 2, "{text}");
    }
}

#[test]
fn a_town_that_a_person_is_named_like_is_a_town() {
    let found = linked("[P Dora Doe] left the town of [P Doe]. [P Doe] wept.");
    assert_eq!(found, ["Dora Doe = Doe", "Doe"]);
    assert_eq!(kind("The city of [l Doe] slept. [P Doe] was cold.", 0), EntityKind::Location);
}

#[test]
fn mentions_vote_on_the_kind_unless_one_is_sure() {
    let found = linked("[P Lena Marsh] ran. [o Marsh] won. [P Marsh] wept.");
    assert_eq!(found, ["Lena Marsh = Marsh = Marsh"]);
    let found = linked("[P Lena Marsh] ran. [O Marsh] won. [P Marsh] wept.");
    assert_eq!(found, ["Lena Marsh = Marsh", "Marsh"]);
}

#[test]
fn a_name_that_nobody_bears_in_full_or_with_a_title_is_one_thing() {
    let found = linked("[P Corvane] fell. In [L Corvane] it rained. [O Corvane] rose.");
    assert_eq!(found, ["Corvane = Corvane = Corvane"]);
    let found = linked("Mr [P Corvane] fell. In [L Corvane] it rained.");
    assert_eq!(found, ["Corvane", "Corvane"]);
}

#[test]
fn two_family_names_and_the_other_order_make_no_second_person() {
    let found = linked(
        "[P Rita Moraes da Silveira] sang. [P Moraes da Silveira] bowed. [P Silveira] left.",
    );
    assert_eq!(found, ["Rita Moraes da Silveira = Moraes da Silveira = Silveira"]);
    assert_eq!(linked("[P Kovats Imre] sat. [P Imre Kovats] rose."), ["Kovats Imre = Imre Kovats"]);
    assert_eq!(linked("[P Karl de Treu] sat. [P De Treu] rose."), ["Karl de Treu = De Treu"]);
}

#[test]
fn a_town_is_not_the_council_named_after_it() {
    let found = linked("[O Dunmarsh City Council] met in [O Dunmarsh]. [O Dunmarsh] is wet.");
    assert_eq!(found, ["Dunmarsh City Council", "Dunmarsh = Dunmarsh"]);
}

#[test]
fn what_follows_a_name_is_no_part_of_it() {
    assert_eq!(linked("[P Ivo Brandt KC] rose. [P Brandt] sat."), ["Ivo Brandt = Brandt"]);
}

#[test]
fn a_doubtful_word_that_a_body_begins_with_is_the_body() {
    let found = linked("[O Corvane Foods] fell. [p Corvane] rose. [p Corvane] rests.");
    assert_eq!(found, ["Corvane Foods = Corvane = Corvane"]);
    let found = linked("[O Corvane Foods] fell. [P Ada Corvane] wept. [p Corvane] rests.");
    assert_eq!(found, ["Corvane Foods", "Ada Corvane = Corvane"]);
    let found = linked("[O Corvane Foods] fell. [P Corvane] rose. [P Corvane] rests.");
    assert_eq!(found, ["Corvane Foods", "Corvane = Corvane"]);
}

#[test]
fn a_doubtful_word_that_a_place_begins_with_is_a_place() {
    assert_eq!(kind("[L Vesper County] sued. [p Vesper] won.", 1), EntityKind::Location);
    assert_eq!(kind("[L Vesper County] sued. [P Vesper] won.", 1), EntityKind::Person);
    assert_eq!(kind("[L Helen County] sued. [p Helen] won.", 1), EntityKind::Person);
    assert_eq!(kind("[L Helen County] sued. It rained in [p Helen].", 1), EntityKind::Location);
    assert_eq!(kind("[L Helen County] sued. He gave it to [p Helen].", 1), EntityKind::Person);
    assert_eq!(kind("[L Vesper Tower] fell. [o Vesper] sued.", 1), EntityKind::Organization);
    assert_eq!(kind("[L Vesper County] fell. [o Vesper] sued.", 1), EntityKind::Location);
    assert_eq!(kind("[L Vesper County] fell. [O Vesper] sued.", 1), EntityKind::Organization);
}

#[test]
fn what_somebody_started_for_is_a_team() {
    let of = |row: &str| kind(&format!("Results of the day\n\n{row}"), 1);
    assert_eq!(of("1. [P Ada Doe] (Kenya), [P Vesper Honda], 53.98"), EntityKind::Organization);
    assert_eq!(of("2. [P Ada van Doe] (Kenya) [P Vesper Honda]"), EntityKind::Organization);
    assert_eq!(of("72 [P Ada Doe] (Kenya), [P Vesper Honda]"), EntityKind::Person);
    assert_eq!(of("3. [P Ada Doe] (Kenya), [P Vesper Roe], 226.98"), EntityKind::Person);
    assert_eq!(of("[P Ada Doe] (Kenya) [P Vesper Honda]"), EntityKind::Person);
    let twice = of(
        "1 [P Ada Doe] (Kenya), [P Vesper Loden], 53.98\n\n2 [P Kit Roe] (Kenya), [P Orme Loden], 54.1",
    );
    assert_eq!(twice, EntityKind::Organization);
}

#[test]
fn nobody_has_ministers() {
    let of = |marked: &str| kind(marked, 0);
    let signed = "[P Vesper] signed. [P Vesper] left.";
    let minister = "The prime minister of [P Vesper]";
    assert_eq!(of(&format!("{signed} {minister} wept.")), EntityKind::Location);
    assert_eq!(of(&format!("{signed} {minister}'s ally wept.")), EntityKind::Person);
    assert_eq!(of(&format!("Mr {signed} {minister} wept.")), EntityKind::Person);
    let chairman = "The chairman of [P Vesper] wept.";
    assert_eq!(of(&format!("{signed} {chairman}")), EntityKind::Organization);
}

#[test]
fn nobody_is_which() {
    assert_eq!(kind("[P Corvane], which makes pumps, fell.", 0), EntityKind::Organization);
    assert_eq!(kind("[P Vesper Bay], which lies north, froze.", 0), EntityKind::Location);
    assert_eq!(kind("[P Corvane], who makes pumps, fell.", 0), EntityKind::Person);
    assert_eq!(kind("A letter to [P Corvane], which he lost, fell.", 0), EntityKind::Person);
}

#[test]
fn a_noun_before_a_name_tells_that_it_is_of_a_body() {
    assert_eq!(kind("The messaging service [p Plume] is out.", 0), EntityKind::Organization);
    assert_eq!(kind("The service [p Helen] runs is out.", 0), EntityKind::Person);
    assert_eq!(kind("[P Plume] and the service [P Plume] runs.", 0), EntityKind::Person);
}

#[test]
fn what_the_text_says_that_something_is_it_is() {
    assert_eq!(kind("They saw the trawler [P Helen Mary] sink.", 0), EntityKind::Misc);
    assert_eq!(kind("They saw the aircraft carrier [P Helen Mary].", 0), EntityKind::Misc);
    assert_eq!(kind("They hired the carrier [O Helen Air].", 0), EntityKind::Organization);
    assert_eq!(kind("They ship [P Helen Mary] home.", 0), EntityKind::Person);
    assert_eq!(kind("It rained in the commune of [p Nam Luc].", 0), EntityKind::Location);
    let firm = "They hired [p Ege Sofra], a catering firm. [p Ege Sofra] came.";
    assert_eq!(kind(firm, 0), EntityKind::Organization);
    assert_eq!(kind("They met [p Ege Sofra], a company director.", 0), EntityKind::Person);
}

#[test]
fn letters_in_brackets_are_a_body_s_in_any_language() {
    let found = linked("The [O Republican People's Party] ([O CHP]) met. The [O CHP] sat.");
    assert_eq!(found, ["Republican People's Party = CHP = CHP"]);
    let found = linked("[P Ada Lund] of the [O Green Party] ([L NY]) met [L NY].");
    assert_eq!(found, ["Ada Lund", "Green Party", "NY = NY"]);
}
