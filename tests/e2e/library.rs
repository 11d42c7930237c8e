//! What the device remembers of articles: saved ones, those read, and where their reader stopped.

use serde_json::{Value, json};
use tidings_tests::pages::{ArticlePage, CategoryPage, FrontPage, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Pages, Shape, Site, feed_of, item};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        an_article_is_saved_listed_and_taken_out and on disk,
        a_read_article_is_marked_in_lists_until_it_is_forgotten,
        a_reader_goes_on_where_they_stopped,
        a_device_that_keeps_nothing_says_so,
        what_is_remembered_goes_into_a_file_and_back,
    ]
}

const SAVE: &str = ".actions [data-does=save]";

async fn an_article_is_saved_listed_and_taken_out(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    for slug in ["tide-mill", "ketabkhaneh-dar-fanus"] {
        ArticlePage::open(&test.browser, &site, slug).await?;
        ensure_equal!(test.browser.text(SAVE).await?, words.text("library.save")?, "the button before");
        test.browser.click(SAVE).await?;
        test.browser.find(&format!("{SAVE}[aria-pressed=true]")).await?;
        ensure_equal!(test.browser.text(SAVE).await?, words.text("library.saved")?, "the button after");
    }
    test.browser.click(".colophon-saved a").await?;
    wait_for_page(&test.browser, "saved").await?;
    let saved = "main > .library-list .library-headline";
    test.browser.find(saved).await?;
    ensure_equal!(test.browser.texts(saved).await?, [LIBRARY_FA, MILL], "what is saved, the newest first");
    ensure_equal!(test.browser.style(saved, "direction").await?, "rtl", "the direction of a Persian headline");
    test.browser.reload().await?;
    wait_for_page(&test.browser, "saved").await?;
    test.browser.click_text(saved, MILL).await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    test.browser.back().await?;
    wait_for_page(&test.browser, "saved").await?;
    for left in [1, 0] {
        test.browser.click("main > .library-list .notice-close").await?;
        let gone = format!("return document.querySelectorAll('main > .library-list > li').length === {left}");
        test.browser.wait_for_script(&format!("{left} saved articles"), &gone).await?;
    }
    ensure_equal!(test.browser.text("main > .empty").await?, words.text("library.empty")?, "what an empty list says");
    Ok(())
}

/// Waits until the device remembers something of an article, as a piece of its record.
async fn wait_until_remembered(test: &Test, slug: &str, what: &str) -> Outcome {
    let script = format!(
        "return Object.keys(localStorage).some((key) => key.endsWith('#{slug}') && localStorage[key].includes('{what}'))"
    );
    test.browser.wait_for_script(&format!("{what} of {slug} to be remembered"), &script).await
}

async fn a_read_article_is_marked_in_lists_until_it_is_forgotten(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    // Its end is on show from the beginning, and counts once it has stayed so for a while.
    ArticlePage::open(&test.browser, &site, "winter-swimmers").await?;
    wait_until_remembered(test, "winter-swimmers", "&read=").await?;
    CategoryPage::open(&test.browser, &site, "coast", "Coast").await?;
    let read = "return [...document.querySelectorAll('.story')].filter((story) => story.querySelector('.story-read'))
        .map((story) => story.querySelector('.story-headline').textContent.trim())";
    let marked = || async { Outcome::Ok(tidings_tests::browser::strings(&test.browser.execute(read, vec![]).await?)) };
    ensure_equal!(marked().await?, [SWIMMERS], "articles that count as read");
    ensure_equal!(test.browser.text(".story-read").await?, words.text("library.read")?, "the mark");
    // Another page of the site has it unread, and read again: what is on show follows.
    let elsewhere = "const frame = document.createElement('iframe');
        frame.hidden = true;
        document.body.append(frame);
        const storage = frame.contentWindow.localStorage;
        const key = Object.keys(storage).find((key) => key.endsWith('#winter-swimmers'));
        const line = storage.getItem(key);
        window.tidingsElsewhere = () => storage.setItem(key, line);
        storage.setItem(key, line.replace('&read=', '&other='));";
    test.browser.execute(elsewhere, vec![]).await?;
    test.browser.wait_gone(".story-read").await?;
    test.browser
        .execute("window.tidingsElsewhere(); document.querySelector('iframe[hidden]').remove()", vec![])
        .await?;
    test.browser.find(".story-read").await?;

    test.browser.click(".colophon-saved a").await?;
    wait_for_page(&test.browser, "saved").await?;
    ensure_equal!(test.browser.texts(".library-lately .library-headline").await?, [SWIMMERS], "what was read lately");
    test.browser.click_text(".library-lately button", words.text("library.forget")?).await?;
    test.browser.wait_gone(".library-lately").await?;
    ensure!(
        test.browser.is_true("return !Object.keys(localStorage).some((key) => key.includes('#'))").await?,
        "something of an article is still remembered"
    );
    CategoryPage::open(&test.browser, &site, "coast", "Coast").await?;
    ensure!(marked().await?.is_empty(), "the mark is still there");
    Ok(())
}

/// Paragraphs that can be told apart.
fn paragraphs(numbers: std::ops::Range<u32>) -> String {
    let text = "The tide comes in twice a day and asks nobody. ".repeat(8);
    numbers.map(|number| format!("<p>Day {number} of the diary. {text}</p>")).collect()
}

fn diary(html: &str) -> Value {
    feed_of("Diaries", vec![item("diary", "A diary", html), item("note", "A note", &"<p>Nothing.</p>".repeat(80))])
}

async fn a_reader_goes_on_where_they_stopped(test: &Test) -> Outcome {
    let site = Site::of(test.shape(), "diary", &diary(&paragraphs(1..60)), Pages::Written)?;
    test.browser.goto(&site.url("a/diary")).await?;
    ArticlePage::shown(&test.browser, "A diary").await?;
    ensure_equal!(test.browser.count(".resume").await?, 0, "offers at the first visit");
    let middle = "document.querySelector('#p-30').scrollIntoView(); return true";
    // Whether the second file is here cannot be seen; what it remembers can.
    wait_until_remembered(test, "diary", "opened=").await?;
    test.browser.execute(middle, vec![]).await?;
    wait_until_remembered(test, "diary", "&at=p-").await?;

    test.browser.goto(&site.url("a/note")).await?;
    ArticlePage::shown(&test.browser, "A note").await?;
    // From the foot of another page.
    test.browser.execute("scrollTo(0, document.documentElement.scrollHeight); return true", vec![]).await?;
    test.browser.wait_for_script("the foot of the note", "return scrollY > 500").await?;
    test.browser.click(".neighbour").await?;
    ArticlePage::shown(&test.browser, "A diary").await?;
    test.browser.find(".resume .button").await?;
    ensure!(test.browser.is_true("return scrollY < 10").await?, "the page went there by itself");
    test.browser.click(".resume .button").await?;
    let is_there = "return [...document.querySelectorAll('.prose > p')].some((paragraph) => /^Day (29|30|31) /.test(paragraph.textContent)
        && Math.abs(paragraph.getBoundingClientRect().top) < innerHeight / 2)";
    test.browser.wait_for_script("the paragraph where the reader stopped", is_there).await?;
    test.browser.wait_gone(".resume").await?;
    test.listen().await?;

    // Ten paragraphs have come before it since.
    site.publish("diary-later", &diary(&format!("{}{}", "<p>Later addition.</p>".repeat(10), paragraphs(1..60))))?;
    test.browser.goto(&site.url("a/note")).await?;
    ArticlePage::shown(&test.browser, "A note").await?;
    if test.shape() == Shape::Plain {
        // Behind `#` nothing is asked for anew by itself.
        test.browser.reload().await?;
        ArticlePage::shown(&test.browser, "A note").await?;
    }
    test.browser.goto(&site.url("a/diary")).await?;
    ArticlePage::shown(&test.browser, "A diary").await?;
    test.browser
        .wait_for_script(
            "the later text",
            "return document.querySelector('.prose').textContent.includes('Later addition')",
        )
        .await?;
    test.browser.click(".resume .button").await?;
    test.browser.wait_for_script("the same paragraph in a longer text", is_there).await?;
    Ok(())
}

async fn a_device_that_keeps_nothing_says_so(test: &Test) -> Outcome {
    let words = Words::of("en")?;
    // A frame without a storage of its own, and a device without room. From the page's first moment, as where it is so: WebKit goes on with
    // the storage that a running script has met already.
    let refused =
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    let saved = "main > .library-list .library-headline";
    let mut sites = Vec::new();
    for refuse in [refused, full] {
        let site = Site::saltmarsh(test.shape())?;
        site.server.add_script("/__refuse.js", refuse.into());
        FrontPage::open(&test.browser, &site).await?;
        test.browser.click_text(".front-lead .story-headline a", MILL).await?;
        ArticlePage::shown(&test.browser, MILL).await?;
        test.browser.click(SAVE).await?;
        test.browser.find(&format!("{SAVE}[aria-pressed=true]")).await?;
        test.browser.click(".colophon-saved a").await?;
        wait_for_page(&test.browser, "saved").await?;
        ensure_equal!(test.browser.texts(saved).await?, [MILL], "what is saved after {refuse}");
        ensure_equal!(
            test.browser.text("main > .empty").await?,
            words.text("library.not_kept")?,
            "what is said about it"
        );
        test.browser.reload().await?;
        wait_for_page(&test.browser, "saved").await?;
        test.browser.find("main > .empty").await?;
        ensure_equal!(test.browser.count(saved).await?, 0, "saved articles after a reload");
        test.listen().await?;
        sites.push(site);
    }
    Ok(())
}

/// Stands for the reader's disk: keeps what the page would save, and gives it to a field that asks for a file.
const DISK: &str = "window.disk = {};
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { blob.text().then((text) => { window.disk.text = text; }); return make.call(URL, blob); };
    HTMLAnchorElement.prototype.click = function () { window.disk.name = this.download; };
    HTMLInputElement.prototype.click = function () {
        const chosen = new DataTransfer();
        chosen.items.add(new File([window.disk.text], 'list.json', { type: 'application/json' }));
        this.files = chosen.files;
        this.dispatchEvent(new Event('change'));
    };
    return true";

async fn what_is_remembered_goes_into_a_file_and_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    let saved = "main > .library-list .library-headline";
    ArticlePage::open(&test.browser, &site, "ketabkhaneh-dar-fanus").await?;
    test.browser.click(SAVE).await?;
    test.browser.find(&format!("{SAVE}[aria-pressed=true]")).await?;
    test.browser.click(".colophon-saved a").await?;
    wait_for_page(&test.browser, "saved").await?;
    test.browser.find(saved).await?;
    test.browser.execute(DISK, vec![]).await?;
    test.browser.click_text(".library-files button", words.text("library.to_file")?).await?;
    let is_written = "return window.disk.name === 'tidings-articles.json' && !!window.disk.text";
    test.browser.wait_for_script("the file", is_written).await?;
    let headline = "return JSON.parse(window.disk.text)['tidings-articles-1'][0].headline";
    ensure_equal!(test.browser.read(headline).await?, LIBRARY_FA, "the headline in the file");

    test.browser.click("main > .library-list .notice-close").await?;
    test.browser.wait_gone(saved).await?;
    let told = |expected: String| async move {
        test.browser
            .wait_for(&format!("the words {expected:?}"), || async {
                let told = test.browser.text(".library-told").await?;
                Ok(if told == expected { Ok(()) } else { Err(told) })
            })
            .await
    };
    test.browser.click_text(".library-files button", words.text("library.from_file")?).await?;
    told(words.fill("library.added.one", &[("n", "1")])?).await?;
    ensure_equal!(test.browser.texts(saved).await?, [LIBRARY_FA], "what is saved again");
    for other in ["no JSON", "{}", "[1]", "{\"tidings-articles-1\": 5}"] {
        test.browser.execute("window.disk.text = arguments[0]; return true", vec![json!(other)]).await?;
        test.browser.click_text(".library-files button", words.text("library.from_file")?).await?;
        told(words.text("library.no_list")?.to_owned()).await?;
    }
    // What is no record costs itself.
    let mixed = "window.disk.text = JSON.stringify({ 'tidings-articles-1': [null, 7, { slug: '' }, { slug: 'x', saved: 'y' }, { slug: 'tide-mill', saved: '5', headline: 'A mill' }] }); return true";
    test.browser.execute(mixed, vec![]).await?;
    test.browser.click_text(".library-files button", words.text("library.from_file")?).await?;
    told(words.fill("library.added.one", &[("n", "1")])?).await?;
    ensure_equal!(test.browser.texts(saved).await?, [LIBRARY_FA, "A mill"], "what is saved, the newest first");
    Ok(())
}
