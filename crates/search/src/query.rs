//! What was asked, read once and used for ranking, highlighting and snippets alike.
//!
//! 1. The text is split at spaces ([`pieces`]); `"…"` makes a phrase, `name:value` a field, a `-` before any of them excludes it, `OR` between them makes
//!    alternatives. An open quotation mark is a person still typing and is ignored.
//! 2. The tokenizer of the index reads the pieces ([`crate::tokenize`]).
//! 3. Each unit becomes a [`Word`] with the forms it may have in an article: whole, in parts, spelled out, with Persian affixes
//!    joined or apart.
//! 4. Phrases, fields and what is excluded become [`Filter`]s.
//! 5. The last word is a beginning, unless a space follows it.
//!
//! | field | lets through articles |
//! |---|---|
//! | `category:`, `tag:`, `author:` | filed under it or below, tagged with it, by that author; `"…"` around more than a word |
//! | `lang:` | in that language, `pt` or `pt-BR` |
//! | `before:`, `after:` | published before the first day of `2024`, `2024-05` or `2024-05-17`; on it or later |
//! | `has:` | with a `gallery`, `picture`, `video`, `audio`, `embed` or `correction` |
//! | `sort:newest` | all, but the newest of those with all words first |
//!
//! Not here: which terms exist ([`crate::expand`]).

mod filter;
mod phrase;
mod pieces;

use crate::fold::arabic;
use crate::languages::Languages;
use crate::tokenize::{self, Unit, visit};
pub(crate) use filter::{Condition, Filter};
pub use phrase::Phrase;
use pieces::{Kind, Piece, pieces};

/// Longer queries are cut: 4 KB is two pages of text, pasted by mistake.
const MAX_BYTES: usize = 4096;
/// Words used of one query, conditions, and alternatives to each; the longest sentence of the judged collections has 52 different ones.
const MAX_WORDS: usize = 64;

/// "co" begins a thirtieth of all words.
const SHORTEST_BEGINNING: usize = 3;
/// Each has a list of its own.
const MOST_BEGINNINGS: usize = 100;

/// How much less than the word itself its parts count, all found in one article: `می` and `خواهم` for `می‌خواهم`.
const PARTS: f32 = 0.9;
/// How much the word without its affix counts: `کتاب` for `کتاب‌ها`.
const WITHOUT_AFFIX: f32 = 0.6;

/// A parsed query.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(crate) words: Vec<Word>,
    pub(crate) filters: Vec<Filter>,
    /// A word must be found: there are some that are no alternatives to a field.
    pub(crate) needs_words: bool,
    pub(crate) is_strict: bool,
    /// What has all the words comes first, the newest before the older; then what has some of them.
    pub(crate) is_by_date: bool,
    /// Those of the articles ([`Query::speak`]).
    pub(crate) languages: Languages,
    /// Terms that a beginning may grow to, the most frequent first; `None` for as many as there are.
    pub(crate) most_beginnings: Option<usize>,
}

/// One thing asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    /// The folded word as typed.
    pub(crate) whole: String,
    /// What an article may have instead; the whole comes first.
    pub(crate) forms: Vec<Form>,
    /// Terms that begin with `whole` count too.
    pub(crate) is_prefix: bool,
    /// An ordinary word, which may have relatives and typing mistakes: no gram, number or sign.
    pub(crate) is_plain: bool,
    /// Words of one number, which stand side by side, are alternatives: the best of them counts.
    pub(crate) choice: u32,
    /// How often the query says it: a question that repeats a word is about it.
    pub(crate) count: f32,
    /// A word like `the` or `what`, which says little about what is wanted, in a language of the articles ([`Query::speak`]).
    pub(crate) is_function: bool,
    /// The index has it as it was typed ([`crate::Index::recognise`]): nothing else was meant.
    pub(crate) is_known: bool,
}

/// Terms that must stand in an article together, and what they count in comparison with the word itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(crate) terms: Vec<String>,
    pub(crate) weight: f32,
}

impl Query {
    /// Reads any text; there are no syntax errors.
    ///
    /// # Example
    /// ```
    /// # use tidings_search::Query;
    /// assert!(Query::parse("rust \"borrow checker\" -2015 asy").has_phrases());
    /// assert!(Query::parse(" … ").is_empty());
    /// ```
    pub fn parse(text: &str) -> Self {
        let text = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
        let ends_open = text.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let mut reader = Reader::default();
        let mut pieces = pieces(text, &filter::is_field);
        pieces.retain(|piece| !reader.takes_order(piece));
        for (at, piece) in pieces.iter().enumerate() {
            let is_last = at + 1 == pieces.len();
            match piece.kind {
                // In front of everything it is a word; behind, somebody is still typing.
                Kind::Or if at > 0 => reader.joins = true,
                _ => reader.read(piece, is_last && ends_open),
            }
        }
        reader.close();
        reader.query
    }

    /// The same query without tolerance for typing mistakes.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.is_strict = true;
        self
    }

    /// The same query for an index in parts, whose lists have to be fetched: a word that is still being typed stands for words that begin with it
    /// only from [`SHORTEST_BEGINNING`] letters on, and for the [`MOST_BEGINNINGS`] most frequent of them.
    #[must_use]
    pub fn sparing(mut self) -> Self {
        let is_short = |word: &&mut Word| word.is_plain && word.whole.chars().count() < SHORTEST_BEGINNING;
        self.words.iter_mut().filter(is_short).for_each(|word| word.is_prefix = false);
        self.most_beginnings = Some(MOST_BEGINNINGS);
        self
    }

    /// Reads the words in the languages of the articles.
    pub(crate) fn speak(&mut self, languages: &Languages) {
        self.languages = languages.clone();
        for word in &mut self.words {
            word.is_function = languages.say_little(&word.whole);
        }
    }

    /// Whether a word only helps others: a function word in a query that has more to say. It neither makes an article a match
    /// nor is marked.
    pub(crate) fn is_helper(&self, word: &Word) -> bool {
        word.is_function && !self.words.iter().all(|word| word.is_function)
    }

    /// True when nothing is asked for: no text, or none with a word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.filters.is_empty()
    }

    /// True when the texts of articles have something to say beyond what an index without positions knows ([`crate::Index::score_by`]).
    pub fn has_phrases(&self) -> bool {
        let conditions = self.filters.iter().flat_map(|filter| &filter.any);
        conditions.into_iter().any(|condition| matches!(condition, Condition::Phrase(_)))
    }
}

/// A query while it is read.
#[derive(Default)]
struct Reader {
    query: Query,
    /// Of the alternatives that are open: their number, the conditions among them, and the words that are no phrase.
    choice: u32,
    filter: Filter,
    plain: Vec<Word>,
    /// Words before them.
    words_from: usize,
    /// What comes is an alternative to what came last.
    joins: bool,
    /// Persian words that a space parts may be one word: the word that stands directly before learns the joined form.
    before: Option<usize>,
}

impl Reader {
    /// Whether a piece says in what order articles come. It is none of the others: a word before it may still be the last.
    fn takes_order(&mut self, piece: &Piece<'_>) -> bool {
        let is_order = piece.kind == Kind::Field(filter::ORDER);
        self.query.is_by_date |= is_order && !piece.is_not && piece.text == filter::NEWEST;
        is_order
    }

    fn read(&mut self, piece: &Piece<'_>, is_open: bool) {
        if !std::mem::take(&mut self.joins) || piece.is_not || self.filter.is_not {
            self.close();
        }
        self.filter.is_not = piece.is_not;
        let before = self.before.take();
        let condition = match piece.kind {
            Kind::Field(name) => filter::condition(name, piece.text, is_open),
            Kind::Phrase => Phrase::parse(piece.text).map(Condition::Phrase),
            Kind::Plain | Kind::Or => None,
        };
        let is_plain = matches!(piece.kind, Kind::Plain | Kind::Or);
        if piece.is_not && is_plain {
            let mut words = Vec::new();
            read_words(piece.text, false, None, &mut words);
            self.filter.any.extend(words.into_iter().map(Condition::Form));
        } else if is_plain {
            read_words(piece.text, is_open, None, &mut self.plain);
            self.before = self.words(piece.text, is_open, before);
        } else if !piece.is_not && matches!(piece.kind, Kind::Phrase) {
            self.words(piece.text, false, None);
        }
        self.filter.any.extend(condition);
    }

    /// Reads words that are wanted; those of one piece stand together, so only a single one may be an alternative.
    fn words(&mut self, text: &str, is_open: bool, before: Option<usize>) -> Option<usize> {
        let from = self.query.words.len();
        let before = read_words(text, is_open, before, &mut self.query.words);
        let words = self.query.words.get_mut(from..).unwrap_or_default();
        let step = u32::from(words.len() != 1);
        for word in words {
            self.choice += step;
            word.choice = self.choice;
        }
        self.choice += step;
        before
    }

    /// What comes next is no alternative to what came.
    fn close(&mut self) {
        let (mut filter, plain) = (std::mem::take(&mut self.filter), std::mem::take(&mut self.plain));
        let has_field =
            filter.any.iter().any(|condition| !matches!(condition, Condition::Phrase(_) | Condition::Form(_)));
        self.query.needs_words |= !has_field && self.query.words.len() > self.words_from;
        self.words_from = self.query.words.len();
        if !filter.any.is_empty() && !filter.is_not {
            filter.any.extend(plain.into_iter().map(Condition::Word));
        }
        filter.any.truncate(MAX_WORDS);
        if !filter.any.is_empty() && self.query.filters.len() < MAX_WORDS {
            self.query.filters.push(filter);
        }
        self.choice += 1;
    }
}

/// Adds the words of a piece. `before` is the word that stands directly before, if it may be joined; returns the same for
/// the next piece.
fn read_words(text: &str, is_last: bool, mut before: Option<usize>, words: &mut Vec<Word>) -> Option<usize> {
    visit(text, &mut |unit| {
        if matches!(unit.kind, tokenize::Kind::Tail) || words.len() >= MAX_WORDS {
            return;
        }
        let mut word = Word::from_unit(unit);
        word.is_prefix |= is_last && unit.range.end == text.len() && !matches!(unit.kind, tokenize::Kind::Gram { .. });
        let joins = unit.parts.is_empty() && word.whole.chars().all(arabic::is_letter);
        let joined = before.filter(|_| joins).and_then(|at| words.get_mut(at)).map(|before| {
            let form = Form { terms: vec![before.whole.clone() + &word.whole], weight: 1.0 };
            before.forms.push(form.clone());
            form
        });
        word.forms.extend(joined);
        match words.iter_mut().position(|known| known.whole == word.whole) {
            Some(at) => {
                if let Some(known) = words.get_mut(at) {
                    known.is_prefix |= word.is_prefix;
                    known.count += 1.0;
                }
                before = None;
            }
            None => {
                words.push(word);
                before = joins.then(|| words.len() - 1);
            }
        }
    });
    before
}

impl Word {
    fn from_unit(unit: &Unit<'_>) -> Self {
        let whole = unit.whole.to_owned();
        let mut forms = vec![Form { terms: vec![whole.clone()], weight: 1.0 }];
        let parts: Vec<String> = unit.part_forms().map(|(form, _)| form.to_owned()).collect();
        if matches!(unit.kind, tokenize::Kind::Word | tokenize::Kind::Inner) && !parts.is_empty() {
            let bare = parts.iter().filter(|part| !arabic::is_prefix(part) && !arabic::is_suffix(part));
            let bare: Vec<String> = bare.cloned().collect();
            if !bare.is_empty() && bare.len() < parts.len() {
                forms.push(Form { terms: bare, weight: WITHOUT_AFFIX });
            }
            forms.push(Form { terms: parts, weight: PARTS });
        } else {
            forms.extend(unit.spellings.iter().map(|spelling| Form { terms: vec![spelling.clone()], weight: 1.0 }));
            for (front, back) in arabic::split_affix(&whole) {
                let bare = if arabic::is_prefix(front) { back } else { front };
                forms.push(Form { terms: vec![front.to_owned(), back.to_owned()], weight: PARTS });
                forms.push(Form { terms: vec![bare.to_owned()], weight: WITHOUT_AFFIX });
            }
        }
        let is_prefix = matches!(unit.kind, tokenize::Kind::Gram { short: true });
        Self {
            whole,
            is_function: false,
            is_known: false,
            choice: 0,
            forms,
            is_prefix,
            is_plain: matches!(unit.kind, tokenize::Kind::Word | tokenize::Kind::Inner),
            count: 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wholes(words: &[Word]) -> Vec<&str> {
        words.iter().map(|word| word.whole.as_str()).collect()
    }

    #[test]
    fn the_last_word_is_a_beginning_until_a_space_follows() {
        let prefixes = |text| Query::parse(text).words.iter().map(|word| word.is_prefix).collect::<Vec<_>>();
        assert_eq!(prefixes("async ru"), [false, true]);
        assert_eq!(prefixes("async ru "), [false, false]);
        assert_eq!(prefixes("async ru!"), [false, false]);
        assert_eq!(prefixes("\"async ru\""), [false, false]);
    }

    #[test]
    fn phrases_and_exclusions_are_told_apart() {
        let query = Query::parse("one \"two three\" -four -\"five six\" se-ven");
        assert_eq!(wholes(&query.words), ["one", "two", "three", "seven"]);
        let filters: Vec<(bool, usize)> =
            query.filters.iter().map(|filter| (filter.is_not, filter.any.len())).collect();
        assert_eq!(filters, [(false, 1), (true, 1), (true, 1)]);
        assert!(matches!(&query.filters[1].any[0], Condition::Form(word) if word.whole == "four"));
    }

    #[test]
    fn alternatives_share_a_number() {
        let choices = |text: &str| Query::parse(text).words.iter().map(|word| word.choice).collect::<Vec<_>>();
        let is_same = |text: &str| choices(text).windows(2).map(|pair| pair[0] == pair[1]).collect::<Vec<_>>();
        assert_eq!(is_same("a b OR c d"), [false, true, false]);
        assert_eq!(is_same("a | b | c"), [true, true]);
        assert_eq!(is_same("state-of-the-art OR a b OR c"), [true, false, true]);
        assert_eq!(is_same("京都市 OR rust"), [false, false]);
        assert_eq!(is_same("OR a"), [false]);
        assert_eq!(is_same("a OR"), [false; 0]);
        assert_eq!(wholes(&Query::parse("OR").words), ["or"]);
        assert_eq!(is_same("a OR -b c"), [false]);
    }

    #[test]
    fn fields_are_filters_and_a_colon_behind_another_word_is_none() {
        let filters = |text| Query::parse(text).filters;
        assert!(matches!(&filters("tag:a ")[0].any[..], [Condition::Fact(term)] if term.ends_with("tag:a")));
        assert!(matches!(&filters("tag:a")[0].any[..], [Condition::Beginning(_)]));
        assert!(matches!(&filters("before:2024")[0].any[..], [Condition::Date(..)]));
        assert!(matches!(
            &filters("tag:a OR \"b c\" OR d")[0].any[..],
            [Condition::Fact(_), Condition::Phrase(_), Condition::Word(_)]
        ));
        assert!(filters("tag: before:soon note:a").is_empty());
        assert!(Query::parse("tag:").is_empty() && !Query::parse("-tag:a").is_empty());
        assert_eq!(wholes(&Query::parse("tag:a note:b ").words), ["note", "b"]);
    }

    #[test]
    fn an_open_quotation_mark_is_someone_still_typing() {
        let query = Query::parse("\"two thr");
        assert_eq!(wholes(&query.words), ["two", "thr"]);
        assert!(!query.has_phrases() && query.words[1].is_prefix);
        assert!(Query::parse("\"").is_empty() && Query::parse("-").is_empty() && Query::parse("-\"\"").is_empty());
    }

    #[test]
    fn text_without_words_is_an_empty_query() {
        for text in ["", "  ", "\u{200c}", "…", "\u{301}\u{301}", "\u{fffd}"] {
            assert!(Query::parse(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_pasted_book_is_a_short_query() {
        let words: String = (0..100_000).map(|at| format!("w{at} ")).collect();
        assert_eq!(Query::parse(&words).words.len(), MAX_WORDS);
        assert!(Query::parse(&"\"".repeat(100_000)).is_empty());
        assert!(Query::parse(&"字".repeat(100_000)).words.len() <= MAX_WORDS);
        assert_eq!(Query::parse(&"-a ".repeat(100_000)).filters.len(), MAX_WORDS);
        let alternatives = Query::parse(&"tag:a OR ".repeat(100_000));
        assert_eq!((alternatives.filters.len(), alternatives.filters[0].any.len()), (1, MAX_WORDS));
    }

    #[test]
    fn persian_words_know_their_joined_and_spaced_forms() {
        let query = Query::parse("می خواهم ");
        assert!(query.words.iter().all(|word| word.forms.iter().any(|form| form.terms == ["میخواهم"])));
        let query = Query::parse("میخواهم ");
        assert!(query.words[0].forms.iter().any(|form| form.terms == ["می", "خواهم"]));
        let query = Query::parse("کتاب‌ها ");
        assert!(query.words[0].forms.iter().any(|form| form.terms == ["کتاب"]));
    }
}
