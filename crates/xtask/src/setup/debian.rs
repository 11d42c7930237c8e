//! Packages of Debian and its children.

use crate::project::Project;
use miette::Result;
use std::fs;

/// Whether packages may be installed here: on Debian, as root.
pub(super) fn may_install(project: &Project) -> bool {
    let is_root = || project.job("id").arg("-u").minutes(1).read().is_ok_and(|user| user.trim() == "0");
    is_debian(&fs::read_to_string("/etc/os-release").unwrap_or_default()) && is_root()
}

/// Installs packages by their names.
pub(super) fn install(project: &Project, packages: &[&str]) -> Result<()> {
    let apt = |arguments: &[&str]| {
        project
            .job("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .minutes(20)
            .remedy("check the network and run it again")
            .run()
    };
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}

fn is_debian(os_release: &str) -> bool {
    os_release.lines().any(|line| {
        line.strip_prefix("ID=")
            .or(line.strip_prefix("ID_LIKE="))
            .is_some_and(|families| families.trim_matches('"').split_whitespace().any(|family| family == "debian"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_children_are_recognised() {
        assert!(is_debian("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nPRETTY_NAME=\"not debian\"\n"));
    }
}
