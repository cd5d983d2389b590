//! Files kept with a record: named in it beside their keys, so that whoever reads the record, and nobody else, opens them.
//! Their bytes lie apart (blobs.rs).

use crate::api::attachment::{Attachment, AttachmentAdd, AttachmentFilter, AttachmentSave, AttachmentSet, Attachments};
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::blobs::{BlobSealing, SealedBlob};
use crate::chosen::file_error;
use crate::entries::checked_id;
use crate::findings::ids;
use crate::interviews::{consent_view, consent_withdrawn, require_notes, withdrawn};
use crate::session::{Open, Session};
use crate::visits::{make_id, visible_name};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use visita_domain::DocumentId;
use visita_domain::dates::{Timestamp, rfc3339};
use visita_domain::interview::Purpose;
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, EditError, RecordDocument};
use visita_seal::blob::BlobRef;
use visita_transport::file::ChosenFiles;
use visita_vault::{BlobFault, BlobReader, BlobRow};
use visita_wire::{BLOB_CHUNK_BYTES, MAX_BLOB_CHUNKS};

/// Where attachments stand in a record.
pub(crate) const ATTACHMENT: &str = "attachment";
/// Longest name, characters.
const MAX_NAME_CHARS: usize = 200;
/// Most attachments that one record names.
pub(crate) const MAX_OF_A_RECORD: usize = 2_000;
/// Largest file, bytes.
const MAX_BYTES: u64 = MAX_BLOB_CHUNKS as u64 * BLOB_CHUNK_BYTES;
/// What a file is whose name does not say it.
const ANY_MEDIA: &str = "application/octet-stream";
/// What files are, by the ending of their names.
const ENDINGS: [(&str, &[&str]); 20] = [
    ("application/pdf", &["pdf"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
    ),
    ("audio/flac", &["flac"]),
    ("audio/mp4", &["m4a"]),
    ("audio/mpeg", &["mp3"]),
    ("audio/ogg", &["ogg", "oga", "opus"]),
    ("audio/wav", &["wav"]),
    ("image/gif", &["gif"]),
    ("image/heic", &["heic", "heif"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/png", &["png"]),
    ("image/svg+xml", &["svg"]),
    ("image/tiff", &["tif", "tiff"]),
    ("image/webp", &["webp"]),
    ("text/csv", &["csv"]),
    ("text/plain", &["txt"]),
    ("video/mp4", &["mp4", "m4v"]),
    ("video/quicktime", &["mov"]),
    ("video/webm", &["webm"]),
];

/// What a record says of one attachment.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Attached {
    /// The text of its reference, with its key.
    blob: String,
    name: String,
    /// What of the record it is about, by its id: a reply, a document; empty where it is the record as a whole.
    about: String,
    withdrawn: bool,
}

/// A file of a record as others name it: never with its key.
pub(crate) struct FileNamed {
    pub name: String,
    pub media: String,
    pub withdrawn: bool,
}

/// One of the files that a visit names; none where it names no such file.
pub(crate) fn file_named(record: &RecordDocument, attachment: &str) -> Option<FileNamed> {
    if record.raw_fields(&format!("{ATTACHMENT}/{attachment}/")).is_empty() {
        return None;
    }
    let attached = record.section::<Attached>(&format!("{ATTACHMENT}/{attachment}")).value;
    let blob = BlobRef::parse(&attached.blob).ok();
    Some(FileNamed {
        media: blob.map_or_else(|| ANY_MEDIA.to_owned(), |blob| blob.media.as_str().to_owned()),
        name: attached.name,
        withdrawn: attached.withdrawn,
    })
}

/// The consents without which a file of this kind is not kept with an interview.
fn purposes(media: &str) -> &'static [Purpose] {
    match media.split('/').next() {
        Some("image") => &[Purpose::Photo],
        Some("audio") => &[Purpose::Audio],
        Some("video") => &[Purpose::Photo, Purpose::Audio],
        _ => &[],
    }
}

/// Refuses a file that the person who was interviewed has not agreed to.
fn require_consent(record: &RecordDocument, media: &str) -> Result<(), ApiError> {
    if record.kind() != DocumentKind::Interview {
        return Ok(());
    }
    require_notes(record)?;
    match purposes(media)
        .iter()
        .find(|purpose| consent_view(record, **purpose).state != "given")
    {
        Some(lacking) => Err(ApiError::about(ErrorCode::NoConsent, lacking.code())),
        None => Ok(()),
    }
}

/// Whether the person took back what lets a file of this kind be shown.
fn is_taken_back(record: &RecordDocument, media: &str) -> bool {
    let of_person = |purpose: &Purpose| consent_withdrawn(record, *purpose);
    record.kind() == DocumentKind::Interview && (withdrawn(record) || purposes(media).iter().any(of_person))
}

fn media_of(name: &str) -> &'static str {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let known = ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
    known.map_or(ANY_MEDIA, |(media, _)| media)
}

impl Session {
    /// Keeps content of exactly so many bytes with a record, as an attachment of this name: for what is in no file, as from a camera.
    /// Durable, and written in the record, when this returns. Never more than 64 KiB of the content are in memory.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`]; [`ErrorCode::Refused`] about `name`, `media`, `bytes` (too large, or not as many as said) or
    /// `attachments` (as many as there may be); [`ErrorCode::NoConsent`], [`ErrorCode::DiskFull`], and what refuses a writer.
    pub fn attachment_keep(
        &mut self,
        id: DocumentId,
        name: &str,
        media: &str,
        content: &mut dyn Read,
        bytes: u64,
    ) -> Result<BlobRef, ApiError> {
        visible_name(name, MAX_NAME_CHARS, "name")?;
        self.require_attachable(id, media)?;
        let blob = self.blob_sealing(id, media)?.seal(content, bytes)?;
        let (name, about) = (name.to_owned(), String::new());
        Ok(self.attachment_record(Sealed { id, name, about, blob })?.1)
    }

    pub(crate) fn attachment_add(&mut self, args: AttachmentAdd) -> Result<Created, ApiError> {
        let sealed = self.attachment_ready(&args)?.seal()?;
        Ok(self.attachment_record(sealed)?.0)
    }

    fn attachment_ready(&mut self, args: &AttachmentAdd) -> Result<Ready, ApiError> {
        let id: DocumentId = args.record.parse()?;
        let file_name = || Path::new(&args.path).file_name()?.to_str();
        let name = if args.name.trim().is_empty() {
            file_name().unwrap_or_default()
        } else {
            args.name.trim()
        };
        visible_name(name, MAX_NAME_CHARS, "name")?;
        let about = if args.about.is_empty() {
            String::new()
        } else {
            checked_id(&args.about, "about")?
        };
        let media = if args.media.is_empty() {
            // A phone gives an address in place of a path, which ends in nothing: what the file is called there does.
            let of_file = file_name().map(media_of).filter(|media| *media != ANY_MEDIA);
            of_file.unwrap_or_else(|| media_of(name))
        } else {
            args.media.as_str()
        };
        self.require_attachable(id, media)?;
        let sealing = self.blob_sealing(id, media)?;
        let opened = self.chosen().open(&args.path, MAX_BYTES + 1);
        let (content, bytes) = opened.map_err(|error| file_error(error, &args.path))?;
        Ok(Ready {
            id,
            name: name.to_owned(),
            about,
            sealing,
            content,
            bytes,
        })
    }

    /// Refuses where a record takes no file of this kind, or no more.
    fn require_attachable(&mut self, id: DocumentId, media: &str) -> Result<(), ApiError> {
        let record = self.open()?.record(id)?;
        if record.kind() == DocumentKind::Scratch {
            return Err(ErrorCode::NotFound.into());
        }
        if ids(record, ATTACHMENT).len() >= MAX_OF_A_RECORD {
            return Err(ApiError::about(ErrorCode::Refused, "attachments"));
        }
        require_consent(record, media)
    }

    fn attachment_record(&mut self, sealed: Sealed) -> Result<(Created, BlobRef), ApiError> {
        // Others may have written to the record while it was sealed.
        self.require_attachable(sealed.id, sealed.blob.media())?;
        let (name, about, made) = (sealed.name, sealed.about, make_id());
        let (saved, by) = self.blob_record(sealed.blob, |edit, blob| {
            // A text that cannot be made is not one that the record would keep.
            let text = blob.to_text().map_err(|_| EditError::Refused)?;
            edit.set(
                &format!("{ATTACHMENT}/{made}/blob"),
                Some(&json!(*text)),
                WritePolicy::Fact,
            )?;
            edit.set(
                &format!("{ATTACHMENT}/{made}/name"),
                Some(&json!(name)),
                WritePolicy::Fact,
            )?;
            if about.is_empty() {
                return Ok(());
            }
            edit.set(
                &format!("{ATTACHMENT}/{made}/about"),
                Some(&json!(about)),
                WritePolicy::Fact,
            )
        })?;
        let saved_at = saved.saved_at;
        Ok((Created { id: made, saved_at }, by))
    }

    /// Another name, or taken back, or not any more. Its bytes stay with whoever has them.
    pub(crate) fn attachment_set(&mut self, args: AttachmentSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.record.parse()?;
        let (attached, _) = self.open()?.attached(id, &args.attachment)?;
        let name = args.name.trim();
        visible_name(name, MAX_NAME_CHARS, "name")?;
        let path = |field: &str| format!("{ATTACHMENT}/{}/{field}", args.attachment);
        self.write(
            id,
            |edit| {
                edit.set(&path("name"), Some(&json!(name)), WritePolicy::Fact)?;
                if args.withdrawn == attached.withdrawn && !args.withdrawn {
                    // What nobody took back needs no word that nobody did.
                    return Ok(());
                }
                edit.set(&path("withdrawn"), Some(&json!(args.withdrawn)), WritePolicy::Fact)
            },
            |_| Ok(()),
        )
    }

    pub(crate) fn attachment_list(&mut self, args: AttachmentFilter) -> Result<Attachments, ApiError> {
        let id: DocumentId = args.record.parse()?;
        let open = self.open()?;
        let mut rows = Vec::new();
        for attachment in ids(open.record(id)?, ATTACHMENT) {
            match open.attached(id, &attachment) {
                Ok((attached, _)) if args.about.as_ref().is_some_and(|about| *about != attached.about) => {}
                Ok((attached, blob)) => rows.push(open.attachment(id, &attachment, &attached, blob.as_ref())?),
                Err(error) if error.code == ErrorCode::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        rows.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
        Ok(Attachments { rows })
    }

    pub(crate) fn attachment_save(&mut self, args: AttachmentSave) -> Result<Attachment, ApiError> {
        let written = self.attachment_opened(&args)?.write();
        self.attachment_written(&args, written)
    }

    fn attachment_opened(&mut self, args: &AttachmentSave) -> Result<Opened, ApiError> {
        let id: DocumentId = args.record.parse()?;
        let (_, blob) = self.open()?.attached(id, &args.attachment)?;
        let blob = blob.ok_or_else(|| ApiError::about(ErrorCode::NotFound, ATTACHMENT))?;
        Ok(Opened {
            content: self.blob_open(id, &blob)?,
            files: self.chosen(),
            path: args.path.clone(),
        })
    }

    /// What was written; where it turned out to be damaged here, what is lacking comes again from whoever has it.
    fn attachment_written(&mut self, args: &AttachmentSave, written: io::Result<()>) -> Result<Attachment, ApiError> {
        let id: DocumentId = args.record.parse()?;
        let open = self.open()?;
        let (attached, blob) = open.attached(id, &args.attachment)?;
        let Err(error) = written else {
            return open.attachment(id, &args.attachment, &attached, blob.as_ref());
        };
        let is_damage = error.get_ref().is_some_and(|inner| inner.is::<BlobFault>());
        match blob.filter(|_| is_damage) {
            Some(blob) => {
                open.blob_spoiled(&blob.id)?;
                Err(ErrorCode::Damaged.into())
            }
            None => Err(file_error(error, &args.path)),
        }
    }
}

/// A file about to be sealed, of which the session knows nothing more to say.
struct Ready {
    id: DocumentId,
    name: String,
    about: String,
    sealing: BlobSealing,
    content: Box<dyn Read + Send>,
    bytes: u64,
}

/// A file that is sealed, for a record.
struct Sealed {
    id: DocumentId,
    name: String,
    about: String,
    blob: SealedBlob,
}

impl Ready {
    fn seal(mut self) -> Result<Sealed, ApiError> {
        Ok(Sealed {
            id: self.id,
            name: self.name,
            about: self.about,
            blob: self.sealing.seal(&mut self.content, self.bytes)?,
        })
    }
}

/// An attachment about to be written into a file.
struct Opened {
    content: BlobReader,
    files: Arc<dyn ChosenFiles>,
    path: String,
}

impl Opened {
    fn write(mut self) -> io::Result<()> {
        self.files.write_from(&self.path, &mut self.content)
    }
}

/// As the command, but the door is open while the file is sealed: nobody waits for it.
pub(crate) fn add_at(door: &Mutex<Session>, args: AttachmentAdd) -> Result<Created, ApiError> {
    let ready = enter(door).attachment_ready(&args)?;
    let sealed = ready.seal()?;
    Ok(enter(door).attachment_record(sealed)?.0)
}

/// As the command, but the door is open while the file is written.
pub(crate) fn save_at(door: &Mutex<Session>, args: AttachmentSave) -> Result<Attachment, ApiError> {
    let opened = enter(door).attachment_opened(&args)?;
    let written = opened.write();
    enter(door).attachment_written(&args, written)
}

fn enter(door: &Mutex<Session>) -> MutexGuard<'_, Session> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Open {
    /// What a record says of an attachment, with its reference where this version can read it.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`]: also what the person it is about took back.
    fn attached(&mut self, id: DocumentId, attachment: &str) -> Result<(Attached, Option<BlobRef>), ApiError> {
        let missing = || ApiError::about(ErrorCode::NotFound, ATTACHMENT);
        let record = self.record(id)?;
        if !ids(record, ATTACHMENT).contains(attachment) {
            return Err(missing());
        }
        let attached = record.section::<Attached>(&format!("{ATTACHMENT}/{attachment}")).value;
        let blob = BlobRef::parse(&attached.blob).ok();
        let media = blob.as_ref().map_or(ANY_MEDIA, |blob| blob.media.as_str());
        if is_taken_back(record, media) {
            return Err(missing());
        }
        Ok((attached, blob))
    }

    fn attachment(
        &mut self,
        id: DocumentId,
        attachment: &str,
        attached: &Attached,
        blob: Option<&BlobRef>,
    ) -> Result<Attachment, ApiError> {
        let prefix = format!("{ATTACHMENT}/{attachment}/");
        let record = self.record(id)?;
        let fields = record.raw_fields(&prefix);
        let first = fields
            .values()
            .flat_map(|field| &field.slots)
            .min_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        let (by, at) = first.map_or((None, Timestamp::default()), |slot| (Some(slot.by.clone()), slot.at));
        let conflicts = record.conflicts(&prefix);
        let row = blob.map(|blob| self.vault.read().blob(&blob.id)).transpose()?.flatten();
        let (state, here_bytes) = blob.map_or(("unreadable", 0), |blob| standing(blob, row.as_ref()));
        Ok(Attachment {
            id: attachment.to_owned(),
            name: attached.name.clone(),
            about: attached.about.clone(),
            media: blob.map_or(ANY_MEDIA, |blob| blob.media.as_str()).to_owned(),
            bytes: blob.map_or(0, |blob| counted(blob.bytes)),
            by: by.map(|by| self.name_of(&by)).unwrap_or_default(),
            at: rfc3339(at),
            state: state.to_owned(),
            here_bytes,
            withdrawn: attached.withdrawn,
            conflicts,
        })
    }
}

/// How far an attachment is here, going by what was written down last.
fn standing(blob: &BlobRef, row: Option<&BlobRow>) -> (&'static str, u32) {
    match row {
        Some(row) if row.is_whole() => ("here", counted(blob.bytes)),
        Some(row) if row.held > 0 => {
            let held = u64::from(row.held).saturating_mul(BLOB_CHUNK_BYTES);
            ("coming", counted(held.min(blob.bytes)))
        }
        Some(_) | None => ("missing", 0),
    }
}

fn counted(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_stands_in_the_ending_of_its_name() {
        assert_eq!(media_of("Cell 4.JPG"), "image/jpeg");
        assert_eq!(media_of("register.pdf"), "application/pdf");
        assert_eq!(media_of("voice.note.m4a"), "audio/mp4");
        for other in ["", "README", ".jpg", "a.b", "photo."] {
            assert_eq!(media_of(other), ANY_MEDIA, "{other}");
        }
        for (media, _) in ENDINGS {
            assert!(visita_seal::blob::MediaType::parse(media).is_ok(), "{media}");
        }
    }

    #[test]
    fn pictures_and_voices_need_a_consent_of_their_own() {
        assert_eq!(purposes("image/png"), [Purpose::Photo]);
        assert_eq!(purposes("audio/ogg"), [Purpose::Audio]);
        assert_eq!(purposes("video/mp4"), [Purpose::Photo, Purpose::Audio]);
        assert!(purposes("application/pdf").is_empty());
    }
}
