//! The three browser engines, and how each wants to be started: driver command and session capabilities.
//!
//! Whatever a browser says to its maker on its own account (updates, safe browsing, telemetry) is switched off here, because the
//! detector of foreign requests ([`crate::foreign`]) accepts no exception.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{Failure, Outcome, project_root};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What becomes of what a browser keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// It goes with the browser.
    Passing,
    /// The next browser with the same profile has it.
    Lasting,
}

impl Engine {
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    pub fn from_name(name: &str) -> Option<Engine> {
        Engine::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// The driver's program and its arguments for a port on the loopback interface.
    ///
    /// # Errors
    /// The program is not installed; `cargo xtask setup` installs it.
    pub fn driver_command(self, port: u16) -> Outcome<(PathBuf, Vec<String>)> {
        let (program, arguments) = match self {
            Engine::Chromium => ("chromedriver", vec![format!("--port={port}")]),
            Engine::Firefox => (
                "geckodriver",
                vec![
                    "--host=127.0.0.1".into(),
                    format!("--port={port}"),
                    // Without a port of its own each geckodriver asks for Firefox's fixed one, and two cannot run at once.
                    "--websocket-port=0".into(),
                ],
            ),
            Engine::WebKit => ("WebKitWebDriver", vec!["--host=127.0.0.1".into(), format!("--port={port}")]),
        };
        Ok((find_program(program)?, arguments))
    }

    /// Whether one driver process serves sessions one after the other. WebKit's now and then waits for ever for the browser of its
    /// second session, so each gets one of its own.
    pub fn driver_can_be_used_again(self) -> bool {
        self != Engine::WebKit
    }

    /// Variables for the driver, which hands them on to its browser.
    pub fn environment(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Engine::Chromium => &[],
            // A released Firefox heeds the preference with the address of its remote settings only with this one.
            Engine::Firefox => &[("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1")],
            Engine::WebKit => &[
                // The sandbox needs user namespaces, which root in a container seldom has; the pages under test are our own.
                ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
                // Without a GPU the DMA-BUF renderer paints nothing on some machines.
                ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
                // No accessibility bus and no settings daemon: silence instead of waiting for a D-Bus that is not there.
                ("NO_AT_BRIDGE", "1"),
                ("GSETTINGS_BACKEND", "memory"),
            ],
        }
    }

    /// The capabilities of a fresh session, whose every request to a host other than loopback goes to the proxy on `proxy_port`.
    ///
    /// # Errors
    /// The browser itself is not installed.
    pub fn capabilities(self, proxy_port: u16, profile: &Path, lasts: Profile) -> Outcome<Value> {
        let proxy = format!("127.0.0.1:{proxy_port}");
        let mut capabilities = match self {
            Engine::Chromium => json!({
                "goog:chromeOptions": {
                    "binary": find_program("chromium")?,
                    "args": [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        "--disable-default-apps", "--disable-extensions",
                        // What those leave alive: the component updater, the account service and the clock.
                        "--component-updater=url-source=http://127.0.0.1:9/",
                        "--gaia-url=http://127.0.0.1:9",
                        "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
                        // /dev/shm is tiny in many containers, and Chromium dies there on a long page.
                        "--disable-dev-shm-usage",
                        "--window-size=1280,900",
                        format!("--user-data-dir={}", profile.display()),
                    ],
                    // A search provider would be connected to ahead of any search.
                    "prefs": {
                        "default_search_provider": { "enabled": false },
                        "default_search_provider_data": { "template_url_data": {
                            "id": "2", "keyword": "none", "short_name": "none",
                            "url": "http://127.0.0.1:9/?q={searchTerms}", "new_tab_url": "about:blank",
                        } },
                    },
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Engine::Firefox => json!({
                "moz:firefoxOptions": {
                    "binary": find_program("firefox-esr").or_else(|_| find_program("firefox"))?,
                    "args": ["-headless", "-width", "1280", "-height", "900"],
                    // geckodriver's own preferences silence Firefox but for its remote settings (see also `Engine::environment`).
                    "prefs": {
                        "services.settings.server": "data:,#remote-settings-dummy/v1",
                        // Tab moves to links as well on every platform.
                        "accessibility.tabfocus": 7,
                    },
                },
            }),
            Engine::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": mini_browser()?,
                    "args": [
                        "--automation",
                        format!("--proxy=http://{proxy}"),
                        "--ignore-host=127.0.0.1",
                        "--ignore-host=localhost",
                    ],
                },
            }),
        };
        match (self, lasts) {
            // Chromium's lasts anyway.
            (Engine::Chromium, _) | (_, Profile::Passing) => {}
            (Engine::Firefox, Profile::Lasting) => {
                if let Some(arguments) =
                    capabilities.pointer_mut("/moz:firefoxOptions/args").and_then(Value::as_array_mut)
                {
                    arguments.extend([json!("-profile"), json!(profile)]);
                }
            }
            (Engine::WebKit, Profile::Lasting) => {
                let script = project_root().join("tests/support/lasting_webkit.py");
                capabilities["webkitgtk:browserOptions"] = json!({
                    // The system's own, which has its bindings.
                    "binary": "/usr/bin/python3",
                    "args": [script, profile, format!("http://{proxy}")],
                });
            }
        }
        // WebKitGTK takes `sslProxy` for a proxy that speaks TLS itself and then waits for ever, hence its arguments above.
        if self != Engine::WebKit {
            capabilities["proxy"] = json!({
                "proxyType": "manual",
                "httpProxy": proxy,
                "sslProxy": proxy,
                "noProxy": ["127.0.0.1", "localhost"],
            });
        }
        capabilities["pageLoadStrategy"] = json!("normal");
        Ok(capabilities)
    }
}

/// Finds a program in the project's own tool folder or on the PATH.
fn find_program(name: &str) -> Outcome<PathBuf> {
    let own = project_root().join(".tools/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::iter::once(own)
        .chain(std::env::split_paths(&path))
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
        .ok_or_else(|| Failure::new(format!("{name} is not installed: run cargo xtask setup")))
}

/// WebKitGTK's own small browser lies in a folder named after the library's version, outside the PATH.
fn mini_browser() -> Outcome<PathBuf> {
    let libraries = ["/usr/lib", "/usr/lib64", "/usr/libexec"].map(Path::new);
    let mut found = Vec::new();
    for library in libraries {
        let Ok(entries) = std::fs::read_dir(library) else {
            continue;
        };
        let folders = entries.flatten().map(|entry| entry.path());
        for folder in folders.chain(std::iter::once(library.to_path_buf())) {
            let Ok(inner) = std::fs::read_dir(&folder) else {
                continue;
            };
            found.extend(
                inner
                    .flatten()
                    .filter(|entry| entry.file_name().to_string_lossy().starts_with("webkit2gtk-4"))
                    .map(|entry| entry.path().join("MiniBrowser"))
                    .filter(|browser| browser.is_file()),
            );
        }
    }
    found.sort();
    found.pop().ok_or_else(|| Failure::new("WebKitGTK's MiniBrowser is not installed: run cargo xtask setup"))
}
