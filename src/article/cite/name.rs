//! Names of authors, as far as they can be told apart: styles put family names first.

/// A person's name in two parts, or a name that stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Person { given: String, family: String },
    Whole(String),
}

/// Words that belong to the family name behind them.
const PARTICLES: [&str; 18] = [
    "al", "af", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "ibn", "la", "le", "ten", "van",
    "von",
];

/// Words that begin or end the names of bodies, not of people.
const BODIES: [&str; 14] = [
    "the",
    "team",
    "staff",
    "group",
    "agency",
    "board",
    "desk",
    "office",
    "project",
    "society",
    "university",
    "news",
    "times",
    "press",
];

impl Name {
    /// `Family, Given`; else two to four words, each with a capital of its own or a particle, of which the last, with the particles before
    /// it, is the family name. A body's name, a name of one word and one in a script without capitals stay whole: to turn those round
    /// would more often be wrong than right.
    pub(super) fn parse(text: &str) -> Name {
        let text = text.trim();
        if let Some((family, given)) = text.split_once(',').filter(|(_, given)| !given.contains(',')) {
            return Name::Person { given: given.trim().to_owned(), family: family.trim().to_owned() };
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_particle = |word: &str| PARTICLES.contains(&word);
        let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase) || is_particle(word);
        let is_body = words.iter().any(|word| BODIES.contains(&word.to_ascii_lowercase().as_str()));
        if !(2..=4).contains(&words.len()) || is_body || !words.iter().all(|word| is_name(word)) {
            return Name::Whole(text.to_owned());
        }
        let mut family = words.len() - 1;
        while family > 1 && words.get(family - 1).is_some_and(|word| is_particle(word)) {
            family -= 1;
        }
        let (given, family) = words.split_at(family);
        Name::Person { given: given.join(" "), family: family.join(" ") }
    }

    /// `Given Family`.
    pub(super) fn straight(&self) -> String {
        match self {
            Name::Person { given, family } => [given.as_str(), family].join(" "),
            Name::Whole(name) => name.clone(),
        }
    }

    /// `Family, Given`.
    pub(super) fn inverted(&self) -> String {
        match self {
            Name::Person { given, family } => [family.as_str(), given].join(", "),
            Name::Whole(name) => name.clone(),
        }
    }

    /// `Family, G. N.`
    pub(super) fn with_initials(&self) -> String {
        match self {
            Name::Person { given, family } => {
                let initial = |word: &str| word.chars().next().map(|letter| format!("{letter}."));
                let initials: Vec<String> = given.split_whitespace().filter_map(initial).collect();
                format!("{family}, {}", initials.join(" "))
            }
            Name::Whole(name) => name.clone(),
        }
    }

    /// What a reference is called by.
    pub(super) fn family(&self) -> &str {
        match self {
            Name::Person { family, .. } => family,
            Name::Whole(name) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_turned_round_and_bodies_are_not() {
        let inverted = |text: &str| Name::parse(text).inverted();
        assert_eq!(inverted("Noor Haddad"), "Haddad, Noor");
        assert_eq!(inverted("Anna Maria van der Berg"), "Anna Maria van der Berg");
        assert_eq!(inverted("Anna van der Berg"), "van der Berg, Anna");
        assert_eq!(inverted("Берг, Анна"), "Берг, Анна");
        assert_eq!(inverted("Анна Берг"), "Берг, Анна");
        for whole in ["The Rust Team", "Harbour Board", "Plato", "نور حداد", "山田 太郎", "a b", ""] {
            assert_eq!(inverted(whole), whole);
        }
        assert_eq!(Name::parse("Noor J. Haddad").with_initials(), "Haddad, N. J.");
        assert_eq!(
            (Name::parse("Haddad, Noor").straight().as_str(), Name::parse("Plato").family()),
            ("Noor Haddad", "Plato")
        );
    }
}
