//! Documents that must not pass, and documents that must.

use std::fmt;

use Column::{FieldMappings, SyncSchedule};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    FieldMappings,
    SyncSchedule,
}

impl Column {
    pub fn constraint(self) -> &'static str {
        match self {
            FieldMappings => "field_mappings_are_valid",
            SyncSchedule => "sync_schedule_is_valid",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FieldMappings => "field_mappings",
            SyncSchedule => "sync_schedule",
        })
    }
}

/// The column, why its document must not pass, and the document.
pub const HOSTILE: &[(Column, &str, &str)] = &[
    // No object.
    (FieldMappings, "null", "null"),
    (SyncSchedule, "null", "null"),
    (FieldMappings, "a number", "1"),
    (SyncSchedule, "a boolean", "true"),
    (FieldMappings, "a string", r#""version""#),
    (
        SyncSchedule,
        "a document as a string",
        r#""{\"version\":1,\"enabled\":true,\"interval_minutes\":60}""#,
    ),
    (FieldMappings, "an empty array", "[]"),
    (FieldMappings, "the fields as an array", "[1,[]]"),
    (SyncSchedule, "the fields as an array", "[1,true,60]"),
    (
        FieldMappings,
        "a document in an array",
        r#"[{"version":1,"mappings":[]}]"#,
    ),
    (
        SyncSchedule,
        "a document in an array",
        r#"[{"version":1,"enabled":true,"interval_minutes":60}]"#,
    ),
    // The version.
    (FieldMappings, "an empty object", "{}"),
    (SyncSchedule, "an empty object", "{}"),
    (FieldMappings, "no version", r#"{"mappings":[]}"#),
    (
        SyncSchedule,
        "no version",
        r#"{"enabled":true,"interval_minutes":60}"#,
    ),
    (
        FieldMappings,
        "a word for a version",
        r#"{"version":"x","mappings":[]}"#,
    ),
    (
        FieldMappings,
        "a version in quotes",
        r#"{"version":"1","mappings":[]}"#,
    ),
    (
        SyncSchedule,
        "a version in quotes",
        r#"{"version":"1","enabled":true,"interval_minutes":60}"#,
    ),
    (
        FieldMappings,
        "a null version",
        r#"{"version":null,"mappings":[]}"#,
    ),
    (FieldMappings, "version 0", r#"{"version":0,"mappings":[]}"#),
    (
        FieldMappings,
        "version -1",
        r#"{"version":-1,"mappings":[]}"#,
    ),
    (
        FieldMappings,
        "a version of the future",
        r#"{"version":3,"mappings":[]}"#,
    ),
    (
        SyncSchedule,
        "a version of the future",
        r#"{"version":3,"enabled":true,"interval_minutes":60}"#,
    ),
    (
        FieldMappings,
        "version 1.5",
        r#"{"version":1.5,"mappings":[]}"#,
    ),
    (
        FieldMappings,
        "version 1.0",
        r#"{"version":1.0,"mappings":[]}"#,
    ),
    (
        SyncSchedule,
        "version 1.0",
        r#"{"version":1.0,"enabled":true,"interval_minutes":60}"#,
    ),
    (
        FieldMappings,
        "a version in an array",
        r#"{"version":[1],"mappings":[]}"#,
    ),
    (
        SyncSchedule,
        "a version that no float holds",
        r#"{"version":1e400,"enabled":true,"interval_minutes":60}"#,
    ),
    (
        FieldMappings,
        "a version that no integer holds",
        r#"{"version":18446744073709551617,"mappings":[]}"#,
    ),
    (
        FieldMappings,
        "the version in another case",
        r#"{"Version":1,"mappings":[]}"#,
    ),
    // Mappings.
    (FieldMappings, "no mappings", r#"{"version":1}"#),
    (
        FieldMappings,
        "null mappings",
        r#"{"version":1,"mappings":null}"#,
    ),
    (
        FieldMappings,
        "mappings as an object",
        r#"{"version":1,"mappings":{}}"#,
    ),
    (
        FieldMappings,
        "one mapping without its array",
        r#"{"version":1,"mappings":{"from":"a","to":"b"}}"#,
    ),
    (
        FieldMappings,
        "mappings as a string",
        r#"{"version":1,"mappings":"[]"}"#,
    ),
    (
        FieldMappings,
        "an unknown field",
        r#"{"version":1,"mappings":[],"comment":""}"#,
    ),
    (
        FieldMappings,
        "an unknown empty field",
        r#"{"version":1,"mappings":[],"":[]}"#,
    ),
    (
        FieldMappings,
        "an unknown field of a mapping",
        r#"{"version":1,"mappings":[{"from":"a","to":"b","x":1}]}"#,
    ),
    (
        FieldMappings,
        "an unknown field of the last mapping",
        r#"{"version":2,"mappings":[{"from":"a","to":"b"},{"from":"a","to":"b","x":null}]}"#,
    ),
    (
        FieldMappings,
        "a field of version 2 in version 1",
        r#"{"version":1,"mappings":[{"from":"a","to":"b","transform":"trim"}]}"#,
    ),
    (
        FieldMappings,
        "an empty mapping",
        r#"{"version":1,"mappings":[{}]}"#,
    ),
    (
        FieldMappings,
        "a null mapping",
        r#"{"version":1,"mappings":[null]}"#,
    ),
    (
        FieldMappings,
        "a mapping as a string",
        r#"{"version":1,"mappings":["a"]}"#,
    ),
    (
        FieldMappings,
        "a mapping as an array of its fields",
        r#"{"version":1,"mappings":[["a","b"]]}"#,
    ),
    (
        FieldMappings,
        "a mapping in an array",
        r#"{"version":2,"mappings":[[{"from":"a","to":"b"}]]}"#,
    ),
    (
        FieldMappings,
        "no `from`",
        r#"{"version":1,"mappings":[{"to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "no `to`, in one of two",
        r#"{"version":1,"mappings":[{"from":"a","to":"b"},{"from":"a"}]}"#,
    ),
    (
        FieldMappings,
        "a null `to`",
        r#"{"version":1,"mappings":[{"from":"a","to":null}]}"#,
    ),
    (
        FieldMappings,
        "a number for `to`",
        r#"{"version":1,"mappings":[{"from":"a","to":1}]}"#,
    ),
    (
        FieldMappings,
        "an array for `from`",
        r#"{"version":1,"mappings":[{"from":["a"],"to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "an object for `from`",
        r#"{"version":2,"mappings":[{"from":{"a":"b"},"to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "an empty `from`",
        r#"{"version":1,"mappings":[{"from":"","to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "an empty `to`",
        r#"{"version":2,"mappings":[{"from":"a","to":""}]}"#,
    ),
    (
        FieldMappings,
        "a dot at the end",
        r#"{"version":1,"mappings":[{"from":"a.","to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "two dots",
        r#"{"version":1,"mappings":[{"from":"a..b","to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "nine names",
        r#"{"version":1,"mappings":[{"from":"a.b.c.d.e.f.g.h.i","to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "a path for `to`",
        r#"{"version":1,"mappings":[{"from":"a","to":"b.c"}]}"#,
    ),
    (
        FieldMappings,
        "a digit first",
        r#"{"version":1,"mappings":[{"from":"a","to":"1b"}]}"#,
    ),
    (
        FieldMappings,
        "SQL",
        r#"{"version":1,"mappings":[{"from":"a","to":"b; drop table c"}]}"#,
    ),
    (
        FieldMappings,
        "a line end after a name",
        r#"{"version":1,"mappings":[{"from":"a","to":"b\n"}]}"#,
    ),
    (
        FieldMappings,
        "a line end before a name",
        r#"{"version":1,"mappings":[{"from":"\na","to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "another alphabet's letter",
        r#"{"version":1,"mappings":[{"from":"а","to":"b"}]}"#,
    ),
    (
        FieldMappings,
        "a name of 64 letters",
        r#"{"version":1,"mappings":[{"from":"a","to":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}"#,
    ),
    (
        FieldMappings,
        "an unknown transform",
        r#"{"version":2,"mappings":[{"from":"a","to":"b","transform":"eval"}]}"#,
    ),
    (
        FieldMappings,
        "a transform in another case",
        r#"{"version":2,"mappings":[{"from":"a","to":"b","transform":"Trim"}]}"#,
    ),
    (
        FieldMappings,
        "a null transform",
        r#"{"version":2,"mappings":[{"from":"a","to":"b","transform":null}]}"#,
    ),
    (
        FieldMappings,
        "a transform in an array",
        r#"{"version":2,"mappings":[{"from":"a","to":"b","transform":["trim"]}]}"#,
    ),
    (
        FieldMappings,
        "a transform as an object",
        r#"{"version":2,"mappings":[{"from":"a","to":"b","transform":{"trim":null}}]}"#,
    ),
    // The schedule, version 1.
    (
        SyncSchedule,
        "an unknown field",
        r#"{"version":1,"enabled":true,"interval_minutes":60,"at":"06:30"}"#,
    ),
    (
        SyncSchedule,
        "no `enabled`",
        r#"{"version":1,"interval_minutes":60}"#,
    ),
    (
        SyncSchedule,
        "a null `enabled`",
        r#"{"version":1,"enabled":null,"interval_minutes":60}"#,
    ),
    (
        SyncSchedule,
        "a string for `enabled`",
        r#"{"version":1,"enabled":"true","interval_minutes":60}"#,
    ),
    (
        SyncSchedule,
        "a number for `enabled`",
        r#"{"version":1,"enabled":1,"interval_minutes":60}"#,
    ),
    (
        SyncSchedule,
        "no interval",
        r#"{"version":1,"enabled":true}"#,
    ),
    (
        SyncSchedule,
        "a null interval",
        r#"{"version":1,"enabled":true,"interval_minutes":null}"#,
    ),
    (
        SyncSchedule,
        "an interval in quotes",
        r#"{"version":1,"enabled":true,"interval_minutes":"60"}"#,
    ),
    (
        SyncSchedule,
        "an interval in an array",
        r#"{"version":1,"enabled":true,"interval_minutes":[60]}"#,
    ),
    (
        SyncSchedule,
        "too short an interval",
        r#"{"version":1,"enabled":true,"interval_minutes":4}"#,
    ),
    (
        SyncSchedule,
        "no time at all",
        r#"{"version":1,"enabled":true,"interval_minutes":0}"#,
    ),
    (
        SyncSchedule,
        "a negative interval",
        r#"{"version":1,"enabled":true,"interval_minutes":-60}"#,
    ),
    (
        SyncSchedule,
        "too long an interval",
        r#"{"version":1,"enabled":true,"interval_minutes":10081}"#,
    ),
    (
        SyncSchedule,
        "too long an interval, with an exponent",
        r#"{"version":1,"enabled":true,"interval_minutes":1e5}"#,
    ),
    (
        SyncSchedule,
        "an interval that wraps around 16 bits",
        r#"{"version":1,"enabled":true,"interval_minutes":65596}"#,
    ),
    (
        SyncSchedule,
        "half a minute",
        r#"{"version":1,"enabled":true,"interval_minutes":60.5}"#,
    ),
    (
        SyncSchedule,
        "a decimal point",
        r#"{"version":1,"enabled":true,"interval_minutes":60.0}"#,
    ),
    (
        SyncSchedule,
        "less than a float can tell",
        r#"{"version":1,"enabled":true,"interval_minutes":60.00000000000000000001}"#,
    ),
    (
        SyncSchedule,
        "more than a float holds",
        r#"{"version":1,"enabled":true,"interval_minutes":1e400}"#,
    ),
    // The schedule, version 2.
    (
        SyncSchedule,
        "version 1's fields in version 2",
        r#"{"version":2,"enabled":true,"interval_minutes":60}"#,
    ),
    (
        SyncSchedule,
        "version 2's fields in version 1",
        r#"{"version":1,"enabled":true,"every":{"minutes":60},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "the fields of both",
        r#"{"version":2,"enabled":true,"interval_minutes":60,"every":{"minutes":60},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "no `every`",
        r#"{"version":2,"enabled":true,"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "a null `every`",
        r#"{"version":2,"enabled":true,"every":null,"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "an empty `every`",
        r#"{"version":2,"enabled":true,"every":{},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "a number for `every`",
        r#"{"version":2,"enabled":true,"every":60,"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "a word for `every`",
        r#"{"version":2,"enabled":true,"every":"minutes","time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "`every` in an array",
        r#"{"version":2,"enabled":true,"every":[{"minutes":60}],"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "`every` as an array of a pair",
        r#"{"version":2,"enabled":true,"every":["minutes",60],"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "two intervals",
        r#"{"version":2,"enabled":true,"every":{"minutes":60,"daily_at":"06:30"},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "two intervals, one of them null",
        r#"{"version":2,"enabled":true,"every":{"minutes":60,"daily_at":null},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "an unknown interval",
        r#"{"version":2,"enabled":true,"every":{"hours":1},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "an unknown field beside an interval",
        r#"{"version":2,"enabled":true,"every":{"daily_at":"06:30","x":1},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "too few minutes",
        r#"{"version":2,"enabled":true,"every":{"minutes":4},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "minutes with a decimal point",
        r#"{"version":2,"enabled":true,"every":{"minutes":60.0},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "minutes in an array",
        r#"{"version":2,"enabled":true,"every":{"minutes":[60]},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "null minutes",
        r#"{"version":2,"enabled":true,"every":{"minutes":null},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "an hour of 24",
        r#"{"version":2,"enabled":true,"every":{"daily_at":"24:00"},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "a minute of 60",
        r#"{"version":2,"enabled":true,"every":{"daily_at":"06:60"},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "an hour of one digit",
        r#"{"version":2,"enabled":true,"every":{"daily_at":"6:30"},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "seconds",
        r#"{"version":2,"enabled":true,"every":{"daily_at":"06:30:00"},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "digits of another script",
        r#"{"version":2,"enabled":true,"every":{"daily_at":"٠٦:٣٠"},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "a number for a time",
        r#"{"version":2,"enabled":true,"every":{"daily_at":630},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        "no time zone",
        r#"{"version":2,"enabled":true,"every":{"minutes":60}}"#,
    ),
    (
        SyncSchedule,
        "a null time zone",
        r#"{"version":2,"enabled":true,"every":{"minutes":60},"time_zone":null}"#,
    ),
    (
        SyncSchedule,
        "an empty time zone",
        r#"{"version":2,"enabled":true,"every":{"minutes":60},"time_zone":""}"#,
    ),
    (
        SyncSchedule,
        "a file for a time zone",
        r#"{"version":2,"enabled":true,"every":{"minutes":60},"time_zone":"../../etc/passwd"}"#,
    ),
    (
        SyncSchedule,
        "a slash at the end",
        r#"{"version":2,"enabled":true,"every":{"minutes":60},"time_zone":"Europe/"}"#,
    ),
    (
        SyncSchedule,
        "an offset for a time zone",
        r#"{"version":2,"enabled":true,"every":{"minutes":60},"time_zone":"+02:00"}"#,
    ),
];

/// Documents that must pass.
pub const GOOD: &[(Column, &str)] = &[
    (FieldMappings, r#"{"version":1,"mappings":[]}"#),
    (
        FieldMappings,
        r#"{"version":1,"mappings":[{"from":"customer.name","to":"name"}]}"#,
    ),
    (
        FieldMappings,
        r#"{"mappings":[{"to":"_b1","from":"a.B_2.c.d.e.f.g.h"},{"from":"A","to":"B"}],"version":1}"#,
    ),
    (
        FieldMappings,
        r#"{"version":1,"mappings":[{"from":"a","to":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}"#,
    ),
    (FieldMappings, r#"{"version":2,"mappings":[]}"#),
    (
        FieldMappings,
        r#"{"version":2,"mappings":[{"from":"customer.name","to":"name"}]}"#,
    ),
    (
        FieldMappings,
        r#"{"version":2,"mappings":[{"from":"a","to":"b","transform":"trim"},{"from":"a","to":"b","transform":"lowercase"},{"from":"a","to":"b","transform":"uppercase"}]}"#,
    ),
    (
        SyncSchedule,
        r#"{"version":1,"enabled":false,"interval_minutes":60}"#,
    ),
    (
        SyncSchedule,
        r#"{"version":1,"enabled":true,"interval_minutes":5}"#,
    ),
    (
        SyncSchedule,
        r#"{"version":1,"enabled":true,"interval_minutes":10080}"#,
    ),
    (
        SyncSchedule,
        r#"{"version":2,"enabled":true,"every":{"minutes":5},"time_zone":"UTC"}"#,
    ),
    (
        SyncSchedule,
        r#"{"version":2,"enabled":true,"every":{"minutes":10080},"time_zone":"Etc/GMT+1"}"#,
    ),
    (
        SyncSchedule,
        r#"{"version":2,"enabled":false,"every":{"daily_at":"00:00"},"time_zone":"Europe/Oslo"}"#,
    ),
    (
        SyncSchedule,
        r#"{"version":2,"enabled":false,"every":{"daily_at":"23:59"},"time_zone":"America/Argentina/Buenos_Aires"}"#,
    ),
];

/// Many mappings: 100 pass, and 101 do not.
pub fn mappings(version: u8, count: usize) -> String {
    let mappings = vec![r#"{"from":"a","to":"b"}"#; count].join(",");
    format!(r#"{{"version":{version},"mappings":[{mappings}]}}"#)
}

/// An array in an array, deeper than a parser of ours goes.
pub fn deep() -> String {
    let (open, close) = ("[".repeat(1000), "]".repeat(1000));
    format!(r#"{{"version":2,"mappings":{open}{close}}}"#)
}
