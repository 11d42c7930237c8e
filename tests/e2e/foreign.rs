//! Feeds that are not ours: RSS and Atom at the feed's address, and files from the reader's device.

use serde_json::json;
use tidings_tests::pages::{FrontPage, SearchPage, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::offline::{lose_server, wait_for_files};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_feed_in_rss_opens_and_is_searched once because "a feed of another kind is one file",
        a_feed_in_rss_is_read_without_the_server once because "a feed of another kind is one file",
        a_feed_in_atom_opens once because "a feed of another kind is one file",
        a_file_that_is_dropped_onto_the_page_is_read,
        xml_that_is_no_feed_is_told_and_a_file_helps once because "a feed of another kind is one file",
    ]
}

const RSS: &str = r#"<?xml version="1.0" encoding="windows-1252"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>The Caf~ Gazette</title><link>https://gazette.example/</link><description>From the counter</description><language>en-gb</language>
  <atom:link href="https://gazette.example/rss" rel="self"/>
  <item>
    <title>Tea &amp;amp; toast</title><link>https://gazette.example/tea</link><guid isPermaLink="false">g-1</guid>
    <pubDate>Sat, 14 Mar 2026 09:30:00 GMT</pubDate><dc:creator>Ada Marsh</dc:creator><category>Breakfast</category>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>The kettle <b>whistled</b> at dawn.</p><script>window.hostile = true</script><img src="x" onerror="window.hostile = true">]]></content:encoded>
  </item>
  <item>
    <title>Closing early</title><link>https://gazette.example/closing</link><guid>https://gazette.example/closing</guid>
    <pubDate>Fri, 13 Mar 2026 09:30:00 GMT</pubDate><description>&lt;p&gt;No more scones.&lt;/p&gt;</description>
  </item>
</channel></rss>"#;

const ATOM: &str = r#"<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fa">
  <title>برگ سبز</title><subtitle>از باغ</subtitle><link href="https://garden.example/"/>
  <entry>
    <id>urn:x:1</id><title type="html">انار &amp;amp; انجیر</title><link rel="alternate" href="https://garden.example/1"/>
    <published>2026-03-14T09:30:00Z</published><updated>2026-03-15T09:30:00Z</updated><author><name>لیلا</name></author><category term="باغ"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>درخت <em>انار</em> گل داد.</p></div></content>
  </entry>
</feed>"#;

/// In the encoding that it names.
fn rss() -> Vec<u8> {
    RSS.bytes().map(|byte| if byte == b'~' { 0xe9 } else { byte }).collect()
}

async fn a_feed_in_rss_opens_and_is_searched(test: &Test) -> Outcome {
    let site = Site::of_feed("")?;
    site.server.answer("/feed.json", Answer::new("application/rss+xml", rss()));
    let front = FrontPage::open(&test.browser, &site).await?;
    ensure_equal!(test.browser.text(".masthead-name").await?, "The Café Gazette", "the name of the publication");
    // As in all feeds: Chromium holds even the inert parser's document against the policy, and the picture is nobody's.
    for expected in
        ["script-src-attr blocked inline", "Executing inline event handler violates", "resource: IMG", "status of 404"]
    {
        test.allow_remark(expected);
    }
    front.open_lead("Tea & toast").await?;
    let shown = test.browser.read("return document.querySelector('.prose').innerHTML").await?;
    ensure!(shown.contains("<b>whistled</b>") && !shown.contains("script") && !shown.contains("onerror"), "{shown}");
    ensure!(test.browser.is_true("return !window.hostile").await?, "something of the feed has run");
    ensure!(test.browser.text("main").await?.contains("Ada Marsh"), "the author is missing");
    let search = SearchPage::open(&test.browser, &site, "").await?;
    search.type_text("scones").await?;
    search.wait_for_headlines(&["Closing early"]).await
}

async fn a_feed_in_rss_is_read_without_the_server(test: &Test) -> Outcome {
    let site = Site::of_feed("")?;
    for expected in [
        "script-src-attr blocked inline",
        "Executing inline event handler violates",
        // The picture that it names is nobody's.
        "resource: IMG",
        "/x - Failed to load resource",
    ] {
        test.allow_remark(expected);
    }
    site.server.answer("/feed.json", Answer::new("application/rss+xml", rss()));
    FrontPage::open(&test.browser, &site).await?;
    wait_for_files(test, &site, &["feed.json", "open.js", ""]).await?;
    // Half a feed hides no whole one.
    site.server.answer("/feed.json", Answer::new("application/rss+xml", rss().get(..600).unwrap_or_default()));
    test.browser.reload().await?;
    FrontPage::shown(&test.browser).await?;
    ensure_equal!(test.browser.text(".masthead-name").await?, "The Café Gazette", "what is shown for half a feed");
    lose_server(test, &site).await?;
    test.browser.reload().await?;
    FrontPage::shown(&test.browser).await?.open_lead("Tea & toast").await.map(drop)
}

async fn a_feed_in_atom_opens(test: &Test) -> Outcome {
    let site = Site::of_feed("")?;
    site.server.answer("/feed.json", Answer::new("application/xml", ATOM));
    FrontPage::open(&test.browser, &site).await?.open_lead("انار & انجیر").await?;
    let told = "const prose = document.querySelector('.prose'); return `${getComputedStyle(prose).direction} ${prose.querySelector('em')?.textContent}`";
    ensure_equal!(test.browser.read(told).await?, "rtl انار", "direction and emphasis");
    Ok(())
}

/// Drops a file onto the page, as a script can.
async fn drop_file(test: &Test, name: &str, content: &str) -> Outcome {
    let script = "const transfer = new DataTransfer(); transfer.items.add(new File([arguments[1]], arguments[0]));
        const event = kind => new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event('dragover')); document.body.dispatchEvent(event('drop'));";
    test.browser.execute(script, vec![json!(name), json!(content)]).await.map(drop)
}

/// Whether the viewer listens already cannot be seen, so the reader drops it again and again.
async fn drop_until_shown(test: &Test, content: &str, name: &str) -> Outcome {
    test.browser
        .wait_for("the dropped feed", || async {
            let now =
                test.browser.read("return document.querySelector('.masthead-name')?.textContent.trim() ?? ''").await?;
            if now == name {
                return Ok(Ok(()));
            }
            drop_file(test, "feed.xml", content).await?;
            Ok(Err(now))
        })
        .await
}

async fn a_file_that_is_dropped_onto_the_page_is_read(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    drop_until_shown(test, ATOM, "برگ سبز").await?;
    // A picture that is dragged across the page comes as a file and is none of ours.
    drop_file(test, "photo.png", "pixels").await?;
    FrontPage::shown(&test.browser).await?.open_lead("انار & انجیر").await?;
    // It is searched like any other.
    test.browser.click(".masthead-search, [href*=search]").await?;
    wait_for_page(&test.browser, "search").await?;
    SearchPage::shown(&test.browser).await?.type_text("انار").await?;
    SearchPage::shown(&test.browser).await?.wait_for_headlines(&["انار & انجیر"]).await?;
    // The publication is back when the page is loaded anew.
    FrontPage::open(&test.browser, &site).await?;
    test.browser.reload().await?;
    FrontPage::shown(&test.browser).await?.open_lead(crate::saltmarsh::MILL).await.map(drop)
}

async fn xml_that_is_no_feed_is_told_and_a_file_helps(test: &Test) -> Outcome {
    let words = Words::of("en")?;
    let site = Site::of_feed("")?;
    site.server
        .answer("/feed.json", Answer::new("application/xml", "<?xml version=\"1.0\"?><catalogue><book/></catalogue>"));
    test.browser.goto(&site.url("")).await?;
    test.browser.find(".problem[data-kind=wrong_type]").await?;
    ensure_equal!(test.browser.text("[data-does=open-feed]").await?, words.text("open.choose")?, "the way out");
    drop_until_shown(test, RSS, "The Caf~ Gazette").await?;
    FrontPage::shown(&test.browser).await.map(drop)
}
