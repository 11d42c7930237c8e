//! What fingers ask of a picture, or the mouse's button: a machine of a few states, fed with points and times, that knows no browser.
//!
//! 1. One finger on an enlarged picture moves it, and throws it when it is lifted in flight; beyond the picture's edge it turns the page.
//! 2. One finger on a picture at rest turns the page if it moves across, and takes the picture away if it moves up or down.
//! 3. Two fingers enlarge and move at once. Whoever presses a picture together closes it.
//! 4. A finger that does not move taps, and two taps in one place are a double tap.

use super::geometry::{Point, Pose, Room};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deed {
    /// The picture follows the fingers.
    Hold(Pose),
    /// The picture is let go and comes to rest here.
    Settle(Pose),
    /// The photos follow a finger across, by so many pixels to the right.
    Across(f64),
    /// The photo follows a finger, by so many pixels down.
    Lift(f64),
    /// Everything goes back to where it was.
    Return,
    /// The photo from beyond the left edge comes in, or the one from beyond the right.
    Turn {
        from_left: bool,
    },
    Close,
    Tap(Point),
    DoubleTap(Point),
}

/// Fingers on the stage. Times are in milliseconds, from anywhere.
#[derive(Default)]
pub struct Gesture {
    /// One or two.
    fingers: Vec<Finger>,
    state: State,
    /// Of the picture when the state began.
    start: Option<Pose>,
    /// Of the picture now.
    held: Option<Pose>,
    /// Of the only finger, in pixels in a millisecond.
    speed: Point,
    moved_ms: f64,
    tapped: Option<(f64, Point)>,
}

struct Finger {
    id: i32,
    from: Point,
    at: Point,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    /// Down, and not moved far enough to mean anything.
    #[default]
    Pressed,
    Panning,
    Crossing,
    Lifting,
    Pinching,
}

/// A finger that moves less has not moved.
const SLOP: f64 = 8.0;

/// Between two taps that belong together, and between their places: the half of a thumb.
pub const DOUBLE_TAP_MS: f64 = 300.0;
const DOUBLE_TAP_APART: f64 = 40.0;

/// A finger that rested for so long before it was lifted throws nothing.
const AT_REST_MS: f64 = 80.0;

/// Pixels in a millisecond from which a flick turns the page, or takes a picture away, however short it was.
const FLICK: f64 = 0.4;

/// A picture pressed together to less than this is closed.
const PRESSED_TOGETHER: f64 = 0.8;

/// Parts of the stage: so far across turns the page, so far down takes a picture away, so far beyond its edge turns the page too.
const FAR_ACROSS: f64 = 0.35;
const FAR_DOWN: f64 = 0.2;
const FAR_BEYOND: f64 = 0.3;

impl Gesture {
    /// Whether no finger is down.
    pub fn is_idle(&self) -> bool {
        self.fingers.is_empty()
    }

    /// A finger comes down on a picture in this pose.
    pub fn down(&mut self, id: i32, at: Point, time_ms: f64, pose: Pose) {
        if self.fingers.len() >= 2 || self.fingers.iter().any(|finger| finger.id == id) {
            return;
        }
        self.fingers.push(Finger { id, from: at, at });
        let state = if self.fingers.len() == 2 { State::Pinching } else { State::Pressed };
        self.begin(state, self.held.unwrap_or(pose));
        self.moved_ms = time_ms;
    }

    /// A finger has moved.
    pub fn moved(&mut self, room: &Room, id: i32, at: Point, time_ms: f64) -> Option<Deed> {
        let finger = self.fingers.iter_mut().find(|finger| finger.id == id)?;
        let took = (time_ms - self.moved_ms).max(1.0);
        // Half of the speed is the last step's: fingers tremble, and clocks of events are coarse.
        self.speed = (self.speed + (at - finger.at) * (1.0 / took)) * 0.5;
        self.moved_ms = time_ms;
        finger.at = at;
        let way = finger.at - finger.from;
        let start = self.start?;
        if self.state == State::Pressed {
            if way.x.abs().max(way.y.abs()) < SLOP {
                return None;
            }
            self.state = if start.is_enlarged() {
                State::Panning
            } else if way.x.abs() > way.y.abs() {
                State::Crossing
            } else {
                State::Lifting
            };
        }
        Some(match self.state {
            State::Crossing => Deed::Across(way.x),
            State::Lifting => Deed::Lift(way.y),
            _ => {
                let held = room.pulled(self.wanted(room)?);
                self.held = Some(held);
                Deed::Hold(held)
            }
        })
    }

    /// A finger is lifted.
    pub fn up(&mut self, room: &Room, id: i32, at: Point, time_ms: f64) -> Option<Deed> {
        let place = self.fingers.iter().position(|finger| finger.id == id)?;
        let wanted = self.wanted(room)?;
        let finger = self.fingers.remove(place);
        if !self.fingers.is_empty() {
            // The other one goes on by itself, from here.
            self.begin(State::Panning, self.held.unwrap_or(wanted));
            return None;
        }
        let way = finger.at - finger.from;
        let speed = if time_ms - self.moved_ms > AT_REST_MS { Point::default() } else { self.speed };
        let held = self.held.take();
        let stage = room.stage();
        Some(match self.state {
            State::Pressed => self.tap(at, time_ms),
            State::Crossing => {
                let is_flick = speed.x.abs() > FLICK && (speed.x > 0.0) == (way.x > 0.0);
                match is_flick || way.x.abs() > stage.width * FAR_ACROSS {
                    true => Deed::Turn { from_left: way.x > 0.0 },
                    false => Deed::Return,
                }
            }
            State::Lifting => {
                let is_flick = speed.y.abs() > FLICK && (speed.y > 0.0) == (way.y > 0.0);
                if is_flick || way.y.abs() > stage.height * FAR_DOWN { Deed::Close } else { Deed::Return }
            }
            State::Panning | State::Pinching => {
                let held = held.unwrap_or(wanted);
                let beyond = room.excess(wanted);
                if held.scale < PRESSED_TOGETHER {
                    Deed::Close
                } else if held.is_enlarged() && beyond.x.abs() > (stage.width * FAR_BEYOND).max(beyond.y.abs()) {
                    Deed::Turn { from_left: beyond.x > 0.0 }
                } else {
                    Deed::Settle(room.thrown(held, speed))
                }
            }
        })
    }

    /// The browser has taken the fingers away.
    pub fn cancel(&mut self) -> Deed {
        self.fingers.clear();
        self.held = None;
        Deed::Return
    }

    fn begin(&mut self, state: State, pose: Pose) {
        self.state = state;
        self.start = Some(pose);
        self.speed = Point::default();
        self.fingers.iter_mut().for_each(|finger| finger.from = finger.at);
    }

    /// The pose that the fingers ask for, bounds aside.
    fn wanted(&self, room: &Room) -> Option<Pose> {
        let start = self.start?;
        match &self.fingers[..] {
            [one] => Some(Pose { at: start.at + (one.at - one.from), ..start }),
            [one, other] => {
                let middle = |one: Point, other: Point| (one + other) * 0.5;
                let (from, at) = (middle(one.from, other.from), middle(one.at, other.at));
                let apart = one.at.distance(other.at) / one.from.distance(other.from).max(1.0);
                // No more than screens are wide, in case both fingers began in one place.
                let zoomed = room.zoomed(start, start.scale * apart.clamp(0.01, 100.0), from);
                Some(Pose { at: zoomed.at + (at - from), ..zoomed })
            }
            _ => None,
        }
    }

    fn tap(&mut self, at: Point, time_ms: f64) -> Deed {
        let is_second = self
            .tapped
            .take()
            .is_some_and(|(before, there)| time_ms - before < DOUBLE_TAP_MS && at.distance(there) < DOUBLE_TAP_APART);
        if is_second {
            return Deed::DoubleTap(at);
        }
        self.tapped = Some((time_ms, at));
        Deed::Tap(at)
    }
}
