//! Starts the viewer in the page that loaded it. Everything else is in the library, where tests reach it.

fn main() {
    tidings_viewer::start();
}
