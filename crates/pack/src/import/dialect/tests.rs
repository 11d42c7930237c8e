use super::*;
use crate::import::Origin;
use tidings_bundle::{Article, Content, Slug};

pub(crate) fn article(file: &str, body: &str) -> SourceArticle {
    SourceArticle {
        origin: Origin { file: file.to_owned(), body_line: 1, ..Origin::default() },
        body: Body::Markdown(body.to_owned()),
        article: Article::new("x", Slug::from_text("x"), Content::Text(String::new())),
        id: None,
        slug: None,
        slug_hint: "x".to_owned(),
        path: None,
        former: Vec::new(),
        categories: Vec::new(),
        dir: None,
        stem: file.to_owned(),
        traces: crate::import::Traces::default(),
    }
}

fn translated(body: &str) -> (SourceArticle, Vec<String>) {
    let mut article = article("a.md", body);
    let findings = translate(&mut article, Path::new("/nowhere"), &Fragments::default());
    (article, findings.iter().map(ToString::to_string).collect())
}

fn text(body: &str) -> String {
    let (article, findings) = translated(body);
    assert_eq!(findings, Vec::<String>::new(), "{body}");
    article.body.as_str().to_owned()
}

#[test]
fn a_figure_keeps_its_picture_words_and_link() {
    assert_eq!(
        text("A\n\n{{< figure src=\"a b.jpg\" alt=\"A & B\" caption=\"The *pier*\" attr=\"Ada\" >}}\n\nB\n"),
        "A\n\n<figure><img src=\"a b.jpg\" alt=\"A &amp; B\"><figcaption>The <em>pier</em> Ada</figcaption></figure>\n\nB\n"
    );
    assert_eq!(text("{{ figure(src=\"a.jpg\", alt='x') }}\nB"), "<figure><img src=\"a.jpg\" alt=\"x\"></figure>\n\nB");
    assert_eq!(text("in {{< img src=\"a.jpg\" >}} line"), "in <img src=\"a.jpg\"> line");
    assert_eq!(text("{% include figure.html src=\"a.jpg\" %}"), "<figure><img src=\"a.jpg\"></figure>");
    assert_eq!(
        text("1. one\n   :::image type=\"content\" source=\"media/a.png\" alt-text=\"Shows it.\":::\n1. two\n"),
        "1. one\n   <figure><img src=\"media/a.png\" alt=\"Shows it.\"></figure>\n\n1. two\n"
    );
}

#[test]
fn films_become_embeds_in_their_place() {
    for (written, provider, url) in [
        ("{{< youtube w7Ft2ymGmfc >}}", "youtube", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        (
            "{{< youtube id=\"w7Ft2ymGmfc\" autoplay=\"true\" >}}",
            "youtube",
            "https://www.youtube.com/watch?v=w7Ft2ymGmfc",
        ),
        ("{{ youtube(id=\"w7Ft2ymGmfc\") }}", "youtube", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ("{% include youtube.html id=\"w7Ft2ymGmfc\" %}", "youtube", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ("{{% vimeo 146022717 %}}", "vimeo", "https://vimeo.com/146022717"),
        ("{{< x user=\"ada\" id=\"12\" >}}", "x", "https://x.com/ada/status/12"),
        (
            "> [!VIDEO https://www.youtube.com/embed/w7Ft2ymGmfc]",
            "youtube",
            "https://www.youtube.com/watch?v=w7Ft2ymGmfc",
        ),
    ] {
        let (article, findings) = translated(written);
        assert_eq!(findings, Vec::<String>::new());
        let embed = &article.article.embeds[0];
        assert_eq!((embed.provider.as_deref(), embed.url.as_deref()), (Some(provider), Some(url)), "{written}");
        assert!(
            article.body.as_str().contains(&format!("<div data-tidings-embed=\"{}\"></div>", embed.id)),
            "{written}"
        );
    }
    let (article, findings) = translated("{{< youtube \"\\\"><script>\" >}}");
    assert!(article.article.embeds.is_empty() && findings.len() == 1);
}

#[test]
fn galleries_are_taken_from_the_text() {
    let body = "A\n\n{{< gallery title=\"Ice\" >}}\n![One](1.jpg \"First\")\n{{< figure src=\"2.jpg\" alt=\"Two\" >}}\n{{< /gallery >}}\nB\n";
    let (article, findings) = translated(body);
    assert_eq!(findings, Vec::<String>::new());
    let gallery = &article.article.galleries[0];
    let items: Vec<_> = gallery.items.iter().map(|item| (item.src.as_str(), item.alt.as_deref())).collect();
    assert_eq!(items, [("1.jpg", Some("One")), ("2.jpg", Some("Two"))]);
    assert_eq!((gallery.title.as_deref(), gallery.items[0].caption.as_deref()), (Some("Ice"), Some("First")));
    assert_eq!(article.body.as_str(), "A\n\n<div data-tidings-gallery=\"gallery-1\"></div>\n\nB\n");
    assert_eq!(article.origin.line(4), 7, "the line behind a gallery of four lines is still the seventh");
}

#[test]
fn a_gallery_of_a_folder_holds_its_pictures_by_name_and_none_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap().join("source");
    std::fs::create_dir_all(root.join("post/photos")).unwrap();
    for name in ["source/post/photos/b.png", "source/post/photos/a 1.jpg", "source/post/photos/notes.txt", "x.png"] {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    let read = |body: &str| {
        let mut article = article("post/index.md", body);
        article.origin.folder = root.join("post");
        let findings = translate(&mut article, &root, &Fragments::default());
        let items = article.article.galleries.iter().flat_map(|gallery| &gallery.items);
        (items.map(|item| item.src.clone()).collect::<Vec<_>>(), findings.len())
    };
    assert_eq!(
        read("{{< gallery match=\"photos/*\" >}}"),
        (vec!["photos/a%201.jpg".to_owned(), "photos/b.png".to_owned()], 0)
    );
    assert_eq!(read("{{< gallery dir=\"../..\" >}}"), (Vec::new(), 1));
}

#[test]
fn links_between_articles_become_addresses_that_are_looked_up() {
    assert_eq!(text("[a]({{< ref \"other.md#top\" >}})"), "[a](@ref/other.md#top)");
    assert_eq!(text("[a]({{% relref \"/posts/a b.md\" %}})"), "[a](@ref//posts/a%20b.md)");
    assert_eq!(text("[a]({% post_url 2024-05-06-name %})"), "[a](@ref/2024-05-06-name)");
    assert_eq!(text("[a]({{ site.baseurl }}{% link _posts/2024-05-06-name.md %})"), "[a](@/_posts/2024-05-06-name.md)");
    assert_eq!(text("![a]({{ '/img/a.png' | relative_url }})"), "![a](/img/a.png)");
}

#[test]
fn boxes_of_all_kinds_become_callouts() {
    for (written, expected) in [
        (":::note\n\nText\n\n:::\n", "> [!NOTE]\n> \n> Text\n> \n\n"),
        (":::danger[Hot *water*]\nText\n:::\n", "> [!CAUTION]\n> **Hot *water***\n>\n> Text\n\n"),
        ("::: tip Save\nText\n:::", "> [!TIP]\n> **Save**\n>\n> Text\n"),
        (
            "!!! warning \"Careful\"\n    Text\n\n    More\nAfter\n",
            "> [!WARNING]\n> **Careful**\n>\n> Text\n>\n> More\nAfter\n",
        ),
        ("> [!NOTE] Text\n> more\n", "> [!NOTE]\n> Text\n> more\n"),
        ("> [!danger]- Folded\n> Text\n", "> [!CAUTION]\n> Folded\n> Text\n"),
        (":::row:::\nText\n:::row-end:::\n", "\nText\n\n"),
        ("::::info\n:::tip\nText\n:::\n::::\n", "> [!NOTE]\n> > [!TIP]\n> > Text\n>\n\n"),
        ("{{< notice tip \"Save\" >}}\nText\n{{< /notice >}}\n", "> [!TIP]\n> **Save**\n>\n> \n> Text\n\n"),
    ] {
        assert_eq!(text(written), expected, "{written}");
    }
    let (_, findings) = translated("Text\n\n:::tabs\nA\n:::\n\n:::note\nB\n");
    assert!(
        findings[0].starts_with("a.md:3: warning: there is no box called \"tabs\"") && findings.len() == 2,
        "{findings:?}"
    );
    assert!(findings[1].starts_with("a.md:7: warning: the box that begins here never ends"), "{findings:?}");
}

#[test]
fn what_is_unknown_stays_as_text_and_is_told_with_its_line() {
    let (article, findings) = translated("A\n\n{{<chart \"x\">}} and {{ name }} and {% if x %}\n");
    assert_eq!(article.body.as_str(), "A\n\n{{&lt;chart \"x\">}} and {{ name }} and {% if x %}\n");
    assert_eq!(findings.len(), 2);
    assert!(findings[0].starts_with("a.md:3: warning: nothing here is called \"{{<chart \"x\">}}\""), "{findings:?}");
}

#[test]
fn nothing_is_touched_inside_of_code_and_comments() {
    for body in [
        "`{{< youtube w7Ft2ymGmfc >}}`",
        "```\n{{< figure src=\"a.jpg\" >}}\n:::note\n> [!NOTE] x\n!!! note\n```\n",
        "text\n\n    {{< youtube w7Ft2ymGmfc >}}\n",
        "<!-- {{< youtube w7Ft2ymGmfc >}} -->",
        "> ```\n> {% raw %}\n> ```\n",
        "1. x\n\n   ```\n   :::image source=\"a.png\":::\n   ```\n",
    ] {
        let (article, findings) = translated(body);
        assert_eq!((article.body.as_str(), findings.len(), article.article.embeds.len()), (body, 0, 0));
    }
}

#[test]
fn what_liquid_hides_is_not_published() {
    assert_eq!(text("A\n{% comment %}\nsecret\n{% endcomment %}\nB"), "A\n\n\nB");
    let (article, findings) = translated("A\n{% comment %}\nsecret\n");
    assert!(!article.body.as_str().contains("secret"));
    assert!(findings[0].starts_with("a.md:2: error"), "{findings:?}");
    assert_eq!(text("{% highlight rust %}\nlet `a`;\n{% endhighlight %}\n"), "```rust\nlet `a`;\n```\n");
    assert_eq!(text("{% raw %}{{ x }}{% endraw %}"), "{{ x }}");
    assert_eq!(text("{{</* figure src=\"x\" */>}}"), "{{&lt; figure src=&quot;x&quot; &gt;}}");
}

#[test]
fn includes_are_put_in_and_missing_ones_are_told() {
    let mut articles = vec![
        article("net/a.md", "[!INCLUDE [Note](../includes/note.md)]\n\nText\n"),
        article("net/b.md", "- x\n\n  [!include[Note](../includes/none.md)]\n"),
        article("includes/note.md", "> [!NOTE]\n> Old.\n"),
    ];
    let fragments = {
        for article in &mut articles {
            article.traces = crate::import::Traces::of(article);
        }
        Fragments::take(&mut articles, |article| article.body.as_str().to_owned())
    };
    assert_eq!(articles.len(), 2, "a file in `includes` that is included is no article");
    assert_eq!(translate(&mut articles[0], Path::new("/nowhere"), &fragments), []);
    assert_eq!(articles[0].body.as_str(), "> [!NOTE]\n> Old.\n\n\n\nText\n");
    assert_eq!(articles[0].origin.line(5), 3);
    let findings = translate(&mut articles[1], Path::new("/nowhere"), &fragments);
    assert!(findings[0].to_string().starts_with("net/b.md:3: warning: \"includes/none.md\" is to be included"));
}

#[test]
fn hostile_texts_end_soon() {
    let started = std::time::Instant::now();
    for text in [
        "{{< gallery >}}\n".repeat(50_000),
        "{{< ".repeat(200_000),
        "{{<a \"".repeat(100_000),
        ":::note\n".repeat(100_000),
        "{% raw %}".repeat(100_000),
        "> [!NOTE] x\n".repeat(100_000),
        format!("{}x", "> ".repeat(200_000)),
        "{{< figure src=\"a\" >}}".repeat(50_000),
    ] {
        let (article, findings) = translated(&text);
        assert!(findings.len() <= MOST_FINDINGS + 1);
        assert!(article.body.as_str().len() < 40 * text.len() + 1_000);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
