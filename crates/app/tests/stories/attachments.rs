//! Files kept with a record, as the fronts keep them: added, listed, saved again, named apart and taken back.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use std::path::Path;
use visita_app::api::ErrorCode;

const NAME: &str = "Cell 4, north wall";

fn photo(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|place| (place % 251) as u8).collect()
}

impl Desk {
    fn visit(&mut self) -> String {
        let place = self.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        self.id("visit_create", desk::visit(&place))
    }

    /// A file of this content beside the vault.
    fn holds(&mut self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn attaches(&mut self, record: &str, path: &str) -> String {
        self.id("attachment_add", json!({"record": record, "path": path, "name": NAME}))
    }

    fn attachments(&mut self, record: &str) -> Vec<Value> {
        let list = self.ok("attachment_list", json!({"record": record}));
        list["rows"].as_array().unwrap().clone()
    }

    fn names(&mut self, record: &str, attachment: &str, name: &str, withdrawn: bool) {
        let set = json!({"record": record, "attachment": attachment, "name": name, "withdrawn": withdrawn});
        self.ok("attachment_set", set);
    }

    fn saves(&mut self, record: &str, attachment: &str, path: &Path) -> Result<Value, ErrorCode> {
        let save = json!({"record": record, "attachment": attachment, "path": path});
        self.call("attachment_save", save).map_err(|error| error.code)
    }

    fn labels(&mut self) -> Vec<String> {
        let open = self.ok("conflict_list", json!({}))["open"].clone();
        let labels = open
            .as_array()
            .unwrap()
            .iter()
            .map(|conflict| conflict["label"].as_str().unwrap().to_owned());
        labels.collect()
    }
}

#[test]
fn a_file_is_kept_with_its_record_and_comes_out_as_it_went_in() {
    let mut lead = Desk::founded("Lead");
    let visit = lead.visit();
    let content = photo(200_000);
    let path = lead.holds("wall.JPG", &content);
    let attachment = lead.attaches(&visit, &path);
    let rows = lead.attachments(&visit);
    let row = &rows[0];
    assert_eq!((&row["id"], &row["name"]), (&json!(attachment), &json!(NAME)));
    assert_eq!((&row["media"], &row["bytes"]), (&json!("image/jpeg"), &json!(200_000)));
    assert_eq!(
        (&row["state"], &row["here_bytes"], &row["by"]),
        (&json!("here"), &json!(200_000), &json!("Lead"))
    );
    lead.reopen();
    assert_eq!(lead.attachments(&visit), rows);
    let out = lead.file("saved");
    assert_eq!(&lead.saves(&visit, &attachment, &out).unwrap(), row);
    assert_eq!(std::fs::read(&out).unwrap(), content);
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&out).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "for nobody else");
    }
    // What stands there stays, were it the same.
    assert_eq!(lead.saves(&visit, &attachment, &out), Err(ErrorCode::FileStands));
    let inside = lead.folder.path().join("vault").join("blobs").join("out");
    assert_eq!(lead.saves(&visit, &attachment, &inside), Err(ErrorCode::FileStands));
    assert!(!inside.exists());
    assert_eq!(lead.saves(&visit, "ab", &out), Err(ErrorCode::NotFound));
    // The name of the file, where no other is given.
    lead.ok("attachment_add", json!({"record": visit, "path": path}));
    assert_eq!(lead.attachments(&visit)[1]["name"], "wall.JPG");
}

#[test]
fn what_cannot_be_kept_is_refused_and_leaves_nothing() {
    let (mut lead, mut other) = Desk::team_of_two();
    let visit = lead.visit();
    let path = lead.holds("wall.jpg", b"seen");
    let refused = [
        (
            json!({"record": visit, "path": "/nowhere/wall.jpg"}),
            ErrorCode::FileUnreachable,
        ),
        (
            json!({"record": visit, "path": lead.folder.path()}),
            ErrorCode::FileUnreachable,
        ),
        (
            json!({"record": visit, "path": path, "media": "picture"}),
            ErrorCode::Refused,
        ),
        (
            json!({"record": visit, "path": path, "name": "a\u{202e}b"}),
            ErrorCode::Refused,
        ),
        (
            json!({"record": "0198f1c2-0000-7000-8000-000000000000", "path": path}),
            ErrorCode::NotFound,
        ),
    ];
    for (args, code) in refused {
        assert_eq!(lead.refused("attachment_add", args.clone()), code, "{args}");
    }
    assert!(lead.attachments(&visit).is_empty());
    let folder = lead.folder.path().join("vault").join("blobs");
    assert_eq!(std::fs::read_dir(folder).map_or(0, Iterator::count), 0);
    // Word of it comes with the record; its bytes with a device that has it.
    let attachment = lead.attaches(&visit, &path);
    let out = lead.bundle();
    other.take(&out);
    let row = other.attachments(&visit)[0].clone();
    assert_eq!(
        (&row["state"], &row["here_bytes"], &row["by"]),
        (&json!("missing"), &json!(0), &json!("Lead"))
    );
    let out = other.file("saved");
    assert_eq!(other.saves(&visit, &attachment, &out), Err(ErrorCode::NotFound));
    assert!(!out.exists());
}

#[test]
fn two_who_name_it_apart_find_both_names_on_the_merge_desk() {
    let (mut lead, mut other) = Desk::team_of_two();
    let visit = lead.visit();
    let path = lead.holds("wall.jpg", b"seen");
    let attachment = lead.attaches(&visit, &path);
    let out = lead.bundle();
    other.take(&out);
    lead.names(&visit, &attachment, "The north wall", false);
    other.names(&visit, &attachment, "The window", true);
    let (from_lead, from_other) = (lead.bundle(), other.bundle());
    lead.take(&from_other);
    other.take(&from_lead);
    for desk in [&mut lead, &mut other] {
        assert_eq!(desk.labels(), ["field-attachment-name"]);
        let row = desk.attachments(&visit)[0].clone();
        assert_eq!(row["conflicts"], json!([format!("attachment/{attachment}/name")]));
        assert_eq!(row["withdrawn"], true, "the other said nothing of it");
    }
    // And one takes back what the other, who does not know, does not.
    let conflict = lead.ok("conflict_list", json!({}))["open"][0].clone();
    let versions: Vec<&Value> = conflict["versions"].as_array().unwrap().iter().collect();
    let said: Vec<_> = versions
        .iter()
        .map(|version| version["value"].as_str().unwrap())
        .collect();
    assert!(
        said.contains(&"The north wall") && said.contains(&"The window"),
        "{said:?}"
    );
    for (language, title) in [("en", "The name of an attached file"), ("ar", "اسم ملف مرفق")] {
        let words = std::fs::read_to_string(format!("../../ui/src/i18n/{language}.ftl")).unwrap();
        assert!(
            words.contains(&format!("field-attachment-name = {title}")),
            "{language}"
        );
    }
    lead.names(&visit, &attachment, "The north wall", false);
    other.names(&visit, &attachment, "The window", true);
    other.names(&visit, &attachment, "The window", false);
    other.names(&visit, &attachment, "The window", true);
    let (from_lead, from_other) = (lead.bundle(), other.bundle());
    lead.take(&from_other);
    other.take(&from_lead);
    let labels = lead.labels();
    assert!(labels.contains(&"field-attachment-withdrawn".to_owned()), "{labels:?}");
    assert_eq!(other.labels(), labels);
}

#[test]
fn what_a_person_did_not_agree_to_is_not_kept_and_what_they_took_back_is_not_shown() {
    let mut lead = Desk::founded("Lead");
    let visit = lead.visit();
    let interview = lead.id("interview_start", desk::confidential_interview(&visit));
    let (photo, voice) = (lead.holds("hand.jpg", b"seen"), lead.holds("voice.ogg", b"heard"));
    let scan = lead.holds("letter.pdf", b"written");
    let add = |path: &str| json!({"record": interview, "path": path});
    assert_eq!(lead.refused("attachment_add", add(&photo)), ErrorCode::NoConsent);
    assert_eq!(lead.refused("attachment_add", add(&voice)), ErrorCode::NoConsent);
    lead.ok("attachment_add", add(&scan));
    let consent = |purpose: &str, state: &str| json!({"interview": interview, "purpose": purpose, "state": state});
    lead.ok("consent_set", consent("photo", "given"));
    let kept = lead.id("attachment_add", add(&photo));
    assert_eq!(lead.attachments(&interview).len(), 2);
    lead.ok("consent_set", consent("photo", "withdrawn"));
    let names: Vec<_> = lead
        .attachments(&interview)
        .iter()
        .map(|row| row["name"].clone())
        .collect();
    assert_eq!(names, ["letter.pdf"]);
    let out = lead.file("saved");
    assert_eq!(lead.saves(&interview, &kept, &out), Err(ErrorCode::NotFound));
    lead.ok("consent_set", consent("notes", "withdrawn"));
    assert!(lead.attachments(&interview).is_empty());
    assert_eq!(lead.refused("attachment_add", add(&scan)), ErrorCode::NoConsent);
}

#[test]
fn no_report_says_that_there_are_attachments() {
    let mut lead = Desk::founded("Lead");
    let visit = lead.visit();
    let path = lead.holds("wall.jpg", b"seen");
    let attachment = lead.attaches(&visit, &path);
    for audience in ["internal", "authority", "public"] {
        let report = lead.file(audience).with_extension("html");
        let build = json!({"visit": visit, "language": "en", "audience": audience, "path": report});
        lead.ok("report_build", build);
        let page = std::fs::read_to_string(&report).unwrap();
        for said in [NAME, attachment.as_str(), "visita-blob:", "wall.jpg"] {
            assert!(!page.contains(said), "{audience}: {said}");
        }
    }
    let found = lead.ok("search_find", json!({"query": "visita-blob"}));
    assert_eq!(found["hits"], json!([]), "{found}");
}

#[test]
fn a_copy_of_a_document_is_kept_with_its_place_and_known_by_what_it_is_about() {
    let mut lead = Desk::founded("Lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let facts = json!({"title": "House rules", "on": null, "kept": "Registry", "dropped": false});
    let document = lead.id(
        "document_set",
        json!({"place": place, "id": null, "was": null, "facts": facts}),
    );
    let path = lead.holds("rules.pdf", b"rules");
    let attached = lead.id(
        "attachment_add",
        json!({"record": place, "path": path, "about": document}),
    );
    let listed = |desk: &mut Desk, about: &str| {
        desk.ok("attachment_list", json!({"record": place, "about": about}))["rows"].clone()
    };
    let rows = listed(&mut lead, &document);
    assert_eq!(
        (&rows[0]["id"], &rows[0]["about"], &rows[0]["media"]),
        (&json!(attached), &json!(document), &json!("application/pdf"))
    );
    assert_eq!(listed(&mut lead, ""), json!([]), "it is about the document alone");
    assert_eq!(lead.attachments(&place).len(), 1);
}
