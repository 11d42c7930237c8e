//! What a drawing may consist of. Not here: `script`, `foreignObject`, `iframe`, `audio`, `video`, `metadata`, `cursor`, `handler`,
//! and everything in other namespaces.

/// Elements that draw, or that say how.
const ELEMENTS: &str = "a animate animateColor animateMotion animateTransform circle clipPath defs desc ellipse feBlend \
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight \
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset \
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter font font-face g glyph hkern image line \
    linearGradient marker mask missing-glyph mpath path pattern polygon polyline radialGradient rect set stop style svg \
    switch symbol text textPath title tref tspan use view vkern";

/// Elements that change an attribute over time.
const ANIMATIONS: &[&str] = &["animate", "animateColor", "animateMotion", "animateTransform", "set"];

/// Attributes without a namespace that do something else than draw. Handlers begin with `on`.
const REFUSED: &str = "target ping download rel referrerpolicy crossorigin fetchpriority autofocus tabindex contentScriptType \
    externalResourcesRequired requiredExtensions base";

pub(super) fn is_element(name: &str) -> bool {
    has(ELEMENTS, name)
}

/// What changes an attribute must not make an address or a handler of it.
pub(super) fn may_animate(element: &str, attribute: &str) -> bool {
    let attribute = attribute.trim();
    let local = attribute.rsplit(':').next().unwrap_or(attribute);
    !ANIMATIONS.contains(&element) || !(is_handler(local) || local.eq_ignore_ascii_case("href"))
}

/// Whether an attribute without a namespace stays, whatever its value.
pub(super) fn is_attribute(name: &str) -> bool {
    !is_handler(name) && !has(REFUSED, name) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

pub(super) fn is_handler(name: &str) -> bool {
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

fn has(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|known| known == word)
}
