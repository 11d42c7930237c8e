//! The published JSON Schema and the decoder agree on what a good feed is.

use jsonschema::Validator;
use serde_json::Value;
use tidings_bundle::{encode, schema};

use crate::fixtures::{bundle, bytes};

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(schema()).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn complaints(validator: &Validator, text: &[u8]) -> Vec<String> {
    let value: Value = serde_json::from_slice(text).unwrap();
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn good_feeds_fit_the_schema_as_written_and_as_encoded() {
    let validator = validator();
    for name in ["plain-1.1", "plain-1.0", "full-tidings", "missing-picture"] {
        assert_eq!(complaints(&validator, &bytes(name)), [""; 0], "{name}");
        assert_eq!(complaints(&validator, encode(&bundle(name)).as_bytes()), [""; 0], "{name}, encoded");
    }
}

#[test]
fn the_schema_complains_where_the_decoder_does() {
    let validator = validator();
    for name in ["wrong-version", "newer-spec", "items-without-id", "bad-dates", "bad-urls"] {
        assert!(!complaints(&validator, &bytes(name)).is_empty(), "{name}");
    }
}

#[test]
fn what_was_repaired_fits_the_schema() {
    let validator = validator();
    for name in ["items-without-id", "duplicates", "category-cycle", "bad-dates", "bad-urls"] {
        assert_eq!(complaints(&validator, encode(&bundle(name)).as_bytes()), [""; 0], "{name}");
    }
}

/// The schema is documentation too: a member that it does not name is a member nobody can find.
#[test]
fn the_schema_names_every_member_that_is_written() {
    let schema: Value = serde_json::from_str(schema()).unwrap();
    let encoded: Value = serde_json::from_str(&encode(&bundle("full-tidings"))).unwrap();
    let named = schema.to_string();
    names(&encoded, &mut |name| {
        let is_foreign = ["x_unknown", "_other", "kept", "deep"].contains(&name);
        assert!(is_foreign || named.contains(&format!("\"{name}\":")), "{name}");
    });
}

fn names(value: &Value, tell: &mut impl FnMut(&str)) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| {
            tell(name);
            names(value, tell);
        }),
        Value::Array(list) => list.iter().for_each(|value| names(value, tell)),
        _ => {}
    }
}
