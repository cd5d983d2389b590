//! Themes of a visit and the standards behind them. Rule numbers are facts; the words are ours.

use serde::{Deserialize, Serialize};

macro_rules! themes {
    ($($variant:ident = $code:literal, $standards:literal;)*) => {
        /// A theme under which answers, observations and findings stand.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Theme {
            $(#[doc = $standards] $variant,)*
        }

        impl Theme {
            /// Every theme, in the order of a report.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its code, as in data files and on the wire.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The standards it rests on.
            #[must_use]
            pub fn standards(self) -> &'static str {
                match self { $(Self::$variant => $standards,)* }
            }

            /// From its code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

themes! {
    Dignity = "dignity", "MR 1–5; CAT 1, 16";
    Registers = "registers", "MR 6–10; CED 17(3)";
    Separation = "separation", "MR 11, 93–94";
    Accommodation = "accommodation", "MR 12–18; BR 5; CPT/Inf(2015)44";
    DailyLife = "daily_life", "MR 19–23";
    Health = "health", "MR 24–35, 109–110; BR 6–18; Istanbul Protocol";
    Discipline = "discipline", "MR 36–46; BR 22–23";
    Restraints = "restraints", "MR 47–49, 82; BR 24";
    Searches = "searches", "MR 50–53; BR 19–21";
    Complaints = "complaints", "MR 54–57; BR 25";
    OutsideWorld = "outside_world", "MR 58–63; BR 26–28";
    Belief = "belief", "MR 64–67";
    Deaths = "deaths", "MR 68–73";
    Staff = "staff", "MR 74–85; BR 25(3), 29–35";
    Regime = "regime", "MR 86–108; BR 40–47";
    LegalStatus = "legal_status", "MR 111–122";
    Women = "women", "BR 48–52";
    Juveniles = "juveniles", "Havana Rules; BR 36–39";
    PoliceSafeguards = "police_safeguards", "CPT/Inf(92)3; BPP; Méndez Principles";
    Psychiatric = "psychiatric", "CRPD 14–15; CPT/Inf(98)12";
    Immigration = "immigration", "CPT/Inf(97)10; UNHCR detention guidelines";
}
