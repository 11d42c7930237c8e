//! Folding: many spellings of a word become one form, which is what the index stores and a query looks up.
//!
//! 1. Lower case, as Unicode maps it character by character.
//! 2. Marks and format characters vanish, after those that make another letter have been joined to it (`й`, `が`, `한`).
//! 3. [`latin`] takes diacritics, ligatures and full-width forms to plain letters; [`greek`] accents and the final sigma.
//! 4. [`arabic`] takes keyboard variants, presentation forms, vowel signs and hamza carriers to one letter each.
//! 5. [`asian`] widens half-width kana and joins conjoining jamo; [`indic`] settles nasals and nukta.
//! 6. Decimal digits of every script become ASCII.
//!
//! The tables are our own, because a general normaliser costs 66 KB of the worker's budget (brotli) and answers another
//! question: canonical equivalence, not "what would a reader have typed". The table's choices err towards finding.
//!
//! Not here: where a word begins and ends ([`crate::tokenize`]), and stems ([`crate::family`]).

pub(crate) mod arabic;
pub(crate) mod asian;
pub(crate) mod digits;
mod greek;
mod indic;
pub(crate) mod latin;

use crate::letters::small;

/// The form of one word. Characters that carry nothing (marks alone, format characters) give an empty string.
///
/// # Example
/// ```
/// assert_eq!(tidings_search::fold("Straße"), "strasse");
/// assert_eq!(tidings_search::fold("كِتَاب"), tidings_search::fold("کتاب"));
/// ```
pub fn fold(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    for c in word.chars() {
        push(c, &mut form);
    }
    finish(&mut form, 0);
    form
}

/// Appends what `c` folds to; may change the last letter of `form` when `c` belongs to it.
pub(crate) fn push(c: char, form: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => form.push(c),
        '\0'..='\u{7f}' => form.push(c.to_ascii_lowercase()),
        '\u{300}'..='\u{36f}' => join_mark(c, form),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => greek::push(c, form),
        '\u{400}'..='\u{52f}' => push_cyrillic(c, form),
        '\u{5d0}'..='\u{5f2}' | '\u{fb1d}'..='\u{fb4f}' => push_hebrew(c, form),
        '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => arabic::push(c, form),
        '\u{900}'..='\u{dff}' => indic::push(c, form),
        _ if join_asian(c, form) => {}
        _ if crate::script::is_mark(c) => {}
        _ if latin::push(c, form) => {}
        _ => match digits::value(c) {
            Some(digit) => form.push(digit),
            None => form.push(small(asian::base(c))),
        },
    }
}

/// What holds at the end of a word (which began at byte `from` of `form`) only: an Arabic hamza that is often left out.
pub(crate) fn finish(form: &mut String, from: usize) {
    const HAMZA: char = '\u{621}';
    if form.ends_with(HAMZA) && form.len() > from + HAMZA.len_utf8() {
        form.truncate(form.len() - HAMZA.len_utf8());
    }
}

/// Replaces the last character of `form`.
fn replace_last(form: &mut String, c: char) {
    form.pop();
    form.push(c);
}

/// Joins voicing marks, conjoining jamo and two-part Thai vowels to the character before.
fn join_asian(c: char, form: &mut String) -> bool {
    match form.chars().next_back().and_then(|last| asian::compose(last, c)) {
        Some(joined) => {
            replace_last(form, joined);
            true
        }
        None => false,
    }
}

/// A combining mark is dropped, unless it and the letter before it are a letter of its own in Cyrillic.
fn join_mark(mark: char, form: &mut String) {
    let letter = match (form.chars().next_back(), mark) {
        (Some('и'), '\u{306}') => 'й',
        (Some('у'), '\u{306}') => 'ў',
        (Some('і'), '\u{308}') => 'ї',
        (Some('г'), '\u{301}') => 'ѓ',
        (Some('к'), '\u{301}') => 'ќ',
        _ => return,
    };
    replace_last(form, letter);
}

/// `ё` is usually printed `е`; accents on vowels are for learners. `й ї ў ґ` are letters of their own and stay.
fn push_cyrillic(c: char, form: &mut String) {
    match small(c) {
        'ё' | 'ѐ' | 'ӗ' => form.push('е'),
        'ѝ' => form.push('и'),
        '\u{483}'..='\u{489}' => {}
        c => form.push(c),
    }
}

/// Final letters become the ordinary ones, so that a prefix matches the longer word; ligatures of Yiddish come apart.
fn push_hebrew(c: char, form: &mut String) {
    // U+FB1D to U+FB4E, by their base letters.
    const PRESENTATION: &str = "י.ײעאדהכלםרת.ששששאאאבגדהוז.טיךכל.מ.נס.ףפ.צקרשתובכפ";
    let base = match c {
        '\u{fb1d}'..='\u{fb4e}' => PRESENTATION.chars().nth(c as usize - 0xfb1d).unwrap_or('.'),
        c => c,
    };
    match base {
        '.' => {}
        'ך' => form.push('כ'),
        'ם' => form.push('מ'),
        'ן' => form.push('נ'),
        'ף' => form.push('פ'),
        'ץ' => form.push('צ'),
        'ײ' | '\u{5ef}' => form.push_str("יי"),
        'ױ' => form.push_str("וי"),
        'װ' => form.push_str("וו"),
        '\u{fb4f}' => form.push_str("אל"),
        base => form.push(base),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn same(a: &str, b: &str) {
        assert_eq!(fold(a), fold(b), "{a} and {b}");
    }

    fn different(a: &str, b: &str) {
        assert_ne!(fold(a), fold(b), "{a} and {b}");
    }

    #[test]
    fn latin_diacritics_and_ligatures_fold_to_plain_letters() {
        for (word, plain) in [
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Æther", "aether"),
            ("œuvre", "oeuvre"),
            ("Łódź", "lodz"),
            ("Đà Nẵng", "da nang"),
            ("Þór", "thor"),
            ("smørrebrød", "smorrebrod"),
            ("İstanbul", "istanbul"),
            ("ısparta", "isparta"),
            ("Timişoara", "timisoara"),
            ("Timișoara", "timisoara"),
            ("Việt", "viet"),
            ("Vie\u{323}\u{302}t", "viet"),
            ("Vie\u{302}\u{323}t", "viet"),
            ("cafe\u{301}", "cafe"),
            ("ﬁnal oﬃce", "final office"),
            ("Ｒｕｓｔ", "rust"),
            ("x²", "x2"),
            ("ĳs", "ijs"),
            ("Ǆ", "dz"),
            ("\u{212b}", "a"),
            ("№", "no"),
        ] {
            assert_eq!(fold(word), plain, "{word}");
        }
    }

    #[test]
    fn greek_loses_accents_and_the_final_sigma() {
        same("ΟΔΟΣ", "οδος");
        same("οδοσ", "οδος");
        same("προϊόν", "προιον");
        same("ᾄδω", "αδω");
        same("10 k\u{2126}", "10 kΩ");
    }

    #[test]
    fn cyrillic_letters_of_their_own_stay_and_yo_does_not() {
        same("ёлка", "елка");
        same("е\u{308}лка", "елка");
        same("за\u{301}мок", "замок");
        same("Йод", "и\u{306}од");
        different("й", "и");
        different("ґрати", "грати");
        different("їжак", "іжак");
    }

    #[test]
    fn hebrew_points_final_letters_and_ligatures_fold() {
        same("שָׁלוֹם", "שלום");
        same("ײדיש", "יידיש");
        assert!(fold("שלומי").starts_with(&fold("שלום")));
        same("\u{fb2a}לום", "שלום");
    }

    #[test]
    fn digits_of_every_script_are_ascii() {
        for year in ["۱۴۰۱", "١٤٠١", "१४०१", "๑๔๐๑", "１４０１", "১৪০১"] {
            assert_eq!(fold(year), "1401", "{year}");
        }
    }

    #[test]
    fn what_carries_nothing_folds_to_nothing() {
        for text in ["", "\u{200c}", "\u{301}\u{301}", "\u{feff}", "ـــ", "\u{fe0f}"] {
            assert_eq!(fold(text), "", "{text:?}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for word in ["Straße", "كِتَابٌ", "پیاده‌رو", "ﾃﾞｰﾀ", "हिन्दी", "ﷲ", "ΟΔΟΣ", "İ", "Й", "ﬃ", "𝐑𝐮𝐬𝐭", "Ⓡ"]
        {
            let once = fold(word);
            assert_eq!(fold(&once), once, "{word}");
        }
    }
}
