//! Values that views follow.
//!
//! [`Live`] is a signal over Leptos' trigger, arena and owners, with the value's type erased inside: every `RwSignal<T>` and
//! `Memo<T>` would bring 2 to 4 KB of code of its own for each `T`, and the viewer follows ten types.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;

use crate::platform::view::follow;

struct Erased {
    changed: ArcTrigger,
    value: RefCell<Box<dyn Any>>,
}

/// A value that can change. `Copy`; it lives as long as the owner it was made under.
pub struct Live<T: 'static> {
    cell: StoredValue<Rc<Erased>, LocalStorage>,
    holds: PhantomData<fn() -> T>,
}

impl<T: 'static> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Live<T> {}

impl<T: 'static> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { cell: make(Box::new(value)), holds: PhantomData }
    }

    /// Reads the value; whoever does so in an effect runs again when it changes.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(read)
    }

    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        let erased = self.cell.get_value();
        let value = erased.value.borrow();
        match value.downcast_ref::<T>() {
            Some(value) => read(value),
            // A live value keeps its type.
            None => unreachable!(),
        }
    }

    pub fn track(&self) {
        // Without a browser (`platform::still`) nothing changes and nobody follows.
        if cfg!(target_arch = "wasm32")
            && let Some(erased) = self.cell.try_get_value()
        {
            erased.changed.track();
        }
    }

    /// Changes the value and tells those who read it. After the owner's end nobody is left to tell.
    pub fn set(&self, value: T) {
        set(self.cell, Box::new(value));
    }
}

impl<T: Clone + 'static> Live<T> {
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

/// A value that follows others and tells only when it has become another one.
pub fn derive<T: Clone + PartialEq + 'static>(compute: impl Fn() -> T + 'static) -> Live<T> {
    let derived = Live::new(untrack(&compute));
    follow(Box::new(move || {
        let now = compute();
        if derived.with_untracked(|before| *before != now) {
            derived.set(now);
        }
    }));
    derived
}

fn make(value: Box<dyn Any>) -> StoredValue<Rc<Erased>, LocalStorage> {
    StoredValue::new_local(Rc::new(Erased { changed: ArcTrigger::new(), value: RefCell::new(value) }))
}

fn set(cell: StoredValue<Rc<Erased>, LocalStorage>, value: Box<dyn Any>) {
    if let Some(erased) = cell.try_get_value() {
        let before = erased.value.replace(value);
        erased.changed.notify();
        drop(before);
    }
}
