//! Messages by hand: requests read from JSON, replies written as JSON.
//!
//! The derived readers and writers of the same types cost the worker 13 KB (brotli): tables for printing floating point numbers
//! in full, and code for every way in which a type could be written. The page's half is `platform::wire` in the viewer; tests
//! hold both halves to what `serde` does.

use tidings_bundle::json::Json;

use crate::digits::digits;
use crate::message::{Answer, Ask, Found, Hit, Post, Reply, Request, Segment};

/// What is said to a message that is no request.
pub(crate) const UNKNOWN: &str = "the message is no request that this worker knows: reload the page";

/// A request, or the id to answer to (0 if there is none) when it is not understood.
pub(crate) fn read(json: &str) -> Result<Request, u32> {
    let value = Json::parse(json).map_err(|_| 0_u32)?;
    let id = value.get("id").and_then(number).ok_or(0_u32)?;
    let ask = value.get("ask").and_then(ask).ok_or(id)?;
    Ok(Request { id, ask })
}

fn ask(value: Json<'_>) -> Option<Ask> {
    if let Some(name) = value.text() {
        return match name.as_ref() {
            "Hello" => Some(Ask::Hello),
            "Load" => Some(Ask::Load),
            _ => None,
        };
    }
    if let Some(search) = value.get("Search") {
        let text = search.get("text").and_then(text)?;
        let (offset, limit) = (search.get("offset").and_then(number)?, search.get("limit").and_then(number)?);
        return Some(Ask::Search { text, offset, limit });
    }
    if let Some(open) = value.get("Open") {
        return Some(Ask::Open { site: open.get("site").and_then(text)?, root: open.get("root").and_then(text)? });
    }
    let markdown = value.get("Render")?.get("markdown").and_then(text)?;
    Some(Ask::Render { markdown })
}

fn text(value: Json<'_>) -> Option<String> {
    value.text().map(|text| text.into_owned())
}

fn number(value: Json<'_>) -> Option<u32> {
    value.unsigned().and_then(|number| u32::try_from(number).ok())
}

/// The message of a reply; the numbers of an answer travel beside it.
pub(crate) fn post(id: u32, mut answer: Answer) -> Post {
    let matches = match &mut answer {
        Answer::Found(found) => std::mem::take(&mut found.matches),
        _ => Vec::new(),
    };
    Post { json: write(&Reply { id, answer }), matches }
}

/// [`post`] of an answer that says why there is none.
pub(crate) fn failed(id: u32, reason: &str) -> Post {
    post(id, Answer::Failed { reason: reason.to_owned() })
}

fn write(reply: &Reply) -> String {
    let mut json = Writer(String::new());
    json.raw("{\"id\":").integer(reply.id.into()).raw(",\"answer\":{");
    match &reply.answer {
        Answer::Hello { protocol } => json.raw("\"Hello\":{\"protocol\":").integer((*protocol).into()),
        Answer::Loaded { articles, milliseconds } => {
            json.raw("\"Loaded\":{\"articles\":").integer((*articles).into());
            json.raw(",\"milliseconds\":").decimal(*milliseconds)
        }
        Answer::Found(found) => json.raw("\"Found\":{").found(found),
        // The braces that end every other answer.
        Answer::Passages(passages) => {
            json.raw("\"Passages\":").list(passages, &|json, (ordinal, passage)| {
                json.raw("[").integer((*ordinal).into()).raw(",").list(passage, &Writer::segment).raw("]");
            });
            json.raw("}}");
            return json.0;
        }
        Answer::Rendered { html } => json.raw("\"Rendered\":{\"html\":").text(html),
        Answer::Failed { reason } => json.raw("\"Failed\":{\"reason\":").text(reason),
    };
    json.raw("}}}");
    json.0
}

struct Writer(String);

impl Writer {
    fn raw(&mut self, json: &str) -> &mut Self {
        self.0.push_str(json);
        self
    }

    fn integer(&mut self, value: i64) -> &mut Self {
        if value < 0 {
            self.raw("-");
        }
        self.raw(&digits(value.unsigned_abs()))
    }

    /// A number with three decimal places, which is what times and scores are good for.
    fn decimal(&mut self, value: f64) -> &mut Self {
        let thousandths = (value * 1000.0) as i64;
        let decimals = digits((thousandths % 1000 + 1000).unsigned_abs());
        self.integer(thousandths / 1000).raw(".").raw(decimals.get(1..).unwrap_or_default())
    }

    fn text(&mut self, text: &str) -> &mut Self {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                '\0'..='\u{1f}' => {
                    self.raw(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                    self.0.extend(HEX.get(c as usize & 15).map(|digit| char::from(*digit)));
                }
                c => self.0.push(c),
            }
        }
        self.raw("\"")
    }

    fn list<T>(&mut self, items: &[T], one: &dyn Fn(&mut Self, &T)) -> &mut Self {
        self.raw("[");
        for (at, item) in items.iter().enumerate() {
            self.raw(if at > 0 { "," } else { "" });
            one(self, item);
        }
        self.raw("]")
    }

    fn found(&mut self, found: &Found) -> &mut Self {
        self.raw("\"total\":").integer(found.total.into());
        self.raw(",\"hits\":").list(&found.hits, &Self::hit);
        if let Some(meant) = &found.meant {
            self.raw(",\"meant\":").text(meant);
        }
        self.raw(",\"missing\":").integer(found.missing.into());
        self.raw(",\"milliseconds\":").decimal(found.milliseconds)
    }

    fn hit(&mut self, hit: &Hit) {
        self.raw("{\"ordinal\":").integer(hit.ordinal.into());
        self.raw(",\"headline\":").list(&hit.headline, &Self::segment);
        self.raw(",\"snippet\":").list(&hit.snippet, &Self::segment);
        self.raw(",\"score\":").decimal(hit.score.into());
        let row = &hit.row;
        self.raw(",\"row\":{\"id\":").text(&row.id).raw(",\"slug\":").text(&row.slug);
        for (name, value) in [("language", &row.language), ("dir", &row.dir), ("published", &row.published)] {
            if let Some(value) = value {
                self.raw(",\"").raw(name).raw("\":").text(value);
            }
        }
        if let Some(category) = row.category {
            self.raw(",\"category\":").integer(category.into());
        }
        self.raw("}}");
    }

    fn segment(&mut self, segment: &Segment) {
        self.raw("{\"text\":").text(&segment.text);
        self.raw(",\"marked\":").raw(if segment.marked { "true}" } else { "false}" });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::message::Row;

    fn replies() -> Vec<Reply> {
        let segment = |text: &str, marked| Segment { text: text.to_owned(), marked };
        let hits = vec![
            Hit {
                ordinal: 3,
                headline: vec![segment("a \"b\" \\ \n\u{1f}\0é😀", true)],
                snippet: vec![],
                score: 12.5,
                row: Row { slug: "\"".to_owned(), ..Row::default() },
            },
            Hit {
                ordinal: 0,
                headline: vec![],
                snippet: vec![segment("", false), segment("خبر", true)],
                score: 0.0,
                row: Row {
                    id: "1".to_owned(),
                    slug: "a-b".to_owned(),
                    language: Some("fa".to_owned()),
                    dir: None,
                    published: Some("2024-05-01T00:00:00Z".to_owned()),
                    category: Some(7),
                },
            },
        ];
        let answers = [
            Answer::Hello { protocol: 1 },
            Answer::Loaded { articles: 750, milliseconds: 1234.5 },
            Answer::Found(Found {
                total: 2,
                hits,
                matches: vec![],
                meant: Some("a \"b".to_owned()),
                missing: 3,
                milliseconds: 0.25,
            }),
            Answer::Found(Found::default()),
            Answer::Passages(vec![(7, vec![segment("a", true)]), (8, vec![])]),
            Answer::Rendered { html: "<p>\u{2028}</p>".to_owned() },
            Answer::Failed { reason: "none".to_owned() },
        ];
        (0..).zip(answers).map(|(id, answer)| Reply { id, answer }).collect()
    }

    #[test]
    fn replies_say_what_serde_would_say() {
        for reply in replies() {
            let ours: Value = serde_json::from_str(&write(&reply)).unwrap();
            assert_eq!(ours, serde_json::to_value(&reply).unwrap());
            assert_eq!(format!("{:?}", serde_json::from_str::<Reply>(&write(&reply)).unwrap()), format!("{reply:?}"));
        }
    }

    #[test]
    fn requests_are_read_as_serde_reads_them() {
        let asks = [
            Ask::Hello,
            Ask::Load,
            Ask::Open { site: "http://127.0.0.1/".to_owned(), root: "bundle/search/a.bin".to_owned() },
            Ask::Search { text: "a\nb".to_owned(), offset: 20, limit: u32::MAX },
            Ask::Render { markdown: "*a*".to_owned() },
        ];
        for (id, ask) in (0..).zip(asks) {
            let request = Request { id, ask };
            let json = serde_json::to_string(&request).unwrap();
            assert_eq!(format!("{:?}", read(&json).unwrap()), format!("{request:?}"));
        }
    }

    #[test]
    fn numbers_that_are_none_do_not_break_the_message() {
        for milliseconds in [f64::NAN, f64::INFINITY, -1.5, 1e300] {
            let reply = Reply { id: 1, answer: Answer::Loaded { articles: 0, milliseconds } };
            assert!(serde_json::from_str::<Value>(&write(&reply)).is_ok(), "{}", write(&reply));
        }
    }
}
