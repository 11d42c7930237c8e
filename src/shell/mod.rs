//! What stands around every page: masthead, footer, settings, notices; [`lazy_region`] for what comes later.

pub mod choice;
pub mod contents;
pub mod footer;
pub mod icon;
pub mod lazy_region;
pub mod masthead;
mod menu;
pub mod notices;
pub mod settings;
pub mod sheet;
pub mod shortcuts;
pub mod theme;
