//! Makes a report of one derive.

use pg_integration_enum_core::declaration::{Declaration, Errors, Expected};
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::discover::{Derived, Expanded, Location, expand};
use crate::report::{Answer, Column, EnumReport, Finding, FindingKind, RustLabel};
use crate::sources::{Origin, Sources, describe};
use crate::syntax;
use crate::workspace::{SourceFile, Workspace};

/// Reports an enum: its labels, and its sources, compared if there is what to compare with.
pub fn examine(
    workspace: &Workspace,
    sources: Option<&Sources<'_>>,
    file: &SourceFile,
    derived: Derived,
) -> EnumReport {
    let location = derived.module.as_ref().map(|inline| Location {
        package: file.package,
        root: file.root,
        module: [file.module.as_slice(), inline].concat(),
    });
    let condition = derived.conditions.join(" and ");
    let expanded = expand(derived.input, &derived.conditions);
    let examiner = Examiner {
        sources,
        origin: Origin {
            file,
            module: location,
        },
        expanded,
    };
    EnumReport {
        package: workspace.packages[file.package].name.clone(),
        condition: Some(condition).filter(|condition| !condition.is_empty()),
        test: file.test || derived.test,
        ..examiner.report()
    }
}

struct Examiner<'a> {
    sources: Option<&'a Sources<'a>>,
    origin: Origin<'a>,
    expanded: Expanded,
}

impl Examiner<'_> {
    fn report(&self) -> EnumReport {
        let ident = &self.expanded.input.ident;
        let (declaration, mut findings) = self.declaration();
        let open = self.expanded.open.iter();
        findings.extend(open.map(|(token, message)| {
            let message = format!("cannot determine the labels: {message}");
            self.finding(FindingKind::Conditional, token, message)
        }));
        EnumReport {
            name: ident.unraw().to_string(),
            package: String::new(),
            place: self.place(ident),
            condition: None,
            test: false,
            labels: declaration
                .as_ref()
                .map_or_else(Vec::new, |known| self.labels(known)),
            columns: declaration
                .as_ref()
                .map_or_else(Vec::new, |known| self.columns(known)),
            adopted: declaration
                .as_ref()
                .map_or_else(Vec::new, |known| known.columns.clone()),
            ty: declaration.map(|declaration| declaration.ty),
            findings,
        }
    }

    /// The declaration, and what is wrong with it.
    fn declaration(&self) -> (Option<Declaration>, Vec<Finding>) {
        let (declaration, errors) = parse(&self.expanded.input);
        let certain = declaration.is_some() && errors.is_empty();
        if certain || self.expanded.variants.is_empty() {
            return (declaration, self.mistakes(&errors));
        }
        // Variants that exclude each other may share a label: then those remain
        // that are always there.
        let (always, errors) = parse(&self.expanded.without_conditional_variants());
        if !errors.is_empty() {
            // What is wrong is not that, so no variant is to be told as absent.
            return (declaration, self.mistakes(&errors));
        }
        let message = "cannot determine the labels: no configuration has all variants".to_owned();
        let ident = &self.expanded.input.ident;
        let finding = self.finding(FindingKind::Conditional, ident, message);
        (always, vec![finding])
    }

    fn mistakes(&self, errors: &Errors) -> Vec<Finding> {
        let mistakes = errors.iter().map(|error| {
            let place = syntax::place(&self.origin.file.shown, error.span());
            Finding::at(FindingKind::Declaration, place, error.to_string())
        });
        mistakes.collect()
    }

    fn labels(&self, declaration: &Declaration) -> Vec<RustLabel> {
        let variants = declaration.variants.iter();
        variants
            .map(|variant| RustLabel {
                label: variant.label.as_str().to_owned(),
                variant: variant.ident.unraw().to_string(),
                place: self.place(&variant.ident),
                condition: self
                    .expanded
                    .variants
                    .get(&variant.ident.to_string())
                    .cloned(),
            })
            .collect()
    }

    fn columns(&self, declaration: &Declaration) -> Vec<Column> {
        let always = declaration.expected.iter();
        let mut columns: Vec<Column> = always
            .map(|expected| self.column(declaration, expected, None))
            .collect();
        for (condition, attribute) in &self.expanded.conditional {
            let mut input = self.expanded.input.clone();
            input.attrs = vec![attribute.clone()];
            if let Some(only) = parse(&input).0 {
                let under_condition = only.expected.iter();
                columns.extend(
                    under_condition
                        .map(|expected| self.column(declaration, expected, Some(condition))),
                );
            }
        }
        columns
    }

    fn column(
        &self,
        declaration: &Declaration,
        expected: &Expected,
        condition: Option<&str>,
    ) -> Column {
        let source = describe(&self.origin.file.shown, declaration, expected, condition);
        let (answer, findings) = match self.sources {
            Some(sources) => sources.compare(&self.origin, declaration, expected),
            None => (Answer::Unknown, Vec::new()),
        };
        Column {
            source,
            answer,
            findings,
        }
    }

    fn finding(&self, kind: FindingKind, token: &dyn quote::ToTokens, message: String) -> Finding {
        Finding::at(kind, self.place(token), message)
    }

    fn place(&self, token: &dyn quote::ToTokens) -> pg_integration_enum_core::read::Place {
        syntax::place_of(&self.origin.file.shown, token)
    }
}

fn parse(input: &DeriveInput) -> (Option<Declaration>, Errors) {
    let mut errors = Errors::default();
    let declaration = Declaration::parse(input, &mut errors);
    (declaration, errors)
}
