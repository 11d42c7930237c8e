//! Arabic script: one letter for what different keyboards, languages and old encodings write differently.
//!
//! | written | folded | why |
//! |---|---|---|
//! | `ك ڪ` | `ک` | Arabic and Persian keyboards |
//! | `ي ى ې ئ` and their forms | `ی` | likewise; `ى` also ends Persian words; the carrier of a hamza is often typed bare |
//! | `آ أ إ ٱ`, `ؤ` | `ا`, `و` | hamza and madda are left out in practice |
//! | `ة ۃ ہ ھ ە ۀ` | `ه` | teh marbuta without dots, Urdu and Kurdish hehs |
//! | harakat, tatweel, superscript alef | nothing | written for learners or for looks |
//! | presentation forms, lam-alef | base letters | text out of PDF files |
//!
//! `پ چ ژ گ` and other letters that tell words apart stay. The rows of TARGETS ("Arabic-script variants") are the tests.

/// U+FB50 to U+FBB1.
const FORMS_A: &str =
    "ٱٱٻٻٻٻپپپپڀڀڀڀٺٺٺٺٿٿٿٿٹٹٹٹڤڤڤڤڦڦڦڦڄڄڄڄڃڃڃڃچچچچڇڇڇڇڍڍڌڌڎڎڈڈژژڑڑککککگگگگڳڳڳڳڱڱڱڱںںڻڻڻڻۀۀہہہہھھھھےےۓۓ";
/// U+FBD3 to U+FBE9.
const FORMS_A_LATE: &str = "ڭڭڭڭۇۇۆۆۈۈۇۋۋۅۅۉۉېېېېىى";
/// U+FE80 to U+FEF4.
const FORMS_B: &str = "ءآآأأؤؤإإئئئئااببببةةتتتتثثثثججججححححخخخخددذذررززسسسسششششصصصصضضضضططططظظظظععععغغغغففففققققككككللللممممننننههههووىىيييي";

pub(super) fn push(c: char, form: &mut String) {
    let code = c as usize;
    let letter = match code {
        0xfb50..=0xfbb1 => FORMS_A.chars().nth(code - 0xfb50),
        0xfbd3..=0xfbe9 => FORMS_A_LATE.chars().nth(code - 0xfbd3),
        0xfbfc..=0xfbff => Some('ی'),
        0xfe80..=0xfef4 => FORMS_B.chars().nth(code - 0xfe80),
        0xfef5..=0xfefc => return form.push_str("لا"),
        0xfdf2 => return form.push_str("الله"),
        0xfdfc => return form.push_str("ریال"),
        0xfb50..=0xfdff | 0xfe70..=0xfe7f => None,
        _ => Some(c),
    };
    let Some(letter) = letter else { return };
    match letter {
        'ك' | 'ڪ' | 'ڬ' => form.push('ک'),
        'ي' | 'ى' | 'ې' | 'ئ' | 'ۍ' | 'ؠ' => form.push('ی'),
        'آ' | 'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' => form.push('ا'),
        'ؤ' => form.push('و'),
        'ة' | 'ۃ' | 'ہ' | 'ۂ' | 'ھ' | 'ە' | 'ۀ' | 'ۿ' => form.push('ه'),
        'ۓ' => form.push('ے'),
        letter => match super::digits::value(letter) {
            Some(digit) => form.push(digit),
            None if crate::script::is_mark(letter) => {}
            None => form.push(letter),
        },
    }
}

/// True for letters between which a zero-width non-joiner separates parts of one word.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}'..='\u{6d5}' | '\u{6fa}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8c9}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Persian parts (folded) that are written joined, behind a zero-width non-joiner, or behind a space.
/// # Source
/// The affixes of `dastur-e khatt-e farsi` (Academy of Persian Language, 2002), those that a search would meet often.
const PREFIXES: [&str; 3] = ["نمی", "می", "بی"];
const SUFFIXES: [&str; 16] =
    ["هایی", "های", "ها", "هایم", "هایش", "ترین", "تر", "ای", "ام", "ات", "اش", "اند", "ایم", "اید", "مان", "شان"];

pub(crate) fn is_prefix(part: &str) -> bool {
    PREFIXES.contains(&part)
}

pub(crate) fn is_suffix(part: &str) -> bool {
    part == "ی" || SUFFIXES.contains(&part)
}

/// Splits a folded word before a known suffix or after a known prefix, leaving at least two letters of it.
pub(crate) fn split_affix(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let prefixes = PREFIXES.iter().filter_map(move |affix| word.strip_prefix(affix).map(|rest| (*affix, rest)));
    let suffixes = SUFFIXES.iter().filter_map(move |affix| word.strip_suffix(affix).map(|rest| (rest, *affix)));
    // Every letter here is two bytes.
    prefixes.filter(|(_, rest)| rest.len() >= 4).chain(suffixes.filter(|(rest, _)| rest.len() >= 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    #[test]
    fn every_keyboard_writes_the_same_word() {
        for (a, b) in [
            ("كتاب", "کتاب"),
            ("علي", "علی"),
            ("على", "علی"),
            ("آب", "اب"),
            ("ا\u{653}ب", "آب"),
            ("أحمد", "احمد"),
            ("إسلام", "اسلام"),
            ("مسؤول", "مسوول"),
            ("مسئله", "مسيله"),
            ("مدرسة", "مدرسه"),
            ("خانۀ", "خانه"),
            ("خانهٔ", "خانه"),
            ("كراچي", "کراچی"),
            ("ھەولێر", "هەولێر"),
            ("كِتَاب", "كتاب"),
            ("كتـــاب", "كتاب"),
            ("امضاء", "امضا"),
            ("هٰذا", "هذا"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn presentation_forms_are_their_letters() {
        assert_eq!(fold("\u{fedb}\u{fe98}\u{fe8e}\u{fe8f}"), fold("كتاب"));
        assert_eq!(fold("\u{fefb}"), fold("لا"));
        assert_eq!(fold("\u{fb8e}\u{fb58}"), fold("کپ"));
        assert_eq!(FORMS_A.chars().count(), 0xfbb2 - 0xfb50);
        assert_eq!(FORMS_A_LATE.chars().count(), 0xfbea - 0xfbd3);
        assert_eq!(FORMS_B.chars().count(), 0xfef5 - 0xfe80);
    }

    #[test]
    fn letters_that_tell_words_apart_stay_apart() {
        for (a, b) in [("پدر", "بدر"), ("صيف", "سيف"), ("گل", "کل"), ("چشم", "جشم")] {
            assert_ne!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn affixes_come_off_where_a_word_remains() {
        assert_eq!(split_affix(&fold("میخواهم")).collect::<Vec<_>>(), [("می", "خواهم")]);
        assert!(split_affix(&fold("کتابها")).any(|parts| parts == ("کتاب", "ها")));
        assert_eq!(split_affix(&fold("تر")).count(), 0);
    }
}
