//! Where nothing is kept.

pub fn is_kept() -> bool {
    true
}

pub fn read(_name: &str) -> Option<String> {
    None
}

pub fn write(_name: &str, _value: Option<&str>) {}

pub fn on_change(_then: impl Fn() + 'static) {}

pub fn names(_beginning: &str) -> Vec<String> {
    Vec::new()
}

pub fn read_for_session(_name: &str) -> Option<String> {
    None
}

pub fn write_for_session(_name: &str, _value: &str) {}
