//! Whether a visit that is thought of has to be unannounced.

use super::states::unannounced_view;
use crate::api::ApiError;
use crate::api::programme::{UnannouncedAdvice, UnannouncedAsk};
use crate::session::Session;
use crate::visits::day;
use visita_domain::DocumentId;
use visita_domain::programme::{Month, Watch, score};

impl Session {
    /// Says it of a full visit on a day, beside those that were made and those that are planned. It never blocks.
    pub(crate) fn plan_unannounced(&mut self, args: UnannouncedAsk) -> Result<UnannouncedAdvice, ApiError> {
        let place: DocumentId = args.place.parse()?;
        let on = day(&args.on, "on")?;
        let standing = self.open()?.shelf()?.standing_id(place);
        let standing_code = standing.to_string();
        let gathered = self.gather(|id, _| id == standing_code)?;
        let known = gathered.places.iter().find(|(id, _)| *id == standing);
        let weighed = known.map(|(id, known)| (known, score(*id, known, &gathered.rules, on.max(gathered.today))));
        let Some((known, score)) = weighed else {
            return Ok(UnannouncedAdvice { asked: None });
        };
        let Some(asked) = score.unannounced else {
            return Ok(UnannouncedAdvice { asked: None });
        };
        let mut watch = Watch::new(asked, known, score.period.months);
        let entries = self.entries_but(args.plan.as_deref())?.into_iter();
        for one in entries
            .map(|entry| entry.standing)
            .filter(|one| one.full && one.place == standing)
        {
            watch.add(one.month, one.announced);
        }
        let asked = watch.asks(Month::of(on));
        Ok(UnannouncedAdvice {
            asked: asked.as_ref().map(unannounced_view),
        })
    }
}
