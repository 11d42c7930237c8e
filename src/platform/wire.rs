//! The engine's messages as the browser's own JSON: `tidings_engine`'s types, written and read through `JSON`, so that the viewer
//! carries no JSON reader for them. tests/web holds both directions to what serde makes of the same types.

use js_sys::{Array, JSON, Object, Reflect};
use tidings_bundle::{Facets, Filter};
use tidings_engine::{Answer, Ask, Found, Hit, Reply, Request, Segment};
use wasm_bindgen::{JsCast, JsValue};

/// A request as JSON text.
pub fn write(request: &Request) -> Option<String> {
    let ask: JsValue = match &request.ask {
        Ask::Hello => "Hello".into(),
        Ask::Load => "Load".into(),
        Ask::Search { text, filter, offset, limit } => {
            let search = [
                ("text", text.into()),
                ("filter", filter_object(filter)),
                ("offset", (*offset).into()),
                ("limit", (*limit).into()),
            ];
            object(&[("Search", object(&search))])
        }
        Ask::Render { markdown } => object(&[("Render", object(&[("markdown", markdown.into())]))]),
    };
    JSON::stringify(&object(&[("id", request.id.into()), ("ask", ask)])).ok()?.as_string()
}

fn filter_object(filter: &Filter) -> JsValue {
    let texts = |list: &[String]| -> JsValue { list.iter().map(JsValue::from).collect::<Array>().into() };
    let category = filter.category.as_ref().map_or(JsValue::NULL, JsValue::from);
    let years: Array = filter.years.iter().map(|year| JsValue::from(*year)).collect();
    object(&[
        ("category", category),
        ("tags", texts(&filter.tags)),
        ("authors", texts(&filter.authors)),
        ("languages", texts(&filter.languages)),
        ("years", years.into()),
    ])
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
        let (articles, milliseconds) = (loaded.member("articles")?.count()?, loaded.member("milliseconds")?.number()?);
        return Some(Answer::Loaded { articles, milliseconds });
    }
    if let Some(found) = value.member("Found") {
        return Some(Answer::Found(self::found(&found)?));
    }
    let rendered = text("Rendered", "html").map(|html| Answer::Rendered { html });
    rendered.or_else(|| Some(Answer::Failed { reason: text("Failed", "reason")? }))
}

fn found(value: &Json) -> Option<Found> {
    let facets = value.member("facets")?;
    let named = |name: &str| facets.member(name)?.list(&|pair| Some((pair.entry(0).text()?, pair.entry(1).count()?)));
    let numbered =
        |name: &str| facets.member(name)?.list(&|pair| Some((pair.entry(0).number()?, pair.entry(1).count()?)));
    Some(Found {
        total: value.member("total")?.count()?,
        hits: value.member("hits")?.list(&hit)?,
        facets: Facets {
            categories: numbered("categories")?.into_iter().map(|(index, count)| (index as usize, count)).collect(),
            tags: named("tags")?,
            authors: named("authors")?,
            languages: named("languages")?,
            years: numbered("years")?.into_iter().map(|(year, count)| (year as i32, count)).collect(),
        },
        milliseconds: value.member("milliseconds")?.number()?,
    })
}

fn hit(value: &Json) -> Option<Hit> {
    let segments = |name: &str| {
        value.member(name)?.list(&|segment| {
            Some(Segment { text: segment.member("text")?.text()?, marked: segment.member("marked")?.0.as_bool()? })
        })
    };
    Some(Hit {
        ordinal: value.member("ordinal")?.count()?,
        headline: segments("headline")?,
        snippet: segments("snippet")?,
        score: value.member("score")?.number()? as f32,
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
