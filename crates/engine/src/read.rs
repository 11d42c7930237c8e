//! Reading a [`Reply`] by hand.
//!
//! The page reads bundles as `serde_json::Value`s anyway; walking one here costs it 2 KB, the derived readers of all these types
//! 21 KB (wasm before compression, `cargo xtask size`). The test holds both to the same meaning.

use serde_json::Value;
use tidings_bundle::Facets;

use crate::{Answer, Found, Hit, Reply, Segment};

impl Reply {
    /// Reads what the worker posted; `None` for anything else.
    pub fn read(text: &str) -> Option<Reply> {
        let value: Value = serde_json::from_str(text).ok()?;
        Some(Reply { id: number(value.get("id")?)?, answer: answer(value.get("answer")?)? })
    }
}

fn answer(value: &Value) -> Option<Answer> {
    let (name, inner) = value.as_object()?.iter().next()?;
    Some(match name.as_str() {
        "Hello" => Answer::Hello { protocol: number(inner.get("protocol")?)? },
        "Loaded" => Answer::Loaded {
            articles: number(inner.get("articles")?)?,
            milliseconds: inner.get("milliseconds")?.as_f64()?,
        },
        "Found" => Answer::Found(found(inner)?),
        "Rendered" => Answer::Rendered { html: text(inner.get("html")?)? },
        "Failed" => Answer::Failed { reason: text(inner.get("reason")?)? },
        _ => return None,
    })
}

fn found(value: &Value) -> Option<Found> {
    let facets = value.get("facets")?;
    let named = |key: &str| counts(facets.get(key)?, &text);
    Some(Found {
        total: number(value.get("total")?)?,
        hits: list(value.get("hits")?, &hit)?,
        facets: Facets {
            categories: counts(facets.get("categories")?, &|index| number(index).map(|index| index as usize))?,
            tags: named("tags")?,
            authors: named("authors")?,
            languages: named("languages")?,
            years: counts(facets.get("years")?, &|year| year.as_i64().map(|year| year as i32))?,
        },
        milliseconds: value.get("milliseconds")?.as_f64()?,
    })
}

fn hit(value: &Value) -> Option<Hit> {
    Some(Hit {
        ordinal: number(value.get("ordinal")?)?,
        headline: list(value.get("headline")?, &segment)?,
        snippet: list(value.get("snippet")?, &segment)?,
        score: value.get("score")?.as_f64()? as f32,
    })
}

fn segment(value: &Value) -> Option<Segment> {
    Some(Segment { text: text(value.get("text")?)?, marked: value.get("marked")?.as_bool()? })
}

fn counts<T>(value: &Value, read: &dyn Fn(&Value) -> Option<T>) -> Option<Vec<(T, u32)>> {
    list(value, &|pair| Some((read(pair.get(0)?)?, number(pair.get(1)?)?)))
}

fn list<T>(value: &Value, read: &dyn Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replies() -> Vec<Reply> {
        let segment = |text: &str, marked| Segment { text: text.into(), marked };
        let hit = Hit {
            ordinal: 7,
            headline: vec![segment("a \"b\"", true)],
            snippet: vec![segment("", false), segment("خبر", true)],
            score: 1.5,
        };
        let facets = Facets {
            categories: vec![(3, 2)],
            tags: vec![("sea".into(), 9)],
            authors: vec![("A. B.".into(), 1)],
            languages: vec![("fa".into(), 4)],
            years: vec![(2026, 3), (-1, 1)],
        };
        let answers = [
            Answer::Hello { protocol: 1 },
            Answer::Loaded { articles: 12, milliseconds: 3.25 },
            Answer::Found(Found { total: 40, hits: vec![hit], facets, milliseconds: 0.5 }),
            Answer::Rendered { html: "<p>".into() },
            Answer::Failed { reason: "no feed".into() },
        ];
        answers.into_iter().enumerate().map(|(id, answer)| Reply { id: id as u32, answer }).collect()
    }

    #[test]
    fn what_the_worker_writes_is_read_in_full() {
        for reply in replies() {
            let text = serde_json::to_string(&reply).unwrap();
            let read = Reply::read(&text).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
        }
    }

    #[test]
    fn anything_else_is_not_a_reply() {
        for text in [
            "",
            "null",
            "{}",
            r#"{"id":1}"#,
            r#"{"id":-1,"answer":{"Hello":{"protocol":1}}}"#,
            r#"{"id":1,"answer":{"Other":{}}}"#,
        ] {
            assert!(Reply::read(text).is_none(), "{text}");
        }
    }
}
