//! The body in named regions: as a map, and as the list that says the same.

use serde::{Deserialize, Serialize};

macro_rules! regions {
    ($($variant:ident = $code:literal;)*) => {
        /// A region of the body, seen from the front or from the back. Left and right are the person's own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum BodyRegion {
            $(#[serde(rename = $code)] $variant,)*
        }

        impl BodyRegion {
            /// Every region, from head to foot, front then back.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

regions! {
    FrontHead = "front_head";
    FrontNeck = "front_neck";
    FrontChestRight = "front_chest_right";
    FrontChestLeft = "front_chest_left";
    FrontAbdomen = "front_abdomen";
    FrontGroin = "front_groin";
    FrontUpperArmRight = "front_upper_arm_right";
    FrontUpperArmLeft = "front_upper_arm_left";
    FrontForearmRight = "front_forearm_right";
    FrontForearmLeft = "front_forearm_left";
    FrontHandRight = "front_hand_right";
    FrontHandLeft = "front_hand_left";
    FrontThighRight = "front_thigh_right";
    FrontThighLeft = "front_thigh_left";
    FrontShinRight = "front_shin_right";
    FrontShinLeft = "front_shin_left";
    FrontFootRight = "front_foot_right";
    FrontFootLeft = "front_foot_left";
    BackHead = "back_head";
    BackNeck = "back_neck";
    BackUpper = "back_upper";
    BackLower = "back_lower";
    BackButtocks = "back_buttocks";
    BackUpperArmLeft = "back_upper_arm_left";
    BackUpperArmRight = "back_upper_arm_right";
    BackForearmLeft = "back_forearm_left";
    BackForearmRight = "back_forearm_right";
    BackHandLeft = "back_hand_left";
    BackHandRight = "back_hand_right";
    BackThighLeft = "back_thigh_left";
    BackThighRight = "back_thigh_right";
    BackCalfLeft = "back_calf_left";
    BackCalfRight = "back_calf_right";
    BackSoleLeft = "back_sole_left";
    BackSoleRight = "back_sole_right";
}
