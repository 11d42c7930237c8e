//! What is remembered of one article, and how it is written down.

use crate::percent::{decode, encode};

/// Moments are milliseconds since 1970, UTC.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// As the lists of the library show it, without the publication at hand.
    pub headline: String,
    pub language: Option<String>,
    pub is_right_to_left: bool,
    pub saved: Option<i64>,
    pub opened: Option<i64>,
    /// When its end was reached.
    pub read: Option<i64>,
    pub place: Option<Place>,
}

/// Where in a text a reader stopped.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Of the paragraph.
    pub id: String,
    /// Of its words, which find it again when others have come before it ([`fingerprint`]).
    pub fingerprint: u32,
    /// How much of the text was behind it, in thousandths.
    pub part: u32,
}

impl Record {
    /// Reads what [`Record::write`] wrote; what cannot be understood is left out.
    pub fn read_from(line: &str) -> Record {
        let mut record = Record::default();
        let (mut id, mut fingerprint, mut part) = (None, None, None);
        for (name, value) in line.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "headline" => record.headline = decode(value),
                "lang" => record.language = Some(decode(value)),
                "dir" => record.is_right_to_left = value == "rtl",
                "saved" => record.saved = value.parse().ok(),
                "opened" => record.opened = value.parse().ok(),
                "read" => record.read = value.parse().ok(),
                "at" => id = Some(decode(value)),
                "words" => fingerprint = value.parse().ok(),
                "part" => part = value.parse().ok().filter(|part| *part <= 1000),
                _ => {}
            }
        }
        if let (Some(id), Some(fingerprint), Some(part)) = (id, fingerprint, part) {
            record.place = Some(Place { id, fingerprint, part });
        }
        record
    }

    /// One line, `name=value&…`; `None` for a record that tells nothing.
    pub fn write(&self) -> Option<String> {
        if self.saved.is_none() && self.opened.is_none() && self.read.is_none() {
            return None;
        }
        let mut pairs = vec![format!("headline={}", encode(&self.headline))];
        pairs.extend(self.language.as_ref().map(|language| format!("lang={}", encode(language))));
        pairs.extend(self.is_right_to_left.then(|| "dir=rtl".to_owned()));
        for (name, moment) in [("saved", self.saved), ("opened", self.opened), ("read", self.read)] {
            pairs.extend(moment.map(|moment| format!("{name}={moment}")));
        }
        if let Some(Place { id, fingerprint, part }) = &self.place {
            pairs.push(format!("at={}&words={fingerprint}&part={part}", encode(id)));
        }
        Some(pairs.join("&"))
    }

    /// Both records in one: of each moment the later, the place of the one that was opened later, and the words of the first.
    pub fn joined(self, other: Record) -> Record {
        let is_later = other.opened > self.opened;
        Record {
            saved: self.saved.max(other.saved),
            opened: self.opened.max(other.opened),
            read: self.read.max(other.read),
            place: if is_later { other.place } else { self.place },
            headline: self.headline,
            language: self.language,
            is_right_to_left: self.is_right_to_left,
        }
    }
}

/// A record as it goes into a file, and as it comes from one: the slug of its article, and what [`Record::write`] writes, name by name.
pub fn fields(slug: &str, record: &Record) -> Vec<(String, String)> {
    let line = record.write().unwrap_or_default();
    let pairs = line.split('&').filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.to_owned(), decode(value)));
    std::iter::once(("slug".to_owned(), slug.to_owned())).chain(pairs).collect()
}

/// The inverse of [`fields`]; `None` for what names no article or tells nothing.
pub fn from_fields(fields: &[(String, String)]) -> Option<(String, Record)> {
    let slug = fields.iter().find(|(name, slug)| name == "slug" && !slug.is_empty())?.1.clone();
    let line: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let record = Record::read_from(&line.join("&"));
    record.write().is_some().then_some((slug, record))
}

/// Of the first words of a paragraph, whatever the spaces between them: FNV-1a, 32 bits (Fowler, Noll, Vo).
pub fn fingerprint(text: &str) -> u32 {
    const WORDS: usize = 24;
    let mut hash = 0x811c_9dc5_u32;
    for word in text.split_whitespace().take(WORDS) {
        for byte in word.bytes().chain([b' ']) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Records with and without each thing that one may tell.
    fn records() -> impl Iterator<Item = Record> {
        let texts = ["", "A", "To read= & saved=1 100 %", "نور\u{200c}ها", "a\nb\u{0}"];
        (0..texts.len() << 7).map(move |number| {
            let has = |bit: usize| number >> bit & 1 == 1;
            let text = texts[number >> 7].to_owned();
            Record {
                language: has(0).then(|| "fa-IR".to_owned()),
                is_right_to_left: has(1),
                saved: has(2).then_some(1_795_478_520_000),
                opened: has(3).then_some(0),
                read: has(4).then_some(i64::from(u32::MAX)),
                place: has(5).then(|| Place {
                    id: text.clone() + "p",
                    fingerprint: u32::MAX,
                    part: if has(6) { 1000 } else { 0 },
                }),
                headline: text,
            }
        })
    }

    #[test]
    fn what_is_written_is_read() {
        for record in records() {
            let Some(line) = record.write() else {
                assert_eq!((record.saved, record.opened, record.read), (None, None, None));
                continue;
            };
            assert_eq!(Record::read_from(&line), record, "{line}");
            assert_eq!(from_fields(&fields("a-slug", &record)), Some(("a-slug".to_owned(), record.clone())), "{line}");
            assert_eq!(record.clone().joined(record.clone()), record);
        }
    }

    #[test]
    fn any_line_is_read() {
        for line in [
            "",
            "&",
            "=",
            "part=1001&at=p&words=1",
            "part=-1",
            "saved=99999999999999999999",
            "headline=%",
            "dir=&dir=rtl",
        ] {
            assert_eq!(Record::read_from(line).place, None, "{line}");
        }
    }

    #[test]
    fn of_two_records_the_later_moments_stay() {
        let place = |id: &str| Some(Place { id: id.to_owned(), fingerprint: 1, part: 500 });
        let old = Record { saved: Some(5), opened: Some(10), place: place("p-1"), ..Record::default() };
        let new = Record { opened: Some(20), read: Some(21), place: place("p-2"), ..Record::default() };
        let joined = old.clone().joined(new.clone());
        assert_eq!(
            joined,
            Record { saved: Some(5), opened: Some(20), read: Some(21), place: place("p-2"), ..Record::default() }
        );
        assert_eq!(new.joined(old), joined);
    }

    #[test]
    fn what_names_no_article_or_tells_nothing_is_no_record() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(from_fields(&[field("saved", "5")]), None);
        assert_eq!(from_fields(&[field("slug", ""), field("saved", "5")]), None);
        assert_eq!(from_fields(&[field("slug", "a"), field("saved", "soon")]), None);
        let (slug, record) =
            from_fields(&[field("slug", "a"), field("saved", "5"), field("headline", "A & b=c")]).unwrap();
        assert_eq!((slug.as_str(), record.saved, record.headline.as_str()), ("a", Some(5), "A & b=c"));
    }

    #[test]
    fn a_paragraph_is_known_by_its_words() {
        assert_eq!(fingerprint("The tide  turns\n"), fingerprint(" The tide turns"));
        assert_ne!(fingerprint("The tide turns"), fingerprint("The tideturns"));
        assert_ne!(fingerprint("The tide turns"), fingerprint("The tide turned"));
        assert_eq!(fingerprint(""), 0x811c_9dc5);
    }
}
