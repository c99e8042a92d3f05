//! What a history comes to, in the words of the callers.

use std::collections::BTreeMap;

use super::SqlFile;
use super::catalogue::{Catalogue, PUBLIC, TEMPORARY, qualified};
use super::entry::{Entry, EnumEntry, Gone};
use super::lexer::Lexer;
use super::refusal::{Doubt, Key, Refusal, Site, Subject};
use crate::model::{Label, TypeName};
use crate::read::{Listing, Place, ReadError, ReadLabel};

/// The most characters of a statement that a message shows.
const SHOWN: usize = 100;

/// The way out where the labels cannot be determined.
const REMEDY: &str = "write it as a plain statement, or drop and create the type in a later one";

/// The way out where the name is taken.
const OTHER_KIND: &str = "a type of this name is there that is no enum: drop it in a later \
                          migration, or set another `name = \"…\"`";

/// Where a history ended, beside the files that were replayed.
#[derive(Clone, Copy)]
pub(super) struct Report<'a> {
    pub(super) files: &'a [SqlFile],
    pub(super) catalogue: &'a Catalogue,
    pub(super) refused: &'a BTreeMap<Subject, Refusal>,
}

impl<'a> Report<'a> {
    /// The labels of a type, or why there are none.
    pub(super) fn listing(self, ty: &TypeName) -> Result<Listing, ReadError> {
        let path = self.files.first().map_or("", |file| file.path.as_str());
        let key = self.meant(ty)?;
        if let Some(refusal) = self.refusal_of(&key) {
            return Err(self.invalid(refusal));
        }
        match self.catalogue.types().get(&key) {
            Some(Entry::Enum(entry)) => Ok(self.read(entry)),
            Some(Entry::Doubtful(doubt)) => Err(self.cannot_determine(doubt)),
            Some(Entry::Gone(gone)) => match self.catalogue.anywhere() {
                Some(doubt) if doubt.site != gone.site => Err(self.cannot_determine(doubt)),
                _ => Err(self.not_found(ty, path, Some(gone))),
            },
            Some(Entry::Shell | Entry::Domain(_) | Entry::Other) => {
                Err(self.not_found(ty, path, None).with_remedy(OTHER_KIND))
            }
            None => match self.catalogue.anywhere() {
                Some(doubt) => Err(self.cannot_determine(doubt)),
                None => Err(self.not_found(ty, path, None)),
            },
        }
    }

    /// The names of the types that are enums, or may be.
    pub(super) fn enums(self) -> impl Iterator<Item = &'a Key> {
        self.catalogue
            .types()
            .iter()
            .filter(|(key, _)| key.schema != TEMPORARY)
            .filter(|(_, entry)| matches!(entry, Entry::Enum(_) | Entry::Doubtful(_)))
            .map(|(key, _)| key)
    }

    /// Everything that the server would refuse.
    pub(super) fn refusals(self) -> impl Iterator<Item = ReadError> + use<'a> {
        let sites: Vec<Site> = self.refused.values().map(|refusal| refusal.site).collect();
        let refusals = self.refused.values().zip(self.places(&sites));
        refusals.map(|(refusal, place)| ReadError::Invalid {
            place,
            reason: refusal.reason.clone(),
        })
    }

    /// The type that a name means: without a schema the one in `public`, or else
    /// the only one of that name.
    fn meant(&self, ty: &TypeName) -> Result<Key, ReadError> {
        let name = ty.name.as_str();
        let key = |schema: &str| Key {
            name: name.to_owned(),
            schema: schema.to_owned(),
        };
        if let Some(schema) = &ty.schema {
            return Ok(key(schema.as_str()));
        }
        let public = key(PUBLIC);
        let named = self.catalogue.named(name).map(|(key, _)| key);
        let named: Vec<&Key> = named.filter(|key| key.schema != TEMPORARY).collect();
        match named[..] {
            [] => Ok(self.gone_or(public)),
            [only] => Ok(only.clone()),
            [..] if named.contains(&&public) => Ok(public),
            [first, ..] => Err(self.ambiguous(first, &named)),
        }
    }

    /// A type of this name that was there once, or that a statement failed at.
    fn gone_or(&self, public: Key) -> Key {
        let once = self.catalogue.types.once_named(&public.name);
        let refused = self.refused.keys().filter_map(|subject| match subject {
            Subject::Type(key) => Some(key),
            _ => None,
        });
        let mut known: Vec<&Key> = once
            .chain(refused)
            .filter(|key| key.name == public.name && key.schema != TEMPORARY)
            .collect();
        known.sort();
        match known.first() {
            Some(first) if !known.contains(&&public) => (*first).clone(),
            _ => public,
        }
    }

    fn refusal_of(&self, key: &Key) -> Option<&Refusal> {
        let subjects = [
            Subject::Type(key.clone()),
            Subject::Schema(key.schema.clone()),
            Subject::Everything,
        ];
        subjects
            .iter()
            .find_map(|subject| self.refused.get(subject))
    }

    fn read(&self, entry: &EnumEntry) -> Listing {
        let (labels, mut sites): (Vec<&Label>, Vec<Site>) = entry.labels().unzip();
        sites.push(entry.changed);
        let mut places = self.places(&sites);
        let place = places.pop().unwrap_or_else(|| self.place(entry.changed));
        let labels = labels
            .into_iter()
            .zip(places)
            .zip(sites)
            .map(|((label, place), site)| ReadLabel {
                label: label.as_str().to_owned(),
                place,
                decided_by: self.shown(site),
            })
            .collect();
        Listing {
            labels,
            place,
            decided_by: self.shown(entry.changed),
        }
    }

    fn place(&self, site: Site) -> Place {
        let (path, text) = self.source(site);
        Place::of(path, text, site.at)
    }

    /// The places of sites, counted through each file once.
    fn places(&self, sites: &[Site]) -> Vec<Place> {
        let mut order: Vec<usize> = (0..sites.len()).collect();
        order.sort_unstable_by_key(|index| (sites[*index].file, sites[*index].at));
        let mut places: Vec<Option<Place>> = vec![None; sites.len()];
        let mut last: Option<(Site, Place)> = None;
        for index in order {
            let site = sites[index];
            let place = match last {
                Some((before, place)) if before.file == site.file => {
                    place.further(self.source(site).1, before.at, site.at)
                }
                _ => self.place(site),
            };
            places[index] = Some(place.clone());
            last = Some((site, place));
        }
        places.into_iter().flatten().collect()
    }

    /// The path and the text of the file in which a site is.
    fn source(&self, site: Site) -> (&str, &str) {
        self.files
            .get(site.file)
            .map_or(("", ""), |file| (&file.path, &file.text))
    }

    /// The statement of a site on one line, shortened.
    fn shown(&self, site: Site) -> String {
        let text = self.source(site).1.get(site.start..site.end);
        one_line(text.unwrap_or_default())
    }

    fn cannot_determine(&self, doubt: &Doubt) -> ReadError {
        ReadError::CannotDetermine {
            place: self.place(doubt.site),
            reason: doubt.reason.clone(),
            remedy: REMEDY.into(),
        }
    }

    fn invalid(&self, refusal: &Refusal) -> ReadError {
        ReadError::Invalid {
            place: self.place(refusal.site),
            reason: refusal.reason.clone(),
        }
    }

    fn ambiguous(&self, first: &Key, keys: &[&Key]) -> ReadError {
        let site = self.catalogue.types().get(first).and_then(Entry::site);
        let names: Vec<String> = keys.iter().map(|key| qualified(key)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let list = crate::change::quoted_list(&names);
        ReadError::CannotDetermine {
            place: self.place(site.unwrap_or_default()),
            reason: format!("several schemas have a type of this name, {list}"),
            remedy: "say which is meant, as in `schema = \"app\"`".into(),
        }
    }

    fn not_found(&self, ty: &TypeName, path: &str, gone: Option<&Gone>) -> ReadError {
        let known = match gone.and_then(|gone| gone.moved_to.as_ref()) {
            Some(moved_to) => vec![qualified(moved_to)],
            None => self.enums().map(qualified).collect(),
        };
        ReadError::NotFound {
            path: path.to_string(),
            item: ty.to_string(),
            known,
            removed_at: gone.map(|gone| Box::new(self.place(gone.site))),
            remedy: None,
        }
    }
}

/// A statement without comments and line breaks, up to so many characters.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut lexer = Lexer::fragment(text);
    let mut end = 0;
    while let Ok(Some(token)) = lexer.next_token() {
        if token.start > end && end > 0 {
            line.push(' ');
        }
        end = token.end();
        line.push_str(token.text);
        if line.len() > 4 * SHOWN {
            break;
        }
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
