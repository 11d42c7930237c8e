//! What stands around every page: masthead, footer, settings, notices.

pub mod footer;
pub mod icon;
pub mod masthead;
pub mod notices;
pub mod settings;
pub mod theme;
