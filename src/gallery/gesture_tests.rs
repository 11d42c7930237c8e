//! What fingers do, told as a film of points and times.

use proptest::prelude::*;

use super::geometry::{Point, Pose, Room, Size};
use super::geometry_tests::rooms;
use super::gesture::{Deed, Gesture};

/// A stage of 800 × 600 that the picture fills, with twice as many pixels across.
fn room() -> Room {
    let stage = Size { width: 800.0, height: 600.0 };
    Room::new(stage, Point::default(), stage, stage, 1600.0).unwrap()
}

fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// One finger along these points, so many milliseconds from one to the next, and up at the last.
fn stroke(gesture: &mut Gesture, pose: Pose, step_ms: f64, points: &[Point]) -> Vec<Deed> {
    let room = room();
    gesture.down(1, points[0], 0.0, pose);
    let mut deeds = Vec::new();
    let mut time_ms = 0.0;
    for point in &points[1..] {
        time_ms += step_ms;
        deeds.extend(gesture.moved(&room, 1, *point, time_ms));
    }
    deeds.extend(gesture.up(&room, 1, points[points.len() - 1], time_ms));
    deeds
}

const ENLARGED: Pose = Pose { at: Point { x: 0.0, y: 0.0 }, scale: 2.0 };

#[test]
fn a_slow_stroke_across_turns_the_page_once_it_is_long_enough() {
    let short =
        stroke(&mut Gesture::default(), Pose::REST, 200.0, &[at(400.0, 300.0), at(350.0, 300.0), at(300.0, 300.0)]);
    assert_eq!(short, [Deed::Across(-50.0), Deed::Across(-100.0), Deed::Return]);
    let long =
        stroke(&mut Gesture::default(), Pose::REST, 900.0, &[at(400.0, 300.0), at(250.0, 310.0), at(100.0, 320.0)]);
    assert_eq!(long.last(), Some(&Deed::Turn { from_left: false }));
}

#[test]
fn a_flick_turns_the_page_however_short_and_a_stroke_that_turns_back_does_not() {
    let flick =
        stroke(&mut Gesture::default(), Pose::REST, 16.0, &[at(400.0, 300.0), at(425.0, 300.0), at(450.0, 300.0)]);
    assert_eq!(flick.last(), Some(&Deed::Turn { from_left: true }));
    let back = stroke(
        &mut Gesture::default(),
        Pose::REST,
        16.0,
        &[at(400.0, 300.0), at(500.0, 300.0), at(460.0, 300.0), at(420.0, 300.0)],
    );
    assert_eq!(back.last(), Some(&Deed::Return));
}

#[test]
fn a_finger_that_rests_before_it_is_lifted_flicks_nothing() {
    let room = room();
    let mut gesture = Gesture::default();
    gesture.down(1, at(400.0, 300.0), 0.0, Pose::REST);
    gesture.moved(&room, 1, at(460.0, 300.0), 20.0);
    assert_eq!(gesture.up(&room, 1, at(460.0, 300.0), 500.0), Some(Deed::Return));
}

#[test]
fn a_picture_at_rest_is_taken_away_up_or_down() {
    for end in [100.0, 500.0] {
        let film = stroke(
            &mut Gesture::default(),
            Pose::REST,
            300.0,
            &[at(400.0, 300.0), at(410.0, (300.0 + end) / 2.0), at(410.0, end)],
        );
        assert_eq!(film, [Deed::Lift((end - 300.0) / 2.0), Deed::Lift(end - 300.0), Deed::Close]);
    }
}

#[test]
fn an_enlarged_picture_follows_the_finger_and_is_thrown() {
    let film = stroke(&mut Gesture::default(), ENLARGED, 16.0, &[at(400.0, 300.0), at(420.0, 310.0), at(440.0, 320.0)]);
    assert_eq!(film[1], Deed::Hold(Pose { at: at(40.0, 20.0), ..ENLARGED }));
    let Some(Deed::Settle(rest)) = film.last() else { panic!("{film:?}") };
    assert!(rest.at.x > 150.0 && rest.at.y > 70.0, "it was not thrown: {rest:?}");
    assert_eq!(*rest, room().bounded(*rest));
}

#[test]
fn an_enlarged_picture_pulled_far_beyond_its_edge_turns_the_page() {
    // The picture is 1600 wide on 800: its left edge is reached after 400.
    let film = stroke(&mut Gesture::default(), ENLARGED, 400.0, &[at(50.0, 300.0), at(400.0, 300.0), at(720.0, 300.0)]);
    assert_eq!(film.last(), Some(&Deed::Turn { from_left: true }));
}

#[test]
fn two_fingers_enlarge_around_what_is_between_them_and_one_goes_on() {
    let room = room();
    let mut gesture = Gesture::default();
    gesture.down(1, at(300.0, 300.0), 0.0, Pose::REST);
    gesture.down(2, at(500.0, 300.0), 5.0, Pose::REST);
    gesture.moved(&room, 1, at(200.0, 300.0), 20.0);
    let held = gesture.moved(&room, 2, at(600.0, 300.0), 21.0);
    assert_eq!(held, Some(Deed::Hold(Pose { at: at(0.0, 0.0), scale: 2.0 })));
    assert_eq!(gesture.up(&room, 1, at(200.0, 300.0), 40.0), None);
    let moved = gesture.moved(&room, 2, at(650.0, 330.0), 60.0);
    assert_eq!(moved, Some(Deed::Hold(Pose { at: at(50.0, 30.0), scale: 2.0 })));
    assert!(matches!(gesture.up(&room, 2, at(650.0, 330.0), 400.0), Some(Deed::Settle(_))));
}

#[test]
fn a_picture_pressed_together_is_closed() {
    let room = room();
    let mut gesture = Gesture::default();
    gesture.down(1, at(100.0, 300.0), 0.0, Pose::REST);
    gesture.down(2, at(700.0, 300.0), 5.0, Pose::REST);
    gesture.moved(&room, 1, at(360.0, 300.0), 20.0);
    gesture.moved(&room, 2, at(440.0, 300.0), 21.0);
    gesture.up(&room, 1, at(360.0, 300.0), 300.0);
    assert_eq!(gesture.up(&room, 2, at(440.0, 300.0), 400.0), Some(Deed::Close));
}

#[test]
fn two_taps_in_one_place_are_a_double_tap_and_a_third_is_a_tap() {
    let room = room();
    let mut gesture = Gesture::default();
    let mut tap = |point: Point, time_ms: f64| {
        gesture.down(1, point, time_ms, Pose::REST);
        gesture.up(&room, 1, point, time_ms + 30.0)
    };
    let (here, near, far) = (at(400.0, 300.0), at(410.0, 305.0), at(500.0, 300.0));
    assert_eq!(tap(here, 0.0), Some(Deed::Tap(here)));
    assert_eq!(tap(near, 200.0), Some(Deed::DoubleTap(near)));
    assert_eq!(tap(near, 400.0), Some(Deed::Tap(near)));
    assert_eq!(tap(far, 500.0), Some(Deed::Tap(far)), "elsewhere");
    assert_eq!(tap(far, 2000.0), Some(Deed::Tap(far)), "much later");
}

#[derive(Clone, Debug)]
enum Act {
    Down(i32, Point),
    Moved(i32, Point),
    Up(i32, Point),
    Cancel,
}

fn acts() -> impl Strategy<Value = Vec<(Act, f64)>> {
    let points = (0.0..800.0_f64, 0.0..600.0_f64).prop_map(|(x, y)| at(x, y));
    let act = (0..4_u8, 0..4_i32, points).prop_map(|(kind, id, point)| match kind {
        0 => Act::Down(id, point),
        1 => Act::Moved(id, point),
        2 => Act::Up(id, point),
        _ if id == 0 => Act::Cancel,
        _ => Act::Moved(id, point),
    });
    prop::collection::vec((act, 0.0..500.0_f64), 0..60)
}

proptest! {
    /// Whatever events a browser sends in whatever order: numbers stay numbers, and a picture that is let go lies where it may.
    #[test]
    fn no_order_of_events_loses_the_picture(room in rooms(), acts in acts()) {
        let mut gesture = Gesture::default();
        let mut pose = Pose::REST;
        let mut now = 0.0;
        for (act, later) in acts {
            now += later;
            let deed = match act {
                Act::Down(id, point) => {
                    gesture.down(id, point, now, pose);
                    None
                }
                Act::Moved(id, point) => gesture.moved(&room, id, point, now),
                Act::Up(id, point) => gesture.up(&room, id, point, now),
                Act::Cancel => Some(gesture.cancel()),
            };
            match deed {
                Some(Deed::Hold(held)) => {
                    prop_assert!(held.at.x.is_finite() && held.at.y.is_finite() && held.scale > 0.0, "{held:?}");
                    pose = held;
                }
                Some(Deed::Settle(rest)) => {
                    prop_assert_eq!(room.bounded(rest), rest);
                    pose = rest;
                }
                Some(Deed::Turn { .. } | Deed::Close) => pose = Pose::REST,
                Some(Deed::Return) => pose = room.bounded(pose),
                Some(Deed::Across(way) | Deed::Lift(way)) => prop_assert!(way.is_finite()),
                Some(Deed::Tap(_) | Deed::DoubleTap(_)) | None => {}
            }
        }
    }
}
