//! From the path of a request to a file of the site.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::address;

/// What a path means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    File(SiteFile),
    /// A folder asked for without its slash: relative addresses on its page would go wrong.
    Folder,
    Nothing,
}

/// A file that may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct SiteFile {
    /// Canonical, inside the root.
    pub(super) path: PathBuf,
    /// Below the root, with `/`.
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) modified: SystemTime,
}

/// Looks a request's path up below `root`, which is canonical.
///
/// The path is decoded once. Parts that climb, hide or mean a drive are refused before the disk is asked, and what the disk
/// says is refused if a link led it out of the root.
pub(super) fn find(root: &Path, path: &str) -> Lookup {
    let decoded = address::decode(path);
    let is_plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    if !decoded.split('/').filter(|part| !part.is_empty()).all(is_plain) {
        return Lookup::Nothing;
    }
    let below: PathBuf = decoded.split('/').filter(|part| !part.is_empty()).collect();
    let Some(mut found) = inside(root, &root.join(below)) else {
        return Lookup::Nothing;
    };
    if found.is_dir() {
        let Some(index) = inside(root, &found.join("index.html")) else {
            return Lookup::Nothing;
        };
        if !decoded.ends_with('/') {
            return Lookup::Folder;
        }
        found = index;
    }
    match std::fs::metadata(&found) {
        Ok(data) if data.is_file() => Lookup::File(SiteFile {
            name: crate::import::walk::relative(root, &found),
            bytes: data.len(),
            modified: data.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            path: found,
        }),
        _ => Lookup::Nothing,
    }
}

fn inside(root: &Path, path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().filter(|path| path.starts_with(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_site(check: impl FnOnce(&Path)) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("site");
        for name in ["index.html", "media/a b.png", "a/water/index.html", ".git/config", "media/.hidden"] {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        std::fs::write(root.parent().unwrap().join("secret"), "x").unwrap();
        check(&root);
    }

    #[test]
    fn files_and_folders_with_an_index_are_found() {
        with_site(|root| {
            for (path, name) in [
                ("/", "index.html"),
                ("/index.html", "index.html"),
                ("/media/a%20b.png", "media/a b.png"),
                ("//media//a%20b.png", "media/a b.png"),
                ("/a/water/", "a/water/index.html"),
            ] {
                let Lookup::File(file) = find(root, path) else { panic!("{path}") };
                assert_eq!(file.name, name);
            }
            assert_eq!(find(root, "/a/water"), Lookup::Folder);
            assert_eq!(find(root, "/media/"), Lookup::Nothing, "no listings");
        });
    }

    #[test]
    fn nothing_outside_and_nothing_hidden_is_found() {
        with_site(|root| {
            #[cfg(unix)]
            {
                std::os::unix::fs::symlink(root.parent().unwrap().join("secret"), root.join("link")).unwrap();
                std::os::unix::fs::symlink(root.parent().unwrap(), root.join("up")).unwrap();
            }
            for path in [
                "/../secret",
                "/%2e%2e/secret",
                "/..%2fsecret",
                "/media/../../secret",
                "/%2e%2e%2fsecret",
                "/link",
                "/up/secret",
                "/.git/config",
                "/media/.hidden",
                "/%2egit/config",
                "/..\\secret",
                "/..%5csecret",
                "/C:/x",
                "/%00",
                "/media/%00",
                "//etc/passwd",
                "/nothing",
            ] {
                assert_eq!(find(root, path), Lookup::Nothing, "{path}");
            }
        });
    }
}
