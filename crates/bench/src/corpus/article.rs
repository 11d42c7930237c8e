//! One article out of the pieces of others.

use super::Pieces;
use crate::random::Random;

/// First and last names of people who do not exist; together 576 authors.
const FIRST: [&str; 24] = [
    "Ada", "Bram", "Cleo", "Dario", "Edda", "Faris", "Greta", "Hugo", "Iris", "Jonas", "Kezia", "Leif", "Mona", "Nils",
    "Odile", "Pavel", "Quinn", "Rosa", "Sami", "Tilda", "Ulf", "Vera", "Wim", "Yara",
];
const LAST: [&str; 24] = [
    "Aldane", "Brock", "Corwin", "Dahl", "Ember", "Fenwick", "Garnet", "Holm", "Ingram", "Jarrow", "Kestrel", "Linden",
    "Marlow", "Norden", "Orme", "Penrose", "Quill", "Rowan", "Strand", "Thorne", "Umber", "Vale", "Winter", "Yarrow",
];

/// How many articles of a hundred claim another language than English.
const LANGUAGES: [(&str, usize); 3] = [("de", 12), ("fr", 8), ("es", 5)];

/// Years that articles come from; later ones have more.
const YEARS: std::ops::RangeInclusive<usize> = 1998..=2025;

/// Numbers of the seed's family that no article has.
const TREE: u64 = u64::MAX;

/// Makes the articles of one corpus.
pub(crate) struct Maker<'p> {
    pieces: &'p Pieces,
    categories: Vec<String>,
    seed: u64,
}

/// A file and what is in it.
pub(crate) struct Article {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What other articles have to know of one to lead to it.
struct Place {
    title: String,
    category: String,
    path: String,
}

impl<'p> Maker<'p> {
    pub(crate) fn new(pieces: &'p Pieces, seed: u64) -> Maker<'p> {
        let categories = tree(&pieces.folders, &mut Random::of(seed, TREE));
        Maker { pieces, categories, seed }
    }

    /// Every folder that an article may lie in.
    pub(crate) fn categories(&self) -> &[String] {
        &self.categories
    }

    /// The article with this number, 0 being the first.
    pub(crate) fn article(&self, number: usize) -> Article {
        let mut random = Random::of(self.seed, number as u64);
        let place = self.place(number, &mut random);
        let mut text = self.front_matter(&place, &mut random);
        let mut length = 250 + random.below(1_000);
        if random.chance(20) {
            length += random.below(3_000);
        }
        if random.chance(3) {
            length += random.below(20_000);
        }
        let start = text.len();
        self.paragraph(&mut text, &mut random);
        while text.len() - start < length {
            self.block(number, &place, &mut text, &mut random);
        }
        Article { path: place.path, text }
    }

    /// Draws the same for a number whenever it is the first that is drawn.
    fn place(&self, number: usize, random: &mut Random) -> Place {
        let title = self.title(random);
        let category = random.pick_skewed(&self.categories).unwrap_or("articles").to_owned();
        let words = title.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let name = words.take(6).collect::<Vec<_>>().join("-").to_ascii_lowercase();
        Place { path: format!("{category}/{name}-{number:06}.md"), title, category }
    }

    /// The beginning of one title and the end of another.
    fn title(&self, random: &mut Random) -> String {
        let [one, other] = [0; 2].map(|_| random.pick(&self.pieces.titles).unwrap_or("Untitled"));
        let count = |title: &str| title.split_whitespace().count();
        let beginning = one.split_whitespace().take(count(one).div_ceil(2));
        let words = beginning.chain(other.split_whitespace().skip(count(other) / 2));
        words.take(12).collect::<Vec<_>>().join(" ")
    }

    fn front_matter(&self, place: &Place, random: &mut Random) -> String {
        let pieces = self.pieces;
        let years = YEARS.end() - YEARS.start() + 1;
        let year = YEARS.start() + random.below(years).max(random.below(years));
        let (month, day) = (1 + random.below(12), 1 + random.below(27));
        let (hour, minute) = (random.below(24), random.below(60));
        let mut lines = vec![
            format!("title: {}", quoted(&place.title)),
            format!("date: {year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"),
        ];
        if random.chance(10) {
            lines.push(format!("updated: {year}-{month:02}-28T12:00:00Z"));
        }
        let mut of_hundred = random.below(100);
        for (tag, share) in LANGUAGES {
            if of_hundred < share {
                lines.push(format!("lang: {tag}"));
                break;
            }
            of_hundred -= share;
        }
        let author = |random: &mut Random| {
            let number = random.skewed(FIRST.len() * LAST.len());
            let first = FIRST.get(number % FIRST.len()).copied().unwrap_or_default();
            // Neighbours share neither name, so that favourites are not all called Ada.
            let last = LAST.get((number / FIRST.len() + number) % LAST.len()).copied().unwrap_or_default();
            quoted(&format!("{first} {last}"))
        };
        let authors: Vec<String> = (0..1 + usize::from(random.chance(15))).map(|_| author(random)).collect();
        lines.push(format!("authors: [{}]", authors.join(", ")));
        let mut tags: Vec<&str> = (0..2 + random.below(4)).filter_map(|_| random.pick_skewed(&pieces.tags)).collect();
        tags.sort_unstable();
        tags.dedup();
        if !tags.is_empty() {
            lines.push(format!("tags: [{}]", tags.iter().map(|tag| quoted(tag)).collect::<Vec<_>>().join(", ")));
        }
        if random.chance(15) {
            let other = random.pick_skewed(&self.categories).unwrap_or("articles");
            if other != place.category {
                lines.push(format!("categories: [{}, {}]", quoted(&place.category), quoted(other)));
            }
        }
        if random.chance(60) {
            lines.extend(random.pick(&pieces.sentences).map(|sentence| format!("description: {}", quoted(sentence))));
        }
        format!("---\n{}\n---\n", lines.join("\n"))
    }

    fn block(&self, number: usize, place: &Place, text: &mut String, random: &mut Random) {
        let pieces = self.pieces;
        let (kind, of_hundred) = match random.below(100) {
            0..12 => (&pieces.lists, true),
            12..20 => (&pieces.code, true),
            20..23 => (&pieces.tables, true),
            23..25 => (&pieces.quotes, true),
            _ => (&pieces.paragraphs, false),
        };
        if let Some(block) = of_hundred.then(|| random.pick(kind)).flatten() {
            text.push('\n');
            text.push_str(block);
            text.push('\n');
            return;
        }
        if random.chance(20)
            && let Some(heading) = random.pick(&pieces.headings)
        {
            text.push_str(&format!("\n## {heading}\n"));
        }
        self.paragraph(text, random);
        if number > 0 && random.chance(12) {
            // To an older one, whose place does not depend on how many there will be.
            let other = random.below(number);
            let other = self.place(other, &mut Random::of(self.seed, other as u64));
            let up = "../".repeat(place.category.split('/').count());
            let words: String = other.title.chars().filter(|letter| !"[]`<>\\*_!|".contains(*letter)).collect();
            text.push_str(&format!("\nSee also [{words}]({up}{}).\n", other.path));
        }
    }

    /// A real one, or a new one of real sentences.
    fn paragraph(&self, text: &mut String, random: &mut Random) {
        text.push('\n');
        if random.chance(40)
            && let Some(paragraph) = random.pick(&self.pieces.paragraphs)
        {
            text.push_str(paragraph);
        } else {
            let sentences: Vec<&str> =
                (0..2 + random.below(4)).filter_map(|_| random.pick(&self.pieces.sentences)).collect();
            text.push_str(&sentences.join(" "));
        }
        text.push('\n');
    }
}

/// Categories in three levels; each name comes from a real folder.
fn tree(names: &[String], random: &mut Random) -> Vec<String> {
    let mut paths = Vec::new();
    for top in names.iter().take(24) {
        paths.push(top.clone());
        for _ in 0..random.below(6) {
            let Some(second) = random.pick(names) else { continue };
            paths.push(format!("{top}/{second}"));
            for _ in 0..random.below(4) {
                paths.extend(random.pick(names).map(|third| format!("{top}/{second}/{third}")));
            }
        }
    }
    paths.sort_unstable();
    paths.dedup();
    // By size no longer in the order of their names.
    for index in (1..paths.len()).rev() {
        paths.swap(index, random.below(index + 1));
    }
    if paths.is_empty() { vec!["articles".to_owned()] } else { paths }
}

/// A string that YAML and JSON read alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidings_markup::{Options, markdown_to_html};

    const PAGES: [(&str, &str); 3] = [
        (
            "locks",
            "---\ntitle: Using the lock\n---\nThe first lock is made of oak and was built in one winter. The second one, of iron, \
             came a good deal later.\n\n## In use\n\n- one\n- two\n\n```c\nint a; /* </p> */\n```\n",
        ),
        (
            "harbour",
            "+++\ntitle = \"A \\\"harbour\\\" clock\"\n+++\nNobody in the harbour has asked the clock for the time since then.\n\n\
             | a | b |\n|---|---|\n| 1 | 2 |\n\n> Somebody said it.\n",
        ),
        (
            "ferries",
            "---\ntitle: Ferries, and how they turn around\n---\nA ferry has two bows and therefore no stern at all.\n",
        ),
    ];

    fn texts(seed: u64, count: usize) -> Vec<(String, String)> {
        let pieces = Pieces::of(PAGES.into_iter());
        let maker = Maker::new(&pieces, seed);
        (0..count).map(|number| maker.article(number)).map(|article| (article.path, article.text)).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        assert_eq!(texts(1, 40), texts(1, 40));
        assert_ne!(texts(1, 40), texts(2, 40));
    }

    #[test]
    fn a_smaller_corpus_is_the_beginning_of_a_larger_one() {
        assert_eq!(texts(7, 20), texts(7, 60)[..20]);
    }

    #[test]
    fn the_bytes_are_those_that_figures_were_measured_with() {
        // They change with FORM alone, else figures of two days could not be compared.
        let text: String = texts(1, 50).into_iter().map(|(path, text)| path + &text).collect();
        let fnv = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        assert_eq!((text.len(), fnv), (79_450, 1_276_728_251_369_624_966));
    }

    #[test]
    fn every_article_has_a_name_of_its_own_and_links_that_lead_somewhere() {
        let articles = texts(3, 200);
        let paths: std::collections::BTreeSet<&str> = articles.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths.len(), articles.len());
        let mut links = 0;
        for (path, text) in &articles {
            for target in text.split("See also [").skip(1).filter_map(|rest| rest.split("](").nth(1)?.split(')').next())
            {
                let ups = path.matches('/').count();
                assert!(
                    paths.contains(target.trim_start_matches("../")) && target.matches("../").count() == ups,
                    "{target}"
                );
                links += 1;
            }
        }
        assert!(links > 50, "{links}");
    }

    #[test]
    fn what_is_put_together_is_good_markdown() {
        for (path, text) in texts(5, 100) {
            let (_, body) = text.split_once("\n---\n").unwrap();
            let html = markdown_to_html(body, &Options::default()).html;
            assert_eq!(body.lines().filter(|line| line.starts_with("```")).count() % 2, 0, "{path}");
            assert_eq!(html.matches("<pre").count(), body.matches("```c").count(), "{path}");
            assert_eq!(html.matches("<table").count(), body.matches("|---|---|").count(), "{path}");
            assert_eq!(html.matches("<h2").count(), body.matches("\n## ").count(), "{path}");
            assert!(html.contains("<p"), "{path}: {html}");
        }
    }
}
