//! Which key does what: the key map in force.
//!
//! The default map is a TOML file in the user's own format (`[keys.bind]`). A preset adds to it, and
//! the user's configuration adds to that; an empty action takes a key away. The help page, the hint
//! line and the manual are made from the map in force.

mod chord;

use super::action::{Action, Group};
pub use chord::Chord;
use std::collections::{BTreeMap, HashMap};

/// Why a key map cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum KeyError {
    /// A name between `<` and `>` that is no key.
    #[error("`<{0}>` is no key; keys are written as j, gg, <C-d>, <M-x>, <Space>, <Enter>, <F5>")]
    UnknownKey(String),
    /// A key bound to something that is no action.
    #[error("`{1}` (bound to {0}) is no action; `quotidian man` lists them{2}")]
    UnknownAction(String, String, String),
    /// A preset that does not exist.
    #[error("`{0}` is no set of keys; there are default, newsboat, less and emacs")]
    UnknownPreset(String),
    /// A key that could never be typed, because a shorter one comes first.
    #[error("{0} can never be typed: {1} is bound already; unbind it with \"{1}\" = \"\"")]
    Hidden(String, String),
    /// A map that is not written as one.
    #[error("{0}")]
    Syntax(String),
}

impl KeyError {
    /// The words that are wrong as they were written, where they are known.
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::UnknownKey(wrong) | Self::UnknownAction(_, wrong, _) => Some(wrong),
            Self::UnknownPreset(wrong) | Self::Hidden(wrong, _) => Some(wrong),
            Self::Syntax(_) => None,
        }
    }
}

/// The file format of a key map: the same as in the configuration file.
#[derive(serde::Deserialize)]
struct File {
    keys: Keys,
}

#[derive(serde::Deserialize)]
struct Keys {
    bind: BTreeMap<String, String>,
}

/// What a sequence of keys means so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It is bound to this.
    Bound(Action),
    /// It is the beginning of something.
    Prefix,
    /// It is bound to nothing.
    Nothing,
}

/// The key map in force.
#[derive(Clone, Debug)]
pub struct KeyMap {
    bound: HashMap<Vec<Chord>, Action>,
    /// The same in the order in which they were bound, for the help page.
    order: Vec<Vec<Chord>>,
    /// The keys of each action as they are written, shortest first: every frame shows some.
    written: HashMap<Action, Vec<String>>,
}

const DEFAULT: &str = include_str!("default.toml");
pub(super) const PRESETS: [(&str, &str); 4] = [
    ("default", ""),
    ("newsboat", include_str!("newsboat.toml")),
    ("less", include_str!("less.toml")),
    ("emacs", include_str!("emacs.toml")),
];

impl KeyMap {
    /// The default map, with a preset and the user's own bindings on top.
    ///
    /// # Errors
    /// When the preset, a key or an action does not exist, or a key could never be typed.
    pub fn from_config(
        preset: &str,
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, KeyError> {
        let (_, layer) = PRESETS
            .iter()
            .find(|(name, _)| *name == preset)
            .ok_or_else(|| KeyError::UnknownPreset(preset.to_owned()))?;
        let mut map = Self { bound: HashMap::new(), order: Vec::new(), written: HashMap::new() };
        map.add(&parse(DEFAULT)?)?;
        map.add(&parse(layer)?)?;
        map.add(overrides)?;
        map.check()?;
        map.write_down();
        Ok(map)
    }

    fn add(&mut self, bindings: &BTreeMap<String, String>) -> Result<(), KeyError> {
        for (written, name) in bindings {
            let chords = Chord::sequence(written)?;
            self.order.retain(|bound| *bound != chords);
            if name.is_empty() {
                self.bound.remove(&chords);
                continue;
            }
            let action = Action::named(name).ok_or_else(|| unknown_action(written, name))?;
            self.bound.insert(chords.clone(), action);
            self.order.push(chords);
        }
        Ok(())
    }

    /// Refuses a map in which one key is the beginning of another.
    fn check(&self) -> Result<(), KeyError> {
        for chords in &self.order {
            for length in 1..chords.len() {
                if self.bound.contains_key(&chords[..length]) {
                    return Err(KeyError::Hidden(write(chords), write(&chords[..length])));
                }
            }
        }
        Ok(())
    }

    /// What the keys pressed so far mean.
    pub fn meaning(&self, chords: &[Chord]) -> Meaning {
        if let Some(action) = self.bound.get(chords) {
            return Meaning::Bound(*action);
        }
        if self.order.iter().any(|bound| bound.starts_with(chords)) {
            return Meaning::Prefix;
        }
        Meaning::Nothing
    }

    fn write_down(&mut self) {
        for chords in &self.order {
            if let Some(action) = self.bound.get(chords) {
                self.written.entry(*action).or_default().push(write(chords));
            }
        }
        for keys in self.written.values_mut() {
            keys.sort_by_key(|key| (key.starts_with('<'), key.len()));
        }
    }

    /// The keys bound to an action, shortest first, as they are written.
    pub fn keys(&self, action: Action) -> &[String] {
        self.written.get(&action).map_or(&[], Vec::as_slice)
    }

    /// What can follow the keys pressed so far, as it is written, and what that does.
    pub fn after(&self, pressed: &[Chord]) -> Vec<(String, Action)> {
        let rest = |(chords, action): (&Vec<Chord>, &Action)| {
            let rest = chords.strip_prefix(pressed).filter(|rest| !rest.is_empty())?;
            Some((write(rest), *action))
        };
        let mut after: Vec<(String, Action)> = self.bound.iter().filter_map(rest).collect();
        let place = |action| Action::ALL.iter().position(|other| *other == action);
        after.sort_by(|(a, one), (b, two)| place(*one).cmp(&place(*two)).then_with(|| a.cmp(b)));
        after
    }

    /// The chapters of the help page: a heading, then keys and what they do.
    pub fn sections(&self) -> Vec<(String, Vec<(String, String)>)> {
        let section = |group: Group| {
            let rows = Action::ALL
                .iter()
                .filter(|action| action.group() == group)
                .map(|&action| (self.keys(action).join(" "), action.help().to_owned()))
                .filter(|(keys, _)| !keys.is_empty())
                .collect();
            (group.title().to_owned(), rows)
        };
        Group::ALL.into_iter().map(section).collect()
    }
}

fn parse(toml: &str) -> Result<BTreeMap<String, String>, KeyError> {
    if toml.is_empty() {
        return Ok(BTreeMap::new());
    }
    toml::from_str(toml)
        .map(|file: File| file.keys.bind)
        .map_err(|error| KeyError::Syntax(error.to_string()))
}

fn write(chords: &[Chord]) -> String {
    chords.iter().map(Chord::to_string).collect()
}

fn unknown_action(key: &str, name: &str) -> KeyError {
    let near = Action::ALL
        .iter()
        .map(|action| action.name())
        .find(|known| known.starts_with(name) || name.starts_with(known) || known.contains(name));
    let advice = near.map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
    KeyError::UnknownAction(key.to_owned(), name.to_owned(), advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preset(name: &str) -> KeyMap {
        KeyMap::from_config(name, &BTreeMap::new()).unwrap()
    }

    fn meaning(map: &KeyMap, keys: &str) -> Meaning {
        map.meaning(&Chord::sequence(keys).unwrap())
    }

    #[test]
    fn every_preset_reaches_every_action() {
        for (name, _) in PRESETS {
            let map = preset(name);
            for &action in Action::ALL {
                assert!(!map.keys(action).is_empty(), "{name}: {} has no key", action.name());
            }
        }
    }

    #[test]
    fn a_prefix_waits_for_the_rest() {
        let map = preset("default");
        assert_eq!(meaning(&map, "g"), Meaning::Prefix);
        assert_eq!(meaning(&map, "gg"), Meaning::Bound(Action::First));
        assert_eq!(meaning(&map, "gx"), Meaning::Nothing);
    }

    #[test]
    fn the_user_can_rebind_and_unbind() {
        let mine =
            BTreeMap::from([("x".to_owned(), "quit".to_owned()), ("q".to_owned(), String::new())]);
        let map = KeyMap::from_config("default", &mine).unwrap();
        assert_eq!(meaning(&map, "x"), Meaning::Bound(Action::Quit));
        assert_eq!(meaning(&map, "q"), Meaning::Nothing);
    }

    #[test]
    fn mistakes_say_what_to_do() {
        let wrong = |key: &str, action: &str| {
            let mine = BTreeMap::from([(key.to_owned(), action.to_owned())]);
            KeyMap::from_config("default", &mine).unwrap_err().to_string()
        };
        assert!(wrong("x", "quite").contains("did you mean `quit`?"));
        assert!(wrong("<Foo>", "quit").contains("is no key"));
        assert!(wrong("jj", "quit").contains("can never be typed: j is bound"));
        assert!(KeyMap::from_config("vi", &BTreeMap::new()).is_err());
    }
}
