//! Of any picture on any stage: where it may lie, and that a zoom leaves in its place what it was asked about.

use proptest::prelude::*;

use super::geometry::{Point, Pose, Room, Size};

/// A rounding error, in CSS pixels.
const NEARLY: f64 = 1e-6;

/// A stage with a frame in it and a picture of any shape, down to a line of one pixel.
pub(super) fn rooms() -> impl Strategy<Value = Room> {
    let stages = (200.0..4000.0_f64, 200.0..3000.0_f64);
    let frames = (0.0..0.4_f64, 0.0..0.4_f64);
    let pictures = (1.0..9000.0_f64, 1.0..9000.0_f64, 1.0..9000.0_f64);
    (stages, frames, pictures).prop_filter_map("a room", |((width, height), (above, below), (wide, high, own))| {
        let frame_at = Point { x: 0.0, y: height * above };
        let frame = Size { width, height: height * (1.0 - above - below) };
        Room::new(Size { width, height }, frame_at, frame, Size { width: wide, height: high }, own)
    })
}

fn poses() -> impl Strategy<Value = Pose> {
    (-9000.0..9000.0_f64, -9000.0..9000.0_f64, 0.05..60.0_f64)
        .prop_map(|(x, y, scale)| Pose { at: Point { x, y }, scale })
}

fn points() -> impl Strategy<Value = Point> {
    (0.0..4000.0_f64, 0.0..3000.0_f64).prop_map(|(x, y)| Point { x, y })
}

fn are_near(one: Pose, other: Pose) -> bool {
    one.at.distance(other.at) < NEARLY && (one.scale - other.scale).abs() < NEARLY
}

/// The edges of the picture on the stage: from the left and from the right, from the top and from the bottom.
fn edges(room: &Room, pose: Pose) -> [(f64, f64); 2] {
    // Asked as a reader would: the picture ends where a point is no longer on it.
    let edge = |to: Point| {
        let centre = room.centre_of(pose);
        let (mut on, mut off) = (0.0, 1e6);
        for _ in 0..80 {
            let middle = (on + off) / 2.0;
            match room.is_on_picture(pose, centre + to * middle) {
                true => on = middle,
                false => off = middle,
            }
        }
        centre + to * on
    };
    let (left, right) = (edge(Point { x: -1.0, y: 0.0 }).x, edge(Point { x: 1.0, y: 0.0 }).x);
    let (top, bottom) = (edge(Point { x: 0.0, y: -1.0 }).y, edge(Point { x: 0.0, y: 1.0 }).y);
    [(left, right), (top, bottom)]
}

proptest! {
    #[test]
    fn a_picture_at_rest_is_where_it_may_be(room in rooms()) {
        prop_assert!(are_near(room.bounded(Pose::REST), Pose::REST));
        prop_assert!(are_near(room.pulled(Pose::REST), Pose::REST));
    }

    #[test]
    fn a_bounded_picture_leaves_nothing_empty_that_it_could_fill_and_is_seen_whole_if_it_can_be(room in rooms(), pose in poses()) {
        let pose = room.bounded(pose);
        prop_assert!(pose.scale >= 1.0 && pose.scale <= room.most());
        let stage = room.stage();
        for ((start, end), stage) in edges(&room, pose).into_iter().zip([stage.width, stage.height]) {
            let (from, to) = if end - start > stage { (start, end) } else { (-start, stage - end + stage) };
            prop_assert!(from <= NEARLY && to >= stage - NEARLY, "{start} to {end} on {stage}");
        }
    }

    #[test]
    fn bounding_twice_changes_nothing(room in rooms(), pose in poses()) {
        let once = room.bounded(pose);
        prop_assert!(are_near(room.bounded(once), once));
    }

    #[test]
    fn a_zoom_leaves_in_its_place_what_is_under_the_pointer(room in rooms(), from in poses(), scale in 0.1..40.0_f64, point in points()) {
        let to = room.zoomed(from, scale, point);
        // The place within the picture, in parts of it at rest.
        let within = |pose: Pose| (point - room.centre_of(pose)) * (1.0 / pose.scale);
        prop_assert!(within(from).distance(within(to)) < NEARLY * 1000.0);
        prop_assert_eq!(to.scale, scale);
    }

    #[test]
    fn fingers_pull_a_picture_beyond_its_bounds_no_further_than_they_go(room in rooms(), pose in poses()) {
        let pose = Pose { scale: room.bounded(pose).scale, ..pose };
        let held = room.pulled(pose);
        prop_assert_eq!(held.scale, pose.scale);
        let (asked, given) = (room.excess(pose), room.excess(held));
        for (asked, given, room) in [(asked.x, given.x, room.stage().width), (asked.y, given.y, room.stage().height)] {
            prop_assert!(given.abs() <= asked.abs() + NEARLY && given.abs() <= room && given * asked >= 0.0, "{asked} gives {given}");
        }
    }

    #[test]
    fn a_thrown_picture_comes_to_rest_where_it_may_be(room in rooms(), pose in poses(), x in -5.0..5.0_f64, y in -5.0..5.0_f64) {
        let rest = room.thrown(pose, Point { x, y });
        prop_assert!(are_near(room.bounded(rest), rest));
    }

    #[test]
    fn a_double_tap_enlarges_within_what_is_allowed(room in rooms()) {
        prop_assert!(room.near() >= 2.0 && room.near() <= room.most());
    }
}

#[test]
fn nothing_is_measured_of_a_picture_that_has_not_come() {
    let stage = Size { width: 800.0, height: 600.0 };
    assert_eq!(Room::new(stage, Point::default(), stage, Size { width: 0.0, height: 0.0 }, 0.0), None);
}

#[test]
fn a_picture_can_be_enlarged_to_twice_its_own_pixels() {
    let stage = Size { width: 800.0, height: 600.0 };
    let natural = Size { width: 800.0, height: 600.0 };
    let room = Room::new(stage, Point::default(), stage, natural, 4000.0).unwrap();
    assert_eq!((room.near(), room.most()), (4.0, 10.0));
    let small = Room::new(stage, Point::default(), stage, Size { width: 40.0, height: 30.0 }, 40.0).unwrap();
    assert_eq!((small.near(), small.most()), (2.0, 4.0));
}
