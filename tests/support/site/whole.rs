//! What a site in parts holds, as one feed: what tests look articles up in.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use crate::Outcome;

/// The entry with all articles, the newest first, and with what they name by id.
pub(super) fn gathered(disk: &Path, mut entry: Value) -> Outcome<Value> {
    let mut items: Vec<Value> = Vec::new();
    let mut known = HashSet::new();
    // An empty publication has no such folder.
    let folder = std::fs::read_dir(disk.join("bundle/articles"));
    let files = folder.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
    for file in files {
        let mut part: Value = serde_json::from_slice(&std::fs::read(file.path())?)?;
        // What has a `shard` is an entry of an article that stands elsewhere.
        let is_whole = |item: &Value| item.pointer("/_tidings/shard").is_none();
        let articles = part.get_mut("items").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
        items.extend(articles.into_iter().filter(is_whole));
        add_tables(&mut entry, &part, &mut known);
    }
    let date = |item: &Value| item.get("date_published").and_then(Value::as_str).unwrap_or_default().to_owned();
    items.sort_by_key(|item| std::cmp::Reverse(date(item)));
    if let Some(entry) = entry.as_object_mut() {
        entry.insert("items".to_owned(), Value::Array(items));
        if let Some(tidings) = entry.get_mut("_tidings").and_then(Value::as_object_mut) {
            tidings.remove("packed");
        }
    }
    Ok(entry)
}

/// Pictures and whatever else articles name by id, each once.
fn add_tables(entry: &mut Value, part: &Value, known: &mut HashSet<String>) {
    let Some(tables) = part.get("_tidings").and_then(Value::as_object) else { return };
    let Some(own) = entry.get_mut("_tidings").and_then(Value::as_object_mut) else { return };
    for (name, entries) in tables.iter().filter_map(|(name, value)| Some((name, value.as_array()?))) {
        let Some(table) = own.entry(name.clone()).or_insert_with(|| Value::Array(Vec::new())).as_array_mut() else {
            continue;
        };
        let key = |entry: &Value| Some(format!("{name} {}", entry.get("id")?));
        if known.insert(name.clone()) {
            known.extend(table.iter().filter_map(key));
        }
        table.extend(entries.iter().filter(|entry| key(entry).is_some_and(|key| known.insert(key))).cloned());
    }
}
