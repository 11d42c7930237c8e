//! Custom properties: only those stay that a kept rule asks for, or another that stays.

use std::collections::HashSet;

use super::sheet::{Node, split};

pub(super) fn without_unused(nodes: Vec<Node>) -> Vec<Node> {
    let mut asked = HashSet::new();
    // Each round finds what the properties of the round before ask for; a chain is short.
    loop {
        let before = asked.len();
        nodes.iter().for_each(|node| collect(node, &mut asked));
        if asked.len() == before {
            break;
        }
    }
    let asked: HashSet<String> = asked.into_iter().map(str::to_owned).collect();
    nodes.into_iter().filter_map(|node| thin(node, &asked)).collect()
}

fn collect<'n>(node: &'n Node, asked: &mut HashSet<&'n str>) {
    match node {
        Node::Statement(_) => {}
        Node::Group { nodes, .. } => nodes.iter().for_each(|node| collect(node, asked)),
        Node::Rule { body, .. } if body.contains('{') => asked.extend(names(body)),
        Node::Rule { body, .. } => split(body, ';').for_each(|declaration| {
            let is_wanted = own_name(declaration).is_none_or(|name| asked.contains(name));
            if is_wanted {
                asked.extend(names(declaration));
            }
        }),
    }
}

fn thin(node: Node, asked: &HashSet<String>) -> Option<Node> {
    match node {
        Node::Group { prelude, nodes } => {
            let nodes: Vec<Node> = nodes.into_iter().filter_map(|node| thin(node, asked)).collect();
            (!nodes.is_empty()).then_some(Node::Group { prelude, nodes })
        }
        Node::Rule { selectors, body } if !body.contains('{') => {
            let kept: Vec<&str> = split(&body, ';')
                .filter(|declaration| own_name(declaration).is_none_or(|name| asked.contains(name)))
                .collect();
            (!kept.is_empty()).then(|| Node::Rule { selectors, body: kept.join(";") })
        }
        other => Some(other),
    }
}

/// The name of the custom property that a declaration sets.
fn own_name(declaration: &str) -> Option<&str> {
    declaration.split_once(':').map(|(name, _)| name.trim()).filter(|name| name.starts_with("--"))
}

/// The custom properties that a text asks for.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("var(").skip(1).filter_map(|rest| rest.split([',', ')']).next()).map(str::trim)
}
