use outside_no_std::{Source, round_trip};

#[test]
fn conversions_need_no_std() {
    assert_eq!(round_trip("won").as_deref(), Ok("won"));
    let error = round_trip("wno").unwrap_err();
    assert_eq!(error.nearest(), Some("won"));
    assert_eq!("mail".parse(), Ok(Source::Unknown("mail".into())));
}
