//! A backend with a shelf beside it: large bodies go into object storage, their rows into the database.
//!
//! An object is written before the row that names it and removed after it, so that no row names nothing. What a crash leaves
//! between the two is removed a day later.

use crate::limits::{INLINE_BYTES, OBJECTS_AT_ONCE, ORPHAN_AGE};
use crate::store::{Body, Day, Fate, Held, Incoming, Look, ObjectName, Pages, Store, StoreError, Swept};
use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

/// Folder of the objects, in whatever storage.
const FOLDER: &str = "envelopes";
/// Objects looked up at once.
const LOOKED_UP: usize = 500;

/// A page whose bodies are here.
pub struct Filled {
    /// Last position given out.
    pub head: Option<u64>,
    /// Ascending.
    pub kept: Vec<(u64, Bytes)>,
}

/// A backend, and perhaps a shelf.
pub struct Depot<S> {
    store: S,
    shelf: Option<Arc<dyn ObjectStore>>,
    missing: AtomicU64,
}

fn path(name: &ObjectName) -> Path {
    Path::from_iter([FOLDER, &hex::encode(name.0)])
}

fn away(_: object_store::Error) -> StoreError {
    // Its text names the object's address.
    StoreError::Busy("object storage does not answer".into())
}

fn make_name() -> Result<ObjectName, StoreError> {
    let mut name = [0; 16];
    getrandom::fill(&mut name).map_err(|_| StoreError::Unusable("no randomness".into()))?;
    Ok(ObjectName(name))
}

impl<S: Store> Depot<S> {
    /// With a shelf, or without.
    #[must_use]
    pub fn new(store: S, shelf: Option<Arc<dyn ObjectStore>>) -> Self {
        Self {
            store,
            shelf,
            missing: AtomicU64::new(0),
        }
    }

    /// The backend.
    #[must_use]
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Objects that rows named and the shelf had not, since the start. Any is a fault of the storage.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing.load(Ordering::Relaxed)
    }

    /// Keeps envelopes: see [`Store::put`].
    ///
    /// # Errors
    /// None of them is kept, as far as is known.
    pub async fn put(&self, mut items: Vec<Incoming>, today: Day) -> Result<Vec<Fate>, StoreError> {
        let Some(shelf) = &self.shelf else {
            return self.store.put(items, today).await;
        };
        let mut shelved = Vec::new();
        for (place, item) in items.iter_mut().enumerate() {
            if let Body::Inline(bytes) = &item.body
                && bytes.len() > INLINE_BYTES
            {
                let (name, size) = (make_name()?, item.body.size());
                shelf.put(&path(&name), bytes.clone().into()).await.map_err(away)?;
                item.body = Body::Shelved { name, bytes: size };
                shelved.push((place, name));
            }
        }
        let fates = self.store.put(items, today).await?;
        for (place, name) in shelved {
            if !matches!(fates.get(place), Some(Fate::Kept { is_new: true, .. })) {
                // Not needed after all. What cannot be removed now is an orphan.
                let _ = shelf.delete(&path(&name)).await;
            }
        }
        Ok(fates)
    }

    /// Pages with their bodies, and whether the last is cut: see [`Store::pages`].
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn pages(&self, looks: Vec<Look>, room_bytes: u64) -> Result<(Vec<Filled>, bool), StoreError> {
        let Pages { held, is_cut } = self.store.pages(looks, room_bytes).await?;
        let mut filled = Vec::with_capacity(held.len());
        for Held { head, kept } in held {
            let bodies = kept.into_iter().map(|(position, body)| async move {
                let bytes = self.body(body).await?;
                Ok::<_, StoreError>(bytes.map(|bytes| (position, bytes)))
            });
            let kept: Vec<_> = futures_util::stream::iter(bodies)
                .buffered(OBJECTS_AT_ONCE)
                .try_collect()
                .await?;
            let kept = kept.into_iter().flatten().collect();
            filled.push(Filled { head, kept });
        }
        Ok((filled, is_cut))
    }

    /// None where the object is gone: the rest of the mailbox must not wait for it.
    async fn body(&self, body: Body) -> Result<Option<Bytes>, StoreError> {
        let name = match body {
            Body::Inline(bytes) => return Ok(Some(bytes)),
            Body::Shelved { name, .. } => name,
        };
        let shelf = self.shelf.as_ref().ok_or(StoreError::Unusable(
            "a body is in object storage, and none was given".into(),
        ))?;
        match shelf.get(&path(&name)).await {
            Ok(found) => found.bytes().await.map(Some).map_err(away),
            Err(object_store::Error::NotFound { .. }) => {
                self.missing.fetch_add(1, Ordering::Relaxed);
                Ok(None)
            }
            Err(error) => Err(away(error)),
        }
    }

    /// Removes some of the envelopes kept before a day, wherever they are.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sweep(&self, before: Day) -> Result<Swept, StoreError> {
        let swept = self.store.sweep(before).await?;
        if let Some(shelf) = &self.shelf {
            for name in &swept.objects {
                let _ = shelf.delete(&path(name)).await;
            }
        }
        Ok(swept)
    }

    /// Removes objects of a past day that no row names; how many.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sweep_orphans(&self, now: SystemTime) -> Result<u64, StoreError> {
        let Some(shelf) = &self.shelf else {
            return Ok(0);
        };
        let folder = Path::from(FOLDER);
        let mut found = shelf.list(Some(&folder)).try_chunks(LOOKED_UP);
        let mut removed = 0;
        while let Some(chunk) = found.next().await {
            let chunk = chunk.map_err(|_| StoreError::Busy("object storage does not answer".into()))?;
            let old = chunk.iter().filter(|object| {
                let made = SystemTime::from(object.last_modified);
                now.duration_since(made).is_ok_and(|age| age > ORPHAN_AGE)
            });
            let names: Vec<ObjectName> = old
                .filter_map(|object| hex::decode(object.location.filename()?).ok()?.try_into().ok())
                .map(ObjectName)
                .collect();
            let named = self.store.named(names.clone()).await?;
            for name in names.iter().filter(|name| !named.contains(name)) {
                shelf.delete(&path(name)).await.map_err(away)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}
