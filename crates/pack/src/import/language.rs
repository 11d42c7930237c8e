//! Language tags: in names (`water.fa.md`) and in headers.

/// ISO 639-1 and the three-letter codes newsrooms use. A name's ending counts as a language only if it stands here or in
/// the settings: `node.js.md` and `Rust-1.12.md` are not translations.
const KNOWN: &str = "aa ab af am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka \
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ckb prs pnb azb kmr fil haw yue tzm kab \
    rhg mni sat syr arz";

/// Splits `water.fa` into `water` and `fa`, if `fa` is a language.
pub fn split_suffix<'n>(stem: &'n str, declared: &[String]) -> (&'n str, Option<&'n str>) {
    match stem.rsplit_once('.') {
        Some((name, tag)) if !name.is_empty() && is_tag(tag, declared) => (name, Some(tag)),
        _ => (stem, None),
    }
}

fn is_tag(tag: &str, declared: &[String]) -> bool {
    if declared.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
        return true;
    }
    let primary = tag.split('-').next().unwrap_or_default();
    is_well_formed(tag) && KNOWN.split_ascii_whitespace().any(|known| known == primary)
}

/// BCP 47 in outline: two or three letters, then subtags of two to eight letters and digits.
pub fn is_well_formed(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    tag.len() <= 35
        && (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_counts_only_if_it_is_a_language() {
        let declared = ["tok".to_owned()];
        for (stem, expected) in [
            ("water.fa", ("water", Some("fa"))),
            ("water.pt-BR", ("water", Some("pt-BR"))),
            ("water.tok", ("water", Some("tok"))),
            ("node.js", ("node.js", None)),
            ("Rust-1.12", ("Rust-1.12", None)),
            ("crates.io-malicious-crate-update", ("crates.io-malicious-crate-update", None)),
            ("index", ("index", None)),
            (".fa", (".fa", None)),
        ] {
            assert_eq!(split_suffix(stem, &declared), expected, "{stem}");
        }
    }
}
