//! Whole projects of the generators people have: what is published, under which name, with which links.

use crate::support::{Site, files, fixture, packed, write};

fn site(name: &str, parts: &[(&str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join(name);
    let picture = std::fs::read(fixture("estuary/pictures/gates.png")).unwrap();
    for (file, text) in parts {
        match text.is_empty() {
            true => write(&source.join(file), &picture),
            false => write(&source.join(file), text),
        }
    }
    packed(&source)
}

fn slugs(site: &Site) -> Vec<String> {
    let mut slugs: Vec<String> = site.bundle.articles.iter().map(|article| article.slug.to_string()).collect();
    slugs.sort();
    slugs
}

#[test]
fn a_hugo_project() {
    let site = site(
        "hugo",
        &[
            ("hugo.toml", "title = 'x'\n"),
            ("archetypes/default.md", "---\ntitle: zwiebelfisch\n---\nText.\n"),
            ("content/_index.md", "---\ntitle: The Quay\n---\n"),
            ("content/posts/_index.md", "{\n  \"title\": \"All Posts\",\n  \"description\": \"What we wrote\"\n}\n"),
            (
                "content/posts/ferry/index.md",
                "{\n  \"title\": \"The `Ferry`\",\n  \"date\": \"2024-05-06\",\n  \"tags\": [\"boats\"]\n}\n\n\
                 {{< figure src=\"boat.png\" alt=\"A boat\" caption=\"On *time*\" >}}\n\n\
                 [gates]({{< ref \"gates\" >}}) [frag]({{< relref \"../gates.md#top\" >}}) [abs](/posts/gates/) ![s](/img/sea.png)\n\n\
                 {{< youtube w7Ft2ymGmfc >}}\n\n{{< gallery match=\"photos/*\" >}}\n\n{{< chart data=\"x\" >}}\n",
            ),
            ("content/posts/ferry/boat.png", ""),
            ("content/posts/ferry/photos/a.png", ""),
            ("static/img/sea.png", ""),
            ("content/posts/gates.md", "---\ntitle: Gates\n---\n## Top\n\nThey open.\n"),
            ("content/posts/gates.fr.md", "---\ntitle: Les portes\n---\nElles s'ouvrent.\n"),
        ],
    );
    assert_eq!(site.bundle.title, "The Quay");
    assert_eq!(slugs(&site), ["ferry", "gates", "gates-fr"]);
    assert_eq!(site.bundle.categories.nodes()[0].name("en"), "All Posts");
    let ferry = site.article("ferry");
    assert_eq!((ferry.title.as_str(), ferry.tags.len()), ("The Ferry", 1));
    assert_eq!((ferry.embeds.len(), ferry.galleries[0].items.len()), (1, 1));
    let html = site.html("ferry");
    for part in [
        "<figcaption>On <em>time</em></figcaption>",
        "alt=\"A boat\"",
        "href=\"#/a/gates\">gates",
        "href=\"#/a/gates?at=c-top\">frag",
        "href=\"#/a/gates\">abs",
        "data-tidings-embed=\"youtube-w7Ft2ymGmfc\"",
        "data-tidings-gallery=\"gallery-1\"",
        "{{&lt; chart data=\"x\" &gt;}}",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("/img/sea.png"), "{html}");
    let findings = site.findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(
        findings[0].starts_with("content/posts/ferry/index.md:15: warning: nothing here is called"),
        "{findings:?}"
    );
    assert!(files(&site.path).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("zwiebelfisch")));
}

#[test]
fn a_jekyll_project() {
    let site = site(
        "jekyll",
        &[
            ("_config.yml", "title: x\n"),
            (
                "_posts/2024-05-06-ferry.md",
                "---\nlayout: post\ncategories: [news]\n---\n# The Ferry\n\n[gates]({% post_url 2023-01-02-gates %}) \
                 [link]({{ site.baseurl }}{% link _posts/2023-01-02-gates.md %}) [old](/2023/01/02/gates.html)\n\n\
                 ![sea]({{ \"/assets/sea.png\" | relative_url }})\n\n{% highlight sh %}\n{% link x %}\n{% endhighlight %}\n",
            ),
            ("_posts/2023-01-02-gates.md", "---\ntitle: Gates\npermalink: /the-gates/\n---\nThey open.\n"),
            ("assets/sea.png", ""),
            ("about.md", "---\ntitle: About\npermalink: /about/\n---\n[gates](/the-gates/)\n"),
        ],
    );
    assert_eq!(site.findings(), Vec::<String>::new());
    assert_eq!(slugs(&site), ["about", "ferry", "the-gates"]);
    let ferry = site.article("ferry");
    assert_eq!(
        (ferry.title.as_str(), ferry.published),
        ("The Ferry", tidings_bundle::Timestamp::from_date(2024, 5, 6))
    );
    let html = site.html("ferry");
    assert_eq!(html.matches("href=\"#/a/the-gates\"").count(), 3, "{html}");
    assert!(html.contains("src=\"media/") && html.contains("{% link x %}"), "{html}");
    assert!(site.html("about").contains("#/a/the-gates"));
}

#[test]
fn a_zola_project() {
    let site = site(
        "zola",
        &[
            ("config.toml", "base_url = \"https://quay.example\"\n"),
            ("content/blog/_index.md", "+++\ntitle = \"Blog\"\n+++\n"),
            (
                "content/blog/2024-05-06-ferry/index.md",
                "+++\ntitle = \"Ferry\"\n[taxonomies]\ntags = [\"boats\"]\ncategories = [\"News\"]\n[extra]\nkicker = \"Boats\"\n+++\n\
                 [gates](@/blog/gates.md#top)\n\n{{ vimeo(id=\"146022717\") }}\n\n{{ figure(src=\"boat.png\", alt=\"A boat\") }}\n",
            ),
            ("content/blog/2024-05-06-ferry/boat.png", ""),
            ("content/blog/gates.md", "+++\ntitle = \"Gates\"\naliases = [\"old/gates\"]\n+++\nThey open.\n"),
        ],
    );
    assert_eq!(site.findings(), Vec::<String>::new());
    let ferry = site.article("ferry");
    assert_eq!((ferry.kicker.as_deref(), ferry.tags.contains(&"boats".to_owned())), (Some("Boats"), true));
    assert_eq!(ferry.embeds[0].provider.as_deref(), Some("vimeo"));
    assert!(site.html("ferry").contains("#/a/gates?at=c-top") && site.html("ferry").contains("src=\"media/"));
    assert_eq!(site.bundle.by_slug("old-gates"), site.bundle.by_slug("gates"));
}

#[test]
fn a_docusaurus_and_a_mkdocs_project() {
    let site = site(
        "docusaurus",
        &[
            ("docusaurus.config.js", "module.exports = {};\n"),
            ("docs/01-basics/_category_.json", "{\"label\": \"The Basics\"}"),
            (
                "docs/01-basics/01-intro.mdx",
                "---\nsidebar_label: Intro\n---\nimport Tabs from '@theme/Tabs';\n\n# Getting *started*\n\n:::note[Mind]\n\nThe `gap`.\n\n:::\n\n\
                 [next](./02-setup.md) [by name](./setup) <Tabs>kept</Tabs>\n",
            ),
            ("docs/01-basics/02-setup.md", "---\nslug: /first-setup\n---\n# Setup\n\nText.\n"),
            ("docs/01-basics/_partial.md", "quastenflosser\n"),
            ("docs/hidden.md", "---\nunlisted: true\n---\nquastenflosser\n"),
            ("node/README.md", "quastenflosser\n"),
        ],
    );
    assert_eq!(slugs(&site), ["first-setup", "intro"]);
    assert_eq!(site.article("intro").title, "Getting started");
    assert!(site.bundle.categories.nodes().iter().any(|node| node.name("en") == "The Basics"));
    let html = site.html("intro");
    assert!(html.contains("callout-note") && html.contains("<strong>Mind</strong>") && html.contains("kept"), "{html}");
    assert_eq!(html.matches("#/a/first-setup").count(), 2, "{html}");
    assert!(!html.contains("import Tabs"));
    assert!(files(&site.path).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("quastenflosser")));
}

#[test]
fn docfx_pages() {
    let site = site(
        "docfx",
        &[
            ("includes/old.md", "---\ntitle: Old\nms.date: 01/01/2020\n---\n> [!NOTE]\n> This is old.\n"),
            (
                "net/a.md",
                "---\ntitle: KS\\_A\ndescription: KS\\_A is a thing.\nauthor: ada\nms.date: 05/06/2024\n---\n\n# KS\\_A\n\n\
                 [!INCLUDE [Old](../includes/old.md)]\n\n> [!IMPORTANT] Mind it.\n\n[b](/corp/docs/net/b) [c](/corp/docs/disk/c#x) [d](/corp/docs/disk/d) \
                 [e](B.md)\n\n:::image type=\"content\" source=\"media/a.png\" alt-text=\"It.\":::\n",
            ),
            ("net/b.md", "# B\n\nText.\n"),
            ("net/media/a.png", ""),
            ("disk/c.md", "# C\n\nText.\n"),
            ("disk/d.md", "# D\n\nText.\n"),
        ],
    );
    assert_eq!(site.findings(), Vec::<String>::new());
    let article = site.article("a");
    assert_eq!((article.title.as_str(), article.summary.as_deref()), ("KS_A", Some("KS_A is a thing.")));
    assert_eq!(article.published, tidings_bundle::Timestamp::from_date(2024, 5, 6));
    let html = site.html("a");
    for part in [
        "callout-note",
        "This is old.",
        "callout-important",
        "#/a/b\">b",
        "#/a/c?at=c-x",
        "#/a/d\">d",
        "#/a/b\">e",
        "src=\"media/",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(site.bundle.articles.len(), 4, "what is only included is no article");
}

#[test]
fn an_article_without_a_summary_gets_its_first_sentences_and_says_so() {
    let site = site(
        "plain",
        &[
            ("a.md", "# A\n\n## Head\n\n```\ncode\n```\n\nThe gates *open* at six. They close at ten.\n"),
            ("b.md", "---\ntitle: B\nsummary: Mine.\n---\nThe text.\n"),
        ],
    );
    let derived = site.article("a");
    assert_eq!(derived.summary.as_deref(), Some("The gates open at six. They close at ten."));
    assert_eq!(derived.tidings_extensions.get("derived"), Some(&serde_json::json!(["summary"])));
    let own = site.article("b");
    assert_eq!((own.summary.as_deref(), own.tidings_extensions.get("derived")), (Some("Mine."), None));
}
