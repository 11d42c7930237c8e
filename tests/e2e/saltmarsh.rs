//! Headlines of the publication in fixtures/sites/saltmarsh, newest first, so that tests can speak of articles by name.

pub(crate) const MILL: &str = "The tide mill turns again";
pub(crate) const LANTERNS: &str = "Seven nights of lanterns";
pub(crate) const RAIN: &str = "باران بر بازار";
pub(crate) const BREAD: &str = "Bread at midnight";
pub(crate) const SWIMMERS: &str = "The winter swimmers";
pub(crate) const LIBRARY_FA: &str = "کتابخانه‌ای در فانوس دریایی";
pub(crate) const LIBRARY: &str = "A library in a lighthouse";
pub(crate) const SALT: &str = "الملح والصبر";
pub(crate) const MARSH: &str = "Le marais en hiver";
pub(crate) const CRANE: &str = "The crane on the north quay";

/// All articles below the category Coast.
pub(crate) const COAST: [&str; 6] = [MILL, RAIN, SWIMMERS, SALT, MARSH, CRANE];
