//! The engine's messages as the browser's own JSON: `tidings_engine`'s types, written and read through `JSON`, so that the viewer
//! carries no JSON reader for them. What no page shows is not read: scores, ids, times.

use js_sys::{Array, JSON, Object, Reflect};
use tidings_engine::{Answer, Ask, Found, Hit, Reply, Request, Row, Segment};
use wasm_bindgen::{JsCast, JsValue};

/// A request as JSON text.
pub fn write(request: &Request) -> Option<String> {
    let ask: JsValue = match &request.ask {
        Ask::Hello => "Hello".into(),
        Ask::Load => "Load".into(),
        Ask::Open { site, root } => object(&[("Open", object(&[("site", site.into()), ("root", root.into())]))]),
        Ask::Search { text, offset, limit } => {
            let search = [("text", text.into()), ("offset", (*offset).into()), ("limit", (*limit).into())];
            object(&[("Search", object(&search))])
        }
        Ask::Render { markdown } => object(&[("Render", object(&[("markdown", markdown.into())]))]),
    };
    JSON::stringify(&object(&[("id", request.id.into()), ("ask", ask)])).ok()?.as_string()
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// What the worker posted; `None` for anything else.
pub fn read(text: &str) -> Option<Reply> {
    let value = Json(JSON::parse(text).ok()?);
    Some(Reply { id: value.member("id")?.count()?, answer: answer(&value.member("answer")?)? })
}

fn answer(value: &Json) -> Option<Answer> {
    let text = |name: &str, member: &str| value.member(name)?.member(member)?.text();
    if let Some(hello) = value.member("Hello") {
        return Some(Answer::Hello { protocol: hello.member("protocol")?.count()? });
    }
    if let Some(loaded) = value.member("Loaded") {
        return Some(Answer::Loaded { articles: loaded.member("articles")?.count()?, milliseconds: 0.0 });
    }
    if let Some(found) = value.member("Found") {
        return Some(Answer::Found(self::found(&found)?));
    }
    if let Some(passages) = value.member("Passages") {
        let passage = |pair: &Json| Some((pair.entry(0).count()?, pair.entry(1).list(&segment)?));
        return passages.list(&passage).map(Answer::Passages);
    }
    let rendered = text("Rendered", "html").map(|html| Answer::Rendered { html });
    rendered.or_else(|| Some(Answer::Failed { reason: text("Failed", "reason")? }))
}

fn found(value: &Json) -> Option<Found> {
    Some(Found {
        total: value.member("total")?.count()?,
        hits: value.member("hits")?.list(&hit)?,
        missing: value.member("missing")?.count()?,
        meant: value.member("meant").and_then(|meant| meant.text()),
        ..Found::default()
    })
}

fn segment(value: &Json) -> Option<Segment> {
    Some(Segment { text: value.member("text")?.text()?, marked: value.member("marked")?.0.as_bool()? })
}

fn hit(value: &Json) -> Option<Hit> {
    let segments = |name: &str| value.member(name)?.list(&segment);
    Some(Hit {
        ordinal: value.member("ordinal")?.count()?,
        headline: segments("headline")?,
        snippet: segments("snippet")?,
        // Nobody is shown numbers.
        score: 0.0,
        row: row(&value.member("row")?)?,
    })
}

fn row(value: &Json) -> Option<Row> {
    let text = |name: &str| value.member(name)?.text();
    Some(Row {
        id: String::new(),
        slug: text("slug")?,
        language: text("language"),
        dir: text("dir"),
        published: text("published"),
        category: value.member("category").and_then(|category| category.count()),
    })
}

/// A value that `JSON.parse` made.
struct Json(JsValue);

impl Json {
    fn member(&self, name: &str) -> Option<Json> {
        let member = Reflect::get(&self.0, &name.into()).ok()?;
        (!member.is_undefined()).then_some(Json(member))
    }

    fn entry(&self, index: u32) -> Json {
        Json(Reflect::get_u32(&self.0, index).unwrap_or(JsValue::UNDEFINED))
    }

    fn list<T>(&self, read: &dyn Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
        self.0.dyn_ref::<Array>()?.iter().map(|entry| read(&Json(entry))).collect()
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn count(&self) -> Option<u32> {
        self.number().filter(|number| *number >= 0.0 && number.fract() == 0.0).map(|number| number as u32)
    }
}
