//! Searches for what must not be there, in every form it could have.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Of a needle, so many bytes in a row are a find.
const FRAGMENT: usize = 8;

/// A thing that must not be found, in every form it could have.
fn forms(raw: &[u8]) -> Vec<Vec<u8>> {
    let hex = hex::encode(raw);
    // JSON writes bytes as numbers.
    let numbers = raw.iter().map(u8::to_string).collect::<Vec<_>>();
    let mut forms = vec![raw.to_vec(), hex.to_uppercase().into(), hex.into()];
    forms.extend([numbers.join(",").into(), numbers.join(", ").into()]);
    if let Ok(text) = std::str::from_utf8(raw) {
        let wide: Vec<u16> = text.encode_utf16().collect();
        forms.push(wide.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        forms.push(wide.iter().flat_map(|unit| unit.to_be_bytes()).collect());
        // As JSON may write it: every letter by its number.
        let escaped: String = wide.iter().map(|unit| format!("\\u{unit:04x}")).collect();
        forms.push(escaped.into());
    }
    for skipped in 0..3 {
        let whole = raw.get(skipped..).unwrap_or_default();
        forms.push(base64(whole, b"+/").into());
        forms.push(base64(whole, b"-_").into());
    }
    forms
}

pub fn base64(bytes: &[u8], last: &[u8; 2]) -> String {
    let alphabet: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .chain(b'0'..=b'9')
        .chain(*last)
        .collect();
    let groups = bytes.chunks_exact(3).flat_map(|three| {
        let joined = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        [18, 12, 6, 0].map(|shift| char::from(alphabet[(joined >> shift) as usize & 63]))
    });
    groups.collect()
}

/// The names of those needles of which a fragment is there: a quarter of a form, and eight bytes at least. One pass.
pub fn found(needles: &BTreeMap<&'static str, Vec<u8>>, hay: &[u8]) -> Vec<&'static str> {
    let mut begins = vec![false; 1 << 16];
    let mut fragments: HashMap<[u8; FRAGMENT], Vec<(Vec<u8>, &'static str)>> = HashMap::new();
    for (name, needle) in needles {
        for form in forms(needle).iter().filter(|form| form.len() >= FRAGMENT) {
            for fragment in form.windows(FRAGMENT.max(form.len() / 4)) {
                begins[usize::from(u16::from_be_bytes([fragment[0], fragment[1]]))] = true;
                let start = fragment[..FRAGMENT].try_into().unwrap();
                fragments.entry(start).or_default().push((fragment.to_vec(), name));
            }
        }
    }
    let mut names = BTreeSet::new();
    for (place, start) in hay.windows(FRAGMENT).enumerate() {
        if begins[usize::from(u16::from_be_bytes([start[0], start[1]]))]
            && let Some(possible) = fragments.get(start)
        {
            let there = possible
                .iter()
                .filter(|(fragment, _)| hay[place..].starts_with(fragment));
            names.extend(there.map(|(_, name)| *name));
        }
    }
    names.into_iter().collect()
}

/// Every byte of every file under a folder, but for those of some name.
pub fn files(folder: &Path, but: &str) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path, but));
        } else if path.is_file() && entry.file_name() != but {
            all.extend(std::fs::read(&path).unwrap_or_default());
        }
    }
    all
}
