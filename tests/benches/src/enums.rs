use crate::{Contest, Variants, Visitor};

/// Modules `realistic_…` and `prefixed_…` with every subject and action joined
/// to a variant, and a function that visits them all.
macro_rules! contests {
    ($($size:ident: $subjects:tt x $actions:tt;)*) => {
        pastey::paste! {$(
            product! { [<realistic_ $size>] "realistic" "" $subjects $actions }
            product! { [<prefixed_ $size>] "prefixed" "OrganizationIntegrationSyncFailed" $subjects $actions }
        )*}

        /// Visits all contests.
        pub fn each(visitor: &mut impl Visitor) {
            pastey::paste! {
                $(visitor.visit::<[<realistic_ $size>]::Labels>();)*
                $(visitor.visit::<[<prefixed_ $size>]::Labels>();)*
            }
        }
    };
}

macro_rules! product {
    ($module:ident $kind:literal $prefix:literal [$($subject:ident)*] $actions:tt) => {
        product! { @rows $module $kind $prefix $($subject $actions)* }
    };
    (@rows $module:ident $kind:literal $prefix:literal $($subject:ident [$($action:tt)*])*) => {
        pastey::paste! {
            contest! { $module $kind $($([<$prefix $subject $action>])*)* }
        }
    };
}

macro_rules! contest {
    ($module:ident $kind:literal $($variant:ident)*) => {
        mod $module {
            pub struct Labels;

            impl super::Contest for Labels {
                const KIND: &'static str = $kind;
                type Ours = Ours;
                type PostgresDerive = PostgresDerive;
                type Strum = Strum;
            }

            contestant! {
                #[derive(pg_integration_enum::PgIntegrationEnum)]
                #[pg_enum(name = "label")]
                Ours: $($variant)*
            }

            contestant! {
                #[derive(postgres_derive::FromSql, postgres_derive::ToSql)]
                #[postgres(name = "label", rename_all = "snake_case")]
                PostgresDerive: $($variant)*
            }

            contestant! {
                #[derive(strum::AsRefStr, strum::Display, strum::EnumString)]
                #[strum(serialize_all = "snake_case")]
                Strum: $($variant)*
            }
        }
    };
}

macro_rules! contestant {
    ($(#[$attribute:meta])* $name:ident: $($variant:ident)*) => {
        #[derive(Clone, Copy, Debug)]
        $(#[$attribute])*
        #[allow(clippy::enum_variant_names)]
        pub enum $name { $($variant),* }

        impl super::Variants for $name {
            const VARIANTS: &'static [Self] = &[$(Self::$variant),*];
        }
    };
}

contests! {
    of_5: [Xledger Dynamics Cornerstone Consio Bufdir] x [""];
    of_32: [Invoice Order Payment Customer Employee Contract Project Timesheet]
        x [Created Updated Deleted Archived];
    of_256: [
        Invoice Order Payment Customer Employee Contract Project Timesheet
        Account Address Agreement Attachment Budget Calendar Campaign Case
    ] x [
        Created Updated Deleted Archived Restored Approved Rejected Submitted
        Assigned Cancelled Completed Exported Imported Locked Merged Published
    ];
    of_1000: [
        Invoice Order Payment Customer Employee Contract Project Timesheet
        Account Address Agreement Attachment Budget Calendar Campaign Case
        Channel Comment Company Course Credit Currency Delivery Department
        Discount Document Event Expense Feedback Group Holiday Inventory
        Journal License Location Message Milestone Notification Permission Product
    ] x [
        Created Updated Deleted Archived Restored Approved Rejected Submitted
        Assigned Cancelled Completed Exported Imported Locked Merged Published
        Received Refunded Renamed Reopened Scheduled Shared Suspended Synced Verified
    ];
}
