//! JSON by label, without a database.

use pg_integration_enum::PgIntegrationEnum;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, PgIntegrationEnum)]
#[pg_enum(rename_all = "kebab-case")]
pub enum LeadState {
    InProgress,
    #[pg_enum(rename = "it's \"won\"")]
    Won,
}

#[derive(Debug, PartialEq, Eq, PgIntegrationEnum)]
pub enum Source {
    Web,
    #[pg_enum(other)]
    Unknown(String),
}

#[derive(Debug, PartialEq, Eq, PgIntegrationEnum)]
pub enum Channel {
    Mail,
    #[pg_enum(other, rename = "?")]
    Unknown,
}

/// A derive of serde over all of them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    pub state: LeadState,
    pub source: Option<Source>,
    pub channels: Vec<Channel>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(lead: &Lead, json: &str) {
        assert_eq!(serde_json::to_string(lead).unwrap(), json);
        assert_eq!(&serde_json::from_str::<Lead>(json).unwrap(), lead);
    }

    #[test]
    fn known_labels() {
        let lead = Lead {
            state: LeadState::Won,
            source: None,
            channels: vec![Channel::Mail],
        };
        round_trip(
            &lead,
            r#"{"state":"it's \"won\"","source":null,"channels":["mail"]}"#,
        );
    }

    #[test]
    fn a_text_that_is_kept_comes_back() {
        let lead = Lead {
            state: LeadState::InProgress,
            source: Some(Source::Unknown("fair".into())),
            channels: vec![],
        };
        round_trip(
            &lead,
            r#"{"state":"in-progress","source":"fair","channels":[]}"#,
        );
    }

    #[test]
    fn a_text_that_is_not_kept_does_not() {
        let channel: Channel = serde_json::from_str(r#""fax""#).unwrap();
        assert_eq!(channel, Channel::Unknown);
        assert_eq!(serde_json::to_string(&channel).unwrap(), r#""?""#);
    }

    #[test]
    fn an_unknown_label_is_an_error_that_names_the_nearest() {
        let error = serde_json::from_str::<LeadState>(r#""in-progres""#).unwrap_err();
        assert!(
            error.to_string().starts_with(
                "unknown label `in-progres` for enum type \"lead_state\"; did you mean `in-progress`?"
            ),
            "{error}"
        );
    }

    #[test]
    fn what_is_no_string_is_an_error_that_names_the_type() {
        let error = serde_json::from_str::<LeadState>("3").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("expected a label of the enum type \"lead_state\""),
            "{error}"
        );
    }

    /// Readers and `from_value` hand out strings that they own, and an escape
    /// makes one that cannot be borrowed.
    #[test]
    fn owned_strings_are_read_too() {
        let value = serde_json::json!("in-progress");
        assert_eq!(
            serde_json::from_value::<LeadState>(value).unwrap(),
            LeadState::InProgress
        );
        let reader = &br#""\u0069n-progress""#[..];
        assert_eq!(
            serde_json::from_reader::<_, LeadState>(reader).unwrap(),
            LeadState::InProgress
        );
    }

    #[test]
    fn labels_are_keys_of_maps() {
        let counts = std::collections::BTreeMap::from([(LeadState::InProgress, 2)]);
        let json = serde_json::to_string(&counts).unwrap();
        assert_eq!(json, r#"{"in-progress":2}"#);
        assert_eq!(
            serde_json::from_str::<std::collections::BTreeMap<LeadState, i32>>(&json).unwrap(),
            counts
        );
    }
}
