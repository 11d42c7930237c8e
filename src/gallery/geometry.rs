//! Where a picture lies on the stage: arithmetic in CSS pixels, right and down, and factors.
//!
//! 1. At rest a picture stands in the middle of its frame, which is the stage less the caption, as large as fits and no larger than it
//!    is.
//! 2. A [`Pose`] says how far its centre has been moved from there and how many times larger it is. Enlarged, it has the whole stage.
//! 3. Whatever asks for a pose, [`Room::bounded`] has the last word; while fingers hold the picture it may be [pulled](Room::pulled) a little
//!    further, against a growing resistance.

use std::ops::{Add, Mul, Sub};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    pub at: Point,
    pub scale: f64,
}

/// What a picture has room in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    stage: Size,
    /// Of the frame, from the stage's corner at the top left.
    middle: Point,
    /// The picture at rest.
    picture: Size,
    /// The scale at which one of its own pixels is one of the page's.
    full: f64,
}

/// The smallest scale that enlarges: less is a rounding error.
const ENLARGED: f64 = 1.01;

/// Milliseconds that a thrown picture's speed is carried on: with the time and the curve of `--duration-throw` it then leaves the finger as
/// fast as the finger was (600 ms, and the curve's first slope of 0.7 / 0.2).
const CARRIED_MS: f64 = 171.0;

impl Point {
    pub fn distance(self, other: Point) -> f64 {
        let gap = self - other;
        (gap.x * gap.x + gap.y * gap.y).sqrt()
    }
}

impl Add for Point {
    type Output = Point;

    fn add(self, other: Point) -> Point {
        Point { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for Point {
    type Output = Point;

    fn sub(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }
}

impl Mul<f64> for Point {
    type Output = Point;

    fn mul(self, factor: f64) -> Point {
        Point { x: self.x * factor, y: self.y * factor }
    }
}

impl Pose {
    pub const REST: Pose = Pose { at: Point { x: 0.0, y: 0.0 }, scale: 1.0 };

    pub fn is_enlarged(self) -> bool {
        self.scale > ENLARGED
    }
}

impl Room {
    /// The room of a picture in a frame whose corner is at `frame_at`. `natural` is the picture's size as the browser counts it, `width` that
    /// of its original in pixels. `None` while any of them is nothing: a picture that has not come, a page that is not laid out.
    pub fn new(stage: Size, frame_at: Point, frame: Size, natural: Size, width: f64) -> Option<Room> {
        let is_there = |size: Size| size.width >= 1.0 && size.height >= 1.0;
        if !is_there(stage) || !is_there(frame) || !is_there(natural) {
            return None;
        }
        let fit = (frame.width / natural.width).min(frame.height / natural.height).min(1.0);
        let picture = Size { width: natural.width * fit, height: natural.height * fit };
        let middle = frame_at + Point { x: frame.width / 2.0, y: frame.height / 2.0 };
        Some(Room { stage, middle, picture, full: width.max(1.0) / picture.width })
    }

    pub fn stage(&self) -> Size {
        self.stage
    }

    /// The middle of the stage: where a zoom goes that was asked for by key.
    pub fn centre(&self) -> Point {
        Point { x: self.stage.width / 2.0, y: self.stage.height / 2.0 }
    }

    /// The largest scale: twice the picture's own pixels, and four times what fits even where it has fewer.
    pub fn most(&self) -> f64 {
        (2.0 * self.full).max(4.0)
    }

    /// The scale of a double tap: the picture's own pixels, within twice and four times what fits.
    pub fn near(&self) -> f64 {
        within(self.full, 2.0, 4.0)
    }

    /// The pose at another scale that leaves in its place what is at a point of the stage.
    pub fn zoomed(&self, from: Pose, scale: f64, point: Point) -> Pose {
        let point = point - self.middle;
        Pose { at: point - (point - from.at) * (scale / from.scale), scale }
    }

    /// Where the picture's centre is, on the stage.
    pub fn centre_of(&self, pose: Pose) -> Point {
        self.middle + pose.at
    }

    /// Whether a point of the stage is on the picture.
    pub fn is_on_picture(&self, pose: Pose, point: Point) -> bool {
        let from_centre = point - self.centre_of(pose);
        let Size { width, height } = self.picture;
        from_centre.x.abs() * 2.0 <= width * pose.scale && from_centre.y.abs() * 2.0 <= height * pose.scale
    }

    /// The nearest pose in which the picture is neither smaller than at rest nor larger than [`Self::most`], and leaves no part of the stage
    /// empty that it could fill.
    pub fn bounded(&self, pose: Pose) -> Pose {
        let scale = within(pose.scale, 1.0, self.most());
        // What is at the middle of the stage stays there while the scale gives way.
        let pose = if scale == pose.scale { pose } else { self.zoomed(pose, scale, self.centre()) };
        let (x, y) = self.bounds(scale);
        Pose { at: Point { x: within(pose.at.x, x.0, x.1), y: within(pose.at.y, y.0, y.1) }, scale }
    }

    /// The pose under fingers that may pull beyond the bounds.
    pub fn pulled(&self, pose: Pose) -> Pose {
        let most = self.most();
        let scale = match pose.scale {
            small if small < 1.0 => 1.0 - resisted(1.0 - small, 1.0),
            large if large > most => most + resisted(large - most, most),
            fine => fine,
        };
        let (x, y) = self.bounds(scale.max(1.0));
        let pull = |at: f64, (low, high): (f64, f64), room: f64| {
            let inside = within(at, low, high);
            let over = at - inside;
            inside + resisted(over.abs(), room).copysign(over)
        };
        let at = Point { x: pull(pose.at.x, x, self.stage.width), y: pull(pose.at.y, y, self.stage.height) };
        Pose { at, scale }
    }

    /// How far a pose is beyond the bounds.
    pub fn excess(&self, pose: Pose) -> Point {
        pose.at - self.bounded(pose).at
    }

    /// Where a picture comes to rest that is let go at a speed (pixels in a millisecond).
    pub fn thrown(&self, pose: Pose, speed: Point) -> Pose {
        self.bounded(Pose { at: pose.at + speed * CARRIED_MS, ..pose })
    }

    /// The least and the most that the centre may be moved, across and down.
    fn bounds(&self, scale: f64) -> ((f64, f64), (f64, f64)) {
        let across = bounds(self.stage.width, self.middle.x, self.picture.width * scale);
        let down = bounds(self.stage.height, self.middle.y, self.picture.height * scale);
        (across, down)
    }
}

/// In one dimension: a picture that is longer than the stage covers it; a shorter one stays where it rests, and moves only as far as it
/// must to be seen whole.
fn bounds(stage: f64, middle: f64, picture: f64) -> (f64, f64) {
    let (start, end) = (picture / 2.0 - middle, stage - picture / 2.0 - middle);
    if picture > stage {
        return (end, start);
    }
    let still = within(0.0, start, end);
    (still, still)
}

/// How far something gives that is pulled by `over` beyond its bounds: a little more than half at first, and never more than `room`.
fn resisted(over: f64, room: f64) -> f64 {
    let over = over * 0.55;
    over * room / (room + over)
}

/// As `clamp`, which stops the viewer where a rounding error has the bounds cross.
fn within(value: f64, low: f64, high: f64) -> f64 {
    value.min(high).max(low)
}
