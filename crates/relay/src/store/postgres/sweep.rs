//! What is past its time.

use super::{SWEEPING, fixed};
use crate::limits::SWEEP_ITEMS;
use crate::store::{Day, ObjectName, StoreError, Swept};
use deadpool_postgres::Object;
use std::collections::BTreeMap;

/// Removes the oldest, unless another process is at it.
pub(super) async fn sweep(client: &mut Object, before: Day) -> Result<Swept, StoreError> {
    let tx = client.transaction().await?;
    let is_ours: bool = tx
        .query_one("SELECT pg_try_advisory_xact_lock($1)", &[&SWEEPING])
        .await?
        .try_get(0)?;
    if !is_ours {
        return Ok(Swept::default());
    }
    let most = SWEEP_ITEMS as i64;
    let old = tx
        .query(
            "SELECT mailbox, position, size, object FROM item WHERE day < $1 LIMIT $2",
            &[&i64::from(before), &most],
        )
        .await?;
    let mut swept = Swept {
        items: old.len() as u64,
        has_more: old.len() == SWEEP_ITEMS,
        ..Swept::default()
    };
    let (mut mailboxes, mut positions) = (Vec::new(), Vec::new());
    let mut freed: BTreeMap<i64, i64> = BTreeMap::new();
    for row in &old {
        let mailbox: i64 = row.try_get(0)?;
        mailboxes.push(mailbox);
        positions.push(row.try_get::<_, i64>(1)?);
        *freed.entry(mailbox).or_default() += row.try_get::<_, i64>(2)?;
        if let Some(name) = row.try_get::<_, Option<Vec<u8>>>(3)? {
            swept.objects.push(ObjectName(fixed(name)?));
        }
    }
    if swept.items == 0 {
        return Ok(swept);
    }
    let numbers: Vec<i64> = freed.keys().copied().collect();
    let bytes: Vec<i64> = freed.values().copied().collect();
    // The order in which puts lock them.
    tx.execute(
        "SELECT FROM mailbox WHERE number = ANY($1) ORDER BY tag FOR UPDATE",
        &[&numbers],
    )
    .await?;
    tx.execute(
        "SELECT FROM invitation WHERE number IN (SELECT invitation FROM mailbox WHERE number = ANY($1))
         ORDER BY number FOR UPDATE",
        &[&numbers],
    )
    .await?;
    tx.execute(
        "DELETE FROM item USING unnest($1::bigint[], $2::bigint[]) AS old (mailbox, position)
         WHERE item.mailbox = old.mailbox AND item.position = old.position",
        &[&mailboxes, &positions],
    )
    .await?;
    tx.execute(
        "UPDATE invitation SET bytes = invitation.bytes - freed.bytes
         FROM (
             SELECT mailbox.invitation, sum(old.bytes)::bigint AS bytes
             FROM unnest($1::bigint[], $2::bigint[]) AS old (number, bytes) JOIN mailbox USING (number)
             GROUP BY mailbox.invitation
         ) AS freed
         WHERE invitation.number = freed.invitation",
        &[&numbers, &bytes],
    )
    .await?;
    tx.execute(
        "UPDATE mailbox SET bytes = mailbox.bytes - old.bytes
         FROM unnest($1::bigint[], $2::bigint[]) AS old (number, bytes)
         WHERE mailbox.number = old.number",
        &[&numbers, &bytes],
    )
    .await?;
    tx.commit().await?;
    Ok(swept)
}
