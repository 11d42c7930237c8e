use super::*;

#[test]
fn scripts_go_with_their_content() {
    assert_eq!(element("script"), Verdict::Drop);
}
