//! Files on their way into the site: those that it has are left where they are.

use std::path::Path;
use std::sync::Arc;

use super::ledger::Ledger;
use super::staging::Staging;
use crate::error::PackError;
use crate::media::{Stored, hash};
use crate::memory::site::{Known, SiteMemory};
use crate::memory::{Print, Printer};
use crate::progress::Counting;
use crate::site::{Sink, SiteFile};

/// A site on its way.
pub(super) struct Writing<'a> {
    pub(super) site: &'a Path,
    pub(super) staging: Staging,
    pub(super) ledger: Ledger,
    pub(super) memory: SiteMemory,
    pub(super) counting: Counting,
}

impl Writing<'_> {
    pub(super) fn copy(&self, stored: &Arc<Stored>) -> Result<(), PackError> {
        self.staging.copy(self.site, stored)?;
        self.counting.one();
        self.ledger.enter(&stored.name, stored.bytes, || stored.sha256.clone());
        Ok(())
    }

    /// Leaves a file where it is; answers its name.
    fn keep(&self, print: Print, known: Known) -> String {
        self.ledger.enter(&known.name, known.bytes, || known.sha256.clone());
        let name = known.name.clone();
        self.memory.enter(print, known);
        name
    }

    fn write(&self, file: &SiteFile, sha256: impl FnOnce() -> String) -> Result<(), PackError> {
        self.ledger.enter(&file.name, file.bytes.len() as u64, sha256);
        self.staging.write(&file.name, &file.bytes)
    }
}

impl Sink for Writing<'_> {
    fn take(&self, file: SiteFile) -> Result<(), PackError> {
        if !self.memory.is_kept() {
            self.counting.one();
            return self.write(&file, || hash(&file.bytes));
        }
        let print = Printer::default().text(&file.name).bytes(&file.bytes).finish();
        self.made(print, &|| file.clone()).map(drop)
    }

    fn made(&self, print: Print, make: &dyn Fn() -> SiteFile) -> Result<String, PackError> {
        self.counting.one();
        if let Some(known) = self.memory.find(self.site, print) {
            return Ok(self.keep(print, known));
        }
        let file = make();
        if !self.memory.is_kept() {
            self.write(&file, || hash(&file.bytes))?;
            return Ok(file.name);
        }
        let sha256 = hash(&file.bytes);
        self.write(&file, || sha256.clone())?;
        let known = Known { name: file.name.clone(), sha256, bytes: file.bytes.len() as u64 };
        self.memory.enter(print, known);
        Ok(file.name)
    }

    fn again(&self, print: Print) -> Option<String> {
        let names = self.memory.find_together(print)?;
        let found = |name: &String| Some((named(name), self.memory.find(self.site, named(name))?));
        // All of them or none: one that is missing is made with the others.
        for (print, known) in names.iter().map(found).collect::<Option<Vec<_>>>()? {
            self.counting.one();
            self.keep(print, known);
        }
        let first = names.first().cloned();
        self.memory.enter_together(print, names);
        first
    }

    fn together(&self, print: Print, files: Vec<SiteFile>) -> Result<(), PackError> {
        let take = |file: SiteFile| self.made(named(&file.name), &|| file.clone());
        let names = files.into_iter().map(take).collect::<Result<Vec<String>, PackError>>()?;
        self.memory.enter_together(print, names);
        Ok(())
    }
}

/// Of a file whose name says what is in it.
fn named(name: &str) -> Print {
    Printer::default().text("named").text(name).finish()
}
