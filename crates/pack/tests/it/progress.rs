use std::sync::mpsc::channel;

use tidings_pack::media::workshop::Workshop;
use tidings_pack::pipeline::pack_watched;
use tidings_pack::progress::{Progress, Step};
use tidings_pack::report::Report;

use crate::command::{name, text, tidings};
use crate::support::{files, fixture, request, viewer};

#[test]
fn every_step_rises_from_nothing_to_its_total() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let ((sender, notes), mut report) = (channel(), Report::default());
    let progress = Progress::new(move |step, done, total| sender.send((step, done, total)).unwrap());
    let source = request(&fixture("estuary"));
    // The second time nearly everything is known.
    for _ in 0..2 {
        let workshop = Workshop::in_folder(&folder.path().join("cache"));
        let packed = pack_watched(&source, &site, &viewer(), workshop, &progress, &mut report).unwrap();
        let told: Vec<_> = notes.try_iter().collect();
        assert!(told.is_sorted_by_key(|(step, done, _)| (*step, *done)), "{told:?}");
        for step in [Step::Reading, Step::Articles, Step::Pictures, Step::Writing] {
            let counts: Vec<_> = told.iter().filter(|(of, _, _)| *of == step).collect();
            let (first, last) = (counts.first().unwrap(), counts.last().unwrap());
            assert_eq!(first.1, 0);
            assert!(last.1 > 0 && last.2.is_none_or(|total| last.1 == total), "{told:?}");
        }
        // But for the list of what was written.
        let written = told.iter().rfind(|(step, _, _)| *step == Step::Writing).unwrap().1;
        assert_eq!((written, written + 1), (packed.written.files, files(&site).len()));
    }
}

#[test]
fn where_nobody_looks_there_are_only_whole_lines() {
    let folder = tempfile::tempdir().unwrap();
    let output = tidings(&["pack", name(&fixture("feed/feed.json")), "-o", name(&folder.path().join("site"))]);
    let (said, problems) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{problems}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!problems.contains(['\r', '\u{1b}']) && !problems.contains("reading"), "{problems:?}");
}
