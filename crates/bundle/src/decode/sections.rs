//! Categories and tags of an item.

use super::context::Context;
use super::fields::Fields;
use crate::limits::MAX_ENTRIES;
use crate::names::Register;
use crate::{Article, CategoryTree};

pub(super) fn sections(
    article: &mut Article,
    item: &mut Fields<'_>,
    tidings: &mut Fields<'_>,
    context: &mut Context<'_>,
) {
    let mut categories = Vec::new();
    for name in tidings.lines("categories", MAX_ENTRIES) {
        categories.extend(context.category(&name, &tidings.place.member("categories")));
    }
    for name in item.lines("category", MAX_ENTRIES) {
        categories.extend(context.named_category(&name));
    }
    let primary = tidings.line("primary_category");
    let primary = primary.and_then(|name| context.category(&name, &tidings.place.member("primary_category")));
    categories.extend(primary);
    article.primary_category = primary;
    article.categories = without_doubles(categories);
    article.tags = tags(item, &article.categories, &context.tree);
}

fn without_doubles(categories: Vec<usize>) -> Vec<usize> {
    let mut seen = Register::exact();
    categories.into_iter().filter(|category| seen.claim(&category.to_string())).collect()
}

/// Each once, whatever its case. In a feed the tags also hold the names of the categories, for readers that know no others; here
/// they do not.
fn tags(item: &mut Fields<'_>, categories: &[usize], tree: &CategoryTree) -> Vec<String> {
    let mut seen = Register::ignoring_case();
    for (_, name) in categories.iter().filter_map(|category| tree.get(*category)).flat_map(|category| &category.names) {
        seen.claim(name);
    }
    let mut tags = Vec::new();
    for tag in item.lines("tags", usize::MAX) {
        if !seen.claim(&tag) {
            continue;
        }
        if tags.len() >= MAX_ENTRIES {
            item.problem("tags", format_args!("more than {MAX_ENTRIES} tags"), "the rest is left out");
            break;
        }
        tags.push(tag);
    }
    tags
}
