//! The picture under the reader's hands: what fingers, wheel and keys ask for becomes where it is shown.
//!
//! 1. Events are told to a [`Gesture`], which knows what they mean; the [`Room`] is measured anew for each, since pages turn and windows
//!    change.
//! 2. Where the picture is goes into custom properties of the stage (style/parts/lightbox.css), which move the current slide only.
//! 3. What concerns more than the picture, another photo or the way out, is a [`Wish`] for the lightbox.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::gallery::geometry::{Point, Pose, Room, Size};
use crate::gallery::gesture::{DOUBLE_TAP_MS, Deed, Gesture};
use crate::live::Live;
use crate::platform::clock::Timer;
use crate::platform::event::{Event, Wheel};
use crate::platform::stage::{capture, laid, mark, natural_size, sharpen};
use crate::platform::style::set;
use crate::platform::view::Tag;

/// What the stage cannot do by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wish {
    /// The photo from beyond the left edge, or the one from beyond the right.
    Turn {
        from_left: bool,
    },
    Close,
    /// All that lies over the picture, away or back.
    Bare,
}

pub(super) struct Stage {
    tag: Tag,
    /// Whether there is a photo beyond the left edge, or the right one.
    leads: Box<dyn Fn(bool) -> bool>,
    gesture: RefCell<Gesture>,
    pose: Cell<Pose>,
    /// Follows `pose`.
    pub(super) is_enlarged: Live<bool>,
    /// The first tap, until it is sure that no second one comes.
    tapped: RefCell<Option<Timer>>,
    /// Whether the pointer that is down is the mouse's.
    is_mouse: Cell<bool>,
}

/// The slide on show, and in it the picture's frame and the picture.
const SLIDE: &str = "[data-place=current]";
const FRAME: &str = "[data-place=current] .lightbox-frame";
const PICTURE: &str = "[data-place=current] .lightbox-picture";

/// What a tap on does something else.
const APART: &str = ".lightbox-caption, a, button";

/// The factor of one line of the wheel, of one press of a key.
const WHEEL: f64 = 0.12;
pub(super) const KEY: f64 = 1.5;

/// The part of its way that a finger takes a photo along to where no other is.
const AT_THE_END: f64 = 0.3;

impl Stage {
    /// `leads` says whether there is a photo beyond the left edge (true) or the right one.
    pub(super) fn new(tag: Tag, leads: Box<dyn Fn(bool) -> bool>) -> Rc<Stage> {
        Rc::new(Stage {
            tag,
            leads,
            gesture: RefCell::default(),
            pose: Cell::new(Pose::REST),
            is_enlarged: Live::new(false),
            tapped: RefCell::default(),
            is_mouse: Cell::new(false),
        })
    }

    pub(super) fn tag(&self) -> Tag {
        self.tag.clone()
    }

    /// What the picture has room in; `width` is the original's, in pixels.
    fn room(&self, width: f64) -> Option<Room> {
        let (stage, frame) = (laid(&self.tag, SLIDE)?, laid(&self.tag, FRAME)?);
        let stage = Size { width: stage.width, height: stage.height };
        let (at, frame) = (Point { x: frame.left, y: frame.top }, Size { width: frame.width, height: frame.height });
        let natural = natural_size(&self.tag, PICTURE).map(|(width, height)| Size { width, height });
        // A picture that has not come, or never will, is turned and closed like any other.
        natural
            .and_then(|natural| Room::new(stage, at, frame, natural, width))
            .or_else(|| Room::new(stage, at, frame, frame, width))
    }

    pub(super) fn down(&self, event: &Event) {
        let Some(pointer) = event.pointer().filter(|_| !event.is_within(APART)) else { return };
        self.is_mouse.set(pointer.is_mouse);
        let at = Point { x: pointer.x, y: pointer.y };
        self.gesture.borrow_mut().down(pointer.id, at, event.time_ms(), self.pose.get());
        // Also where it leaves the window.
        capture(&self.tag, pointer.id);
    }

    pub(super) fn moved(&self, event: &Event, width: f64) {
        self.feed(event, width, Gesture::moved);
    }

    pub(super) fn up(&self, event: &Event, width: f64) -> Option<Wish> {
        self.feed(event, width, Gesture::up)
    }

    /// The browser, or a step to another photo, has taken the fingers away.
    pub(super) fn cancel(&self, width: f64) {
        let deed = self.gesture.borrow_mut().cancel();
        self.act(deed, self.room(width).as_ref());
    }

    fn feed(
        &self,
        event: &Event,
        width: f64,
        tell: fn(&mut Gesture, &Room, i32, Point, f64) -> Option<Deed>,
    ) -> Option<Wish> {
        let pointer = event.pointer().filter(|_| !self.gesture.borrow().is_idle())?;
        let room = self.room(width)?;
        let at = Point { x: pointer.x, y: pointer.y };
        let deed = tell(&mut self.gesture.borrow_mut(), &room, pointer.id, at, event.time_ms())?;
        self.act(deed, Some(&room))
    }

    fn act(&self, deed: Deed, room: Option<&Room>) -> Option<Wish> {
        // It was no tap, or it was two.
        self.tapped.replace(None);
        match deed {
            Deed::Hold(pose) => self.hold(pose),
            Deed::Settle(pose) => {
                self.settle(pose);
                mark(&self.tag, "data-thrown", Some(""));
            }
            Deed::Across(right) => {
                let gives = if (self.leads)(right > 0.0) { 1.0 } else { AT_THE_END };
                self.drag("--across", right * gives);
            }
            Deed::Lift(down) => {
                self.drag("--lift", down);
                mark(&self.tag, "data-lifted", Some(""));
            }
            // These go from where they are held.
            Deed::Turn { from_left } if (self.leads)(from_left) => return Some(Wish::Turn { from_left }),
            Deed::Close => return Some(Wish::Close),
            Deed::Turn { .. } | Deed::Return => {
                self.settle(room.map_or(Pose::REST, |room| room.bounded(self.pose.get())));
            }
            Deed::Tap(point) if self.is_mouse.get() => return self.click(room?, point),
            Deed::Tap(_) => return Some(Wish::Bare),
            Deed::DoubleTap(point) => self.switch(room?, point),
        }
        None
    }

    /// A click on the picture enlarges it or takes it back; one beside it closes.
    fn click(&self, room: &Room, point: Point) -> Option<Wish> {
        if !room.is_on_picture(self.pose.get(), point) {
            return Some(Wish::Close);
        }
        self.switch(room, point);
        None
    }

    /// Between the picture at rest and one of its own size around a point.
    fn switch(&self, room: &Room, point: Point) {
        let pose = self.pose.get();
        let to = if pose.is_enlarged() { Pose::REST } else { room.zoomed(pose, room.near(), point) };
        self.settle(room.bounded(to));
    }

    /// As a click on the picture's middle.
    pub(super) fn switch_by_button(&self, width: f64) {
        if let Some(room) = self.room(width) {
            self.switch(&room, room.centre());
        }
    }

    pub(super) fn wheel(&self, event: &Event, width: f64) {
        let (Some(Wheel { lines, x, y }), Some(room)) = (event.wheel(), self.room(width)) else { return };
        // A long caption scrolls.
        if event.is_within(APART) {
            return;
        }
        event.prevent_default();
        // One step away from the reader and one back end where they began.
        let factor = 1.0 + lines.abs() * WHEEL;
        self.zoom(&room, if lines > 0.0 { factor } else { 1.0 / factor }, Point { x, y });
    }

    /// Enlarges by a factor around the middle of the stage; less than one makes smaller.
    pub(super) fn zoom_by_key(&self, width: f64, factor: f64) {
        if let Some(room) = self.room(width) {
            self.zoom(&room, factor, room.centre());
        }
    }

    fn zoom(&self, room: &Room, factor: f64, point: Point) {
        let pose = self.pose.get();
        self.settle(room.bounded(room.zoomed(pose, pose.scale * factor, point)));
    }

    /// Moves an enlarged picture by parts of the stage, as one scrolls: to the right shows what is further right.
    pub(super) fn pan(&self, width: f64, right: f64, down: f64) {
        if let Some(room) = self.room(width) {
            let (pose, stage) = (self.pose.get(), room.stage());
            let by = Point { x: right * stage.width, y: down * stage.height };
            self.settle(room.bounded(Pose { at: pose.at - by, ..pose }));
        }
    }

    /// As if nobody had touched it.
    pub(super) fn rest(&self) {
        self.gesture.borrow_mut().cancel();
        self.tapped.replace(None);
        self.settle(Pose::REST);
    }

    /// Runs `then` unless a second tap comes.
    pub(super) fn after_tap(&self, then: impl FnOnce() + 'static) {
        self.tapped.replace(Timer::after(DOUBLE_TAP_MS as i32, then));
    }

    fn hold(&self, pose: Pose) {
        self.end_drag();
        mark(&self.tag, "data-held", Some(""));
        mark(&self.tag, "data-thrown", None);
        self.place(pose);
    }

    fn settle(&self, pose: Pose) {
        self.end_drag();
        mark(&self.tag, "data-held", None);
        mark(&self.tag, "data-thrown", None);
        self.place(pose);
        if pose.is_enlarged() {
            sharpen(&self.tag, PICTURE, pose.scale as u32 + 1);
        }
    }

    fn place(&self, pose: Pose) {
        self.pose.set(pose);
        let is_at_rest = pose == Pose::REST;
        let px = |value: f64| (!is_at_rest).then(|| pixels(value));
        set(&self.tag, "--x", px(pose.at.x).as_deref());
        set(&self.tag, "--y", px(pose.at.y).as_deref());
        let thousandths = (!is_at_rest).then(|| (rounded(pose.scale * 1000.0)).to_string());
        set(&self.tag, "--scale", thousandths.as_deref());
        let is_enlarged = pose.is_enlarged();
        if self.is_enlarged.get_untracked() != is_enlarged {
            self.is_enlarged.set(is_enlarged);
        }
    }

    fn drag(&self, name: &str, by: f64) {
        mark(&self.tag, "data-held", Some(""));
        set(&self.tag, name, Some(&pixels(by)));
    }

    /// What a first finger has dragged goes back when a second one comes.
    fn end_drag(&self) {
        mark(&self.tag, "data-lifted", None);
        for name in ["--across", "--lift"] {
            set(&self.tag, name, None);
        }
    }
}

fn pixels(value: f64) -> String {
    rounded(value).to_string() + "px"
}

/// Whole numbers: writing others would bring a kilobyte of code.
fn rounded(value: f64) -> i32 {
    (value + if value < 0.0 { -0.5 } else { 0.5 }) as i32
}
