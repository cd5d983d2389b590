use super::*;

#[test]
fn what_is_asked_is_kept_up_to_what_is_read_again_and_no_further() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    assert_eq!(Vault::asking(folder).unwrap(), None);
    let most = "x".repeat(MAX_ASKING_BYTES);
    Vault::keep_asking(folder, &most).unwrap();
    let more = format!("{most}x");
    assert_eq!(Vault::keep_asking(folder, &more), Err(VaultError::Refused));
    assert_eq!(
        Vault::asking(folder).unwrap().unwrap().as_str(),
        most,
        "what stood there stays"
    );
    std::fs::write(folder.join(ASKING), more).unwrap();
    assert_eq!(Vault::asking(folder), Err(VaultError::AskingDamaged), "never cut short");
    std::fs::write(folder.join(ASKING), [0xff]).unwrap();
    assert_eq!(Vault::asking(folder), Err(VaultError::AskingDamaged));
}

#[cfg(unix)]
#[test]
fn the_key_for_the_answers_is_for_its_owner_alone_and_goes_with_what_was_left_of_writing_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    // What another writing left, for everybody to read.
    std::fs::write(folder.join(ASKING_UNFINISHED), "before").unwrap();
    let everybody = std::fs::Permissions::from_mode(0o666);
    std::fs::set_permissions(folder.join(ASKING_UNFINISHED), everybody).unwrap();
    Vault::keep_asking(folder, "secret").unwrap();
    let mode = std::fs::metadata(folder.join(ASKING)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::write(folder.join(ASKING_UNFINISHED), "before").unwrap();
    Vault::drop_asking(folder).unwrap();
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
    Vault::drop_asking(folder).unwrap();
}
