//! Statements that begin with no word of SQL, or run into the next one.

use super::cursor::{Cursor, TypeRef};
use super::hints::Hints;
use super::refusal::{Condition, Doubt, Key, Refusal, Site, Subject};
use super::replay::Replay;
use super::search_path::{Scope, Setting};
use super::statement::{Head, Interest, Parsed, Statement, do_body, parse};
use super::token::{Kind, Token};
use super::touch;
use super::writes::writes_catalogue;

/// What a template has before something that may be left out.
const BRANCHES: [&str; 9] = [
    "if", "unless", "case", "for", "each", "range", "with", "block", "define",
];

/// A statement that is none, and what of types is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Odd {
    types: Vec<TypeRef>,
    schemas: Vec<String>,
    reason: String,
    /// Where to point at.
    at: usize,
    /// Whether there is a statement on types or schemas in it.
    concerns_types: bool,
    /// Whether the server would refuse it, or else a runner fills something in.
    refused: bool,
    /// Whether `search_path` is set in it.
    sets_path: bool,
    /// Whether a template may leave out what stands in the file from here on.
    branches: bool,
}

/// Whether no statement begins with this.
pub(super) fn is_unknown(head: &Token<'_>) -> bool {
    matches!(Head::of(head), Head::Enough(Interest::Unknown))
}

/// Whether a statement that begins with no word of SQL may matter.
pub(super) fn matters(text: &str) -> bool {
    let hints = Hints::of(text);
    text.starts_with('{') || text.starts_with("<%") || hints.types || hints.path
}

/// Parses a statement that may be none.
pub(super) fn parse_odd(tokens: &[Token<'_>]) -> Parsed {
    let odd = match tokens.first() {
        Some(head) if is_unknown(head) => Some(Odd::without_head(tokens)),
        _ => missing_semicolon(tokens),
    };
    odd.map_or_else(|| parse(tokens), |odd| Ok(Statement::Odd(odd)))
}

impl Odd {
    /// Whose reason and place these are.
    fn at(at: usize, reason: String) -> Self {
        Self {
            types: Vec::new(),
            schemas: Vec::new(),
            reason,
            at,
            concerns_types: false,
            refused: true,
            sets_path: false,
            branches: false,
        }
    }

    /// A statement that begins with no word of SQL.
    fn without_head(tokens: &[Token<'_>]) -> Self {
        let word = first_word(tokens);
        let refused = !is_filled_in(&word);
        let reason = if refused {
            format!("no statement begins with `{word}`")
        } else {
            format!("this begins with `{word}`, which a runner or template fills in")
        };
        let hints = do_body(tokens).map(|body| Hints::of(body.text));
        let hints = hints.unwrap_or_default();
        let names_path = |token: &Token<'_>| token.text.contains("search_path");
        let mut odd = Self {
            concerns_types: hints.types || writes_catalogue(tokens),
            refused,
            sets_path: hints.path || tokens.iter().any(names_path),
            branches: begins_branch(tokens),
            ..Self::at(tokens[0].start, reason)
        };
        for at in 1..tokens.len() {
            odd.take_names(Cursor::new(&tokens[at..]));
        }
        odd
    }

    /// Takes what a statement on types or schemas names, if one is here.
    fn take_names(&mut self, mut cursor: Cursor<'_, '_>) {
        if cursor.one_of(&["create", "alter", "drop"]).is_none() {
            return;
        }
        let Some(what) = cursor.one_of(&["type", "domain", "schema"]) else {
            return;
        };
        self.concerns_types = true;
        if !cursor.words(&["if", "exists"]) {
            cursor.words(&["if", "not", "exists"]);
        }
        if what == 2 {
            let names = cursor.list(Cursor::name);
            self.schemas.extend(names.unwrap_or_default());
        } else {
            let names = cursor.list(Cursor::type_ref);
            self.types.extend(names.unwrap_or_default());
        }
    }
}

/// The statements on labels that stand at the end of another one, behind its body if it
/// has one, without a semicolon before.
pub(super) fn missing_semicolon(tokens: &[Token<'_>]) -> Option<Odd> {
    let mut types = Vec::new();
    let mut first = None;
    let mut at = tokens.len();
    while at > 2 {
        at -= 1;
        let token = &tokens[at];
        if matches!(token.kind, Kind::Dollar) {
            break;
        }
        if token.is("type") {
            if let Some(name) = label_statement(&tokens[at - 1..]) {
                types.push(name);
                first = Some([&tokens[at - 1], token]);
            }
        }
    }
    let [verb, noun] = first?;
    types.reverse();
    let words = [verb.text, noun.text].join(" ");
    let reason = format!("a semicolon is missing before `{words}`");
    Some(Odd {
        types,
        concerns_types: true,
        ..Odd::at(verb.start, reason)
    })
}

/// The type of an `ALTER TYPE … ADD VALUE`, `… RENAME VALUE` or `CREATE TYPE … AS ENUM`.
fn label_statement(tokens: &[Token<'_>]) -> Option<TypeRef> {
    let mut cursor = Cursor::new(tokens);
    let verb = cursor.one_of(&["create", "alter"])?;
    cursor.word("type");
    let name = cursor.type_ref().ok()?;
    let endings: &[[&str; 2]] = match verb {
        0 => &[["as", "enum"]],
        _ => &[["add", "value"], ["rename", "value"]],
    };
    endings
        .iter()
        .any(|words| cursor.words(words))
        .then_some(name)
}

/// Whether a template begins here what may be left out.
fn begins_branch(tokens: &[Token<'_>]) -> bool {
    let head = &tokens[0];
    let word = if head.text.starts_with("{{") {
        let inside = head
            .text
            .trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let end = inside.find(|c: char| !c.is_ascii_alphabetic());
        &inside[..end.unwrap_or(inside.len())]
    } else if head.is_symbol(b'{') || head.is_symbol(b'<') {
        let inside = tokens.iter().take(4);
        let mut words = inside.filter(|token| token.kind == Kind::Word);
        words.next().map_or("", |word| word.text)
    } else {
        ""
    };
    BRANCHES.contains(&word)
}

/// Whether a statement's first word is a placeholder or a tag of a template.
fn is_filled_in(word: &str) -> bool {
    let starts = ["$", "{", ":", "<%", "@", "%", "#{"];
    starts.iter().any(|start| word.starts_with(start))
}

/// The text up to the first space, or a placeholder with spaces in it.
fn first_word(tokens: &[Token<'_>]) -> String {
    let mut word = String::new();
    let mut end = tokens.first().map_or(0, |token| token.start);
    for token in tokens {
        if token.start > end {
            break;
        }
        end = token.end();
        word.push_str(token.text);
    }
    word
}

impl Replay<'_> {
    /// Refuses or doubts what such a statement names.
    pub(super) fn odd(
        &mut self,
        odd: Odd,
        tokens: &[Token<'_>],
        site: Site,
    ) -> Result<(), Refusal> {
        if odd.branches {
            self.depends_on = Some("whether this runs depends on a condition of a template");
        }
        if odd.sets_path && !odd.refused {
            let path = self.catalogue.path_mut();
            path.set(Setting::Unknown, Scope::Session);
        }
        if !odd.concerns_types {
            return Ok(());
        }
        let site = site.pointing_at(site.at + odd.at - tokens[0].start);
        let doubt = Doubt {
            site,
            reason: odd.reason,
        };
        let keys = self.named_by(&odd.types, &odd.schemas, tokens);
        let Some(first) = keys.first().cloned() else {
            let subject = odd.schemas.into_iter().next().map(Subject::Schema);
            return self.odd_about(subject.unwrap_or(Subject::Everything), odd.refused, doubt);
        };
        self.catalogue.doubt_each(keys, &doubt);
        self.odd_about(Subject::Type(first), odd.refused, doubt)
    }

    fn odd_about(&mut self, subject: Subject, refused: bool, doubt: Doubt) -> Result<(), Refusal> {
        if !refused {
            self.doubt_subject(subject, &doubt);
            return Ok(());
        }
        Err(Refusal {
            condition: Condition::SyntaxError,
            subject,
            reason: doubt.reason,
            site: doubt.site,
        })
    }

    /// The types of these names, or else all that the tokens name.
    fn named_by(&self, types: &[TypeRef], schemas: &[String], tokens: &[Token<'_>]) -> Vec<Key> {
        let catalogue = &self.catalogue;
        let mut keys: Vec<Key> = types
            .iter()
            .map(|name| catalogue.subject_of(name))
            .collect();
        for schema in schemas {
            keys.extend(catalogue.types.in_schema(schema));
        }
        if types.is_empty() && schemas.is_empty() {
            return touch::named_types(catalogue, tokens);
        }
        keys
    }
}
