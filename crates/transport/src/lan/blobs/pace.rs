//! Whether the other device brings what it was asked for: whoever brings nothing holds no place for ever.

use super::take::Asked;
use super::{BlobNews, BlobTrouble, Lane};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use visita_wire::BlobId;

/// How long a device may take to bring [`LEAST_BYTES`]. Messages go before attachments, so that one on a slow line may bring
/// nothing for a while: then others are asked, and nothing that came is lost.
#[cfg(not(test))]
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);
#[cfg(test)]
pub(crate) const PATIENCE: Duration = Duration::from_secs(4);
/// Bytes of what it was asked for, in that time.
const LEAST_BYTES: u64 = 64 * 1024;

/// What has come on a lane.
#[derive(Default)]
pub(super) struct Pace {
    /// Bytes of what was asked for, since the lane was opened.
    brought: AtomicU64,
}

impl Pace {
    pub(super) fn brought(&self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.brought.fetch_add(bytes, Ordering::Relaxed);
    }
}

impl Lane<'_> {
    /// Looks now and then whether what was asked for comes; where it does not, others may bring it. It never ends.
    pub(super) async fn watch(&self) {
        let mut before = 0;
        loop {
            tokio::time::sleep(PATIENCE).await;
            let brought = self.pace.brought.load(Ordering::Relaxed);
            if brought.saturating_sub(before) < LEAST_BYTES {
                for id in self.late() {
                    self.let_go(id).await;
                }
            }
            before = brought;
        }
    }

    /// What was asked for long enough ago.
    fn late(&self) -> Vec<BlobId> {
        let asked = self.asked();
        let late = asked.iter().filter(|(_, asked)| asked.is_late(PATIENCE));
        late.map(|(id, _)| *id).collect()
    }

    /// Others may bring it. What this device still brings of it is let pass.
    async fn let_go(&self, id: BlobId) {
        let held = self.asked().get_mut(&id).is_some_and(Asked::let_go);
        if held {
            self.tell(id, BlobNews::Stopped(BlobTrouble::Silent)).await;
        }
    }
}
