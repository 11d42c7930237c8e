use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// The value as another reader's; `None` where a text has half a surrogate pair.
fn tree(json: Json<'_>) -> Option<Value> {
    if json.is_list() {
        return json.entries().map(tree).collect();
    }
    if json.is_object() {
        return json.members().map(|(name, value)| Some((name.text()?.into_owned(), tree(value)?))).collect();
    }
    let text = || json.text().map(|text| Value::from(text.into_owned()));
    let number =
        || json.unsigned().map(Value::from).or(json.integer().map(Value::from)).or(json.number().map(Value::from));
    json.boolean().map(Value::from).or_else(number).or_else(text).or(json.is_null().then_some(Value::Null))
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-999_999_999i64..999_999_999, 0i32..6)
            .prop_map(|(whole, places)| Value::from(whole as f64 / 10f64.powi(places))),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map("\\PC{0,3}|[\"\\\\\n]", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_is_read_as_it_was_written(value in value(), is_pretty in any::<bool>()) {
        let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        prop_assert_eq!(tree(Json::parse(&text).unwrap()), Some(value));
    }

    #[test]
    fn whatever_another_reader_refuses_is_refused(
        text in "[\\[\\]{}:, \n0-9eE.+\"a\\\\u-]{0,12}|(\\[|\\{\"a\":|1|-0|true|nul|\"\\\\u12|,|\\]|\\}|\"|1e5|0\\.5| ){0,9}"
    ) {
        let other = serde_json::from_str::<serde::de::IgnoredAny>(&text);
        let own = Json::parse(&text);
        prop_assert_eq!(own.is_ok(), other.is_ok(), "{:?} {:?}", own, other);
        if let (Err(own), Err(other)) = (own, other) {
            // The other reader wants to see the digits of an escape at once, and calls `1e` a wrong number.
            prop_assert!(own.truncated || !other.is_eof() || text.contains("\\u"), "{own:?} {other}");
        }
    }
}

#[test]
fn numbers_come_out_as_another_reader_has_them() {
    for text in [
        "0",
        "-0",
        "0.1",
        "-12.75",
        "1e3",
        "1E-3",
        "3.000",
        "123456789.123456",
        "1e22",
        "0e99999999999",
        "1e-99999999999",
        "1e300",
        "0.30000001192092896",
    ] {
        let (own, other) = (Json(text).number().unwrap(), text.parse::<f64>().unwrap());
        assert!((own - other).abs() <= other.abs() * 1e-15, "{text}: {own} {other}");
    }
    for text in ["1e999", "\"1\"", "null", ""] {
        assert_eq!(Json(text).number(), None, "{text}");
    }
    assert_eq!(
        (Json("1.0").unsigned(), Json("-1").unsigned(), Json("18446744073709551616").unsigned()),
        (None, None, None)
    );
}

#[test]
fn half_a_surrogate_pair_is_no_text() {
    for text in [r#""\ud800""#, r#""\udc00""#, r#""\ud800\ud800""#, r#""\ud800x\udc00""#, r#""\ud83d\n""#] {
        assert_eq!(Json::parse(text).unwrap().text(), None, "{text}");
    }
    assert_eq!(Json::parse(r#""\ud83d\uDE00""#).unwrap().text().as_deref(), Some("😀"));
}

#[test]
fn of_equal_names_the_last_counts_however_it_is_written() {
    let object = Json::parse(r#" {"a" : 1, "\u0061":[2] } "#).unwrap();
    assert_eq!(object.get("a").map(Json::as_written), Some("[2]"));
    assert_eq!((object.entries().count(), Json::parse("[]").unwrap().members().count()), (0, 0));
}

#[test]
fn the_place_of_a_mistake_is_its_first_byte() {
    let place = |text| Json::parse(text).err().map(|error: Malformed| (error.line, error.column, error.truncated));
    assert_eq!(place("{\n \"a\": nonsense}"), Some((2, 8, false)));
    assert_eq!(place("[1,\n2"), Some((2, 1, true)));
    assert_eq!(place("[1] 2"), Some((1, 5, false)));
    assert_eq!(place("\"a\nb\""), Some((1, 3, false)));
    assert_eq!(place(""), Some((1, 0, true)));
}
