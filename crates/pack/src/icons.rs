//! The publication's icon, between the settings that name it and the site that shows it.
//!
//! 1. [`crate::assemble`] has taken the picture in, as any other that the settings name.
//! 2. [`look`] tells what is wrong with it as an icon; [`add`] makes what devices ask for as well ([`crate::media::icons`]).
//! 3. The pages and the manifest name what was made ([`mod@crate::site`]). Where nothing was, they name the viewer's.

use std::sync::Arc;

use crate::assemble::Assembled;
use crate::import::settings::FILE_NAME;
use crate::media::{Stored, icons};
use crate::report::{Finding, Report};

const REMEDY: &str = "use a square drawing (.svg), or a square PNG, JPEG or WebP of 512 pixels or more";

/// Tells what is wrong with the icon, without making anything.
pub fn look(assembled: &Assembled, report: &mut Report) {
    if let Some(stored) = picture(assembled)
        && let Some(why) = icons::unfit(&stored).or_else(|| icons::remark(&stored))
    {
        tell(&why, report);
    }
}

/// Makes the icons of a publication that names one.
pub fn add(assembled: &Assembled, report: &mut Report) {
    let Some(stored) = picture(assembled) else { return };
    let problem = assembled.media.make_icons(&stored).err().or_else(|| icons::remark(&stored));
    if let Some(why) = problem {
        tell(&why, report);
    }
}

fn picture(assembled: &Assembled) -> Option<Arc<Stored>> {
    let name = assembled.bundle.icon.as_deref()?;
    assembled.media.files().into_iter().find(|stored| stored.name == name)
}

fn tell(why: &str, report: &mut Report) {
    report.add(Finding::warning(FILE_NAME, None, format!("the icon {why}")).remedy(REMEDY));
}
