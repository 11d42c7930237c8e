//! Which tests a promise becomes: every engine, every shape of a site, and not always every pair of them.
//!
//! A promise that is broken is nearly always broken in an engine or on a shape, not in one engine on one shape only. So a run of all
//! promises takes pairs: each promise in each engine, and on each shape in two of them. Chromium, the quickest to fail, takes both; Firefox
//! and WebKit share, by turns, so that each has half of its promises on either. It is a third less of the longest part of the suite.
//! Of a heavy promise Chromium, too, takes one shape only, and on a disk the engines take turns: what is read there comes out of the same
//! viewer. Whoever names promises, or asks for [`Reach::Thorough`], gets all.

use super::Promise;
use crate::engine::Engine;
use crate::site::Shape;

/// How much of engines × shapes a run takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Pairs,
    Thorough,
}

/// The shapes on which the promise of this place in the list is tested in an engine.
pub(super) fn shapes(promise: &Promise, place: usize, engine: Engine, reach: Reach) -> Vec<Shape> {
    let mut shapes = on_hosts(promise, place, engine, reach).to_vec();
    let is_turn = engine_number(engine) == place % Engine::ALL.len();
    if promise.is_on_disk && (is_turn || reach == Reach::Thorough) {
        shapes.push(Shape::Disk);
    }
    shapes
}

fn engine_number(engine: Engine) -> usize {
    Engine::ALL.iter().position(|other| *other == engine).unwrap_or_default()
}

fn on_hosts(promise: &Promise, place: usize, engine: Engine, reach: Reach) -> &'static [Shape] {
    if promise.is_once {
        return &[Shape::Plain];
    }
    let turn = match (reach, engine) {
        (Reach::Thorough, _) => return &Shape::BOTH,
        (Reach::Pairs, Engine::Chromium) if !promise.is_heavy() => return &Shape::BOTH,
        (Reach::Pairs, Engine::Chromium | Engine::Firefox) => place,
        (Reach::Pairs, Engine::WebKit) => place + 1,
    };
    if turn.is_multiple_of(2) { &[Shape::Plain] } else { &[Shape::Packed] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promise() -> Promise {
        Promise::new("something", |_| Box::pin(async { Ok(()) }))
    }

    #[test]
    fn every_promise_meets_each_engine_and_each_shape_in_two_of_them() {
        for place in 0..4 {
            let of = |engine| shapes(&promise(), place, engine, Reach::Pairs);
            assert!(Engine::ALL.iter().all(|engine| !of(*engine).is_empty()));
            for shape in Shape::BOTH {
                let engines = Engine::ALL.iter().filter(|engine| of(**engine).contains(&shape));
                assert_eq!(engines.count(), 2, "promise {place} on {shape:?}");
            }
        }
    }

    #[test]
    fn firefox_and_webkit_meet_both_shapes_over_two_promises() {
        for engine in [Engine::Firefox, Engine::WebKit] {
            let two = [0, 1].map(|place| shapes(&promise(), place, engine, Reach::Pairs));
            assert!(Shape::BOTH.iter().all(|shape| two.concat().contains(shape)));
        }
    }

    #[test]
    fn a_thorough_run_takes_all_and_a_promise_about_no_shape_is_tested_once() {
        assert_eq!(shapes(&promise(), 0, Engine::WebKit, Reach::Thorough), Shape::BOTH);
        let once = promise().once_because("a test");
        assert_eq!(shapes(&once, 1, Engine::Firefox, Reach::Thorough).len(), 1);
    }

    #[test]
    fn what_holds_on_a_disk_is_tested_there_by_turns_or_in_every_engine() {
        let on_disk = promise().also_on("disk");
        for place in 0..4 {
            let in_how_many = |promise: &Promise, reach| {
                Engine::ALL
                    .iter()
                    .filter(|engine| shapes(promise, place, **engine, reach).contains(&Shape::Disk))
                    .count()
            };
            assert_eq!(in_how_many(&on_disk, Reach::Pairs), 1);
            assert_eq!(in_how_many(&on_disk, Reach::Thorough), 3);
            assert_eq!(in_how_many(&promise(), Reach::Thorough), 0);
        }
        let engines: std::collections::HashSet<_> = (0..3)
            .flat_map(|place| Engine::ALL.map(|engine| (place, engine)))
            .filter(|(place, engine)| shapes(&on_disk, *place, *engine, Reach::Pairs).contains(&Shape::Disk))
            .map(|(_, engine)| engine.name())
            .collect();
        assert_eq!(engines.len(), 3);
    }

    #[test]
    fn a_heavy_promise_meets_each_engine_once_and_both_shapes() {
        let heavy = promise().within_seconds(240);
        for place in 0..4 {
            let all = Engine::ALL.map(|engine| shapes(&heavy, place, engine, Reach::Pairs));
            assert!(all.iter().all(|shapes| shapes.len() == 1), "promise {place}");
            assert!(Shape::BOTH.iter().all(|shape| all.concat().contains(shape)), "promise {place}");
        }
    }
}
