use pg_integration_enum_core::lookup::Lookup;

/// A Rust enum that is a PostgreSQL enum.
///
/// Implemented by the derive of the same name, which also gives the enum
/// [`Display`](core::fmt::Display), [`FromStr`](core::str::FromStr),
/// `AsRef<str>` and `TryFrom<&str>`, all by label; with the feature
/// `postgres-types` `ToSql` and `FromSql`; and with the feature `serde`
/// `Serialize` and `Deserialize`. (`ToSql` asks for `Debug`, so derive that too.)
///
/// # On the enum: `#[pg_enum(…)]`
///
/// | key | what it says | without it |
/// |---|---|---|
/// | `name = "…"` | the type's name | the enum's name in snake case |
/// | `schema = "…"` | the type's schema | `search_path` decides |
/// | `rename_all = "…"` | how names become labels: `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE` | `snake_case` |
/// | `expected = ["…", …]` | the labels as they must be, in order | no check |
/// | `expected(const = path)` | a const list of them: `&[&str]`, `[&str; N]` or `&[&str; N]` | no check |
/// | `column = "table.column"` | a text column that becomes the enum; repeatable, the schema may stand before the table | no `MIGRATE_…` consts |
/// | `strict` | the database's labels must be exactly these, position by position | labels that both know work |
/// | `accept_text` | `TEXT` and `VARCHAR` are read and written too | only the enum |
/// | `crate = path` | where this crate is, if not at `::pg_integration_enum` | |
///
/// Names are taken as written, without folding to lower case, and are quoted in
/// all SQL.
///
/// # On a variant
///
/// | key | what it says |
/// |---|---|
/// | `rename = "…"` | the label |
/// | `other` | this variant stands for labels that the database knows and this binary does not: `Unknown(String)` keeps the text, a unit variant does not. Writing it is an error |
/// | `other(write)` | the same, but its text may be written |
///
/// With an `other` variant every conversion that would fail with
/// [`UnknownLabel`](crate::UnknownLabel) gives that variant instead;
/// [`from_label`](Self::from_label) still knows the labels alone.
///
/// ```
/// use pg_integration_enum::PgIntegrationEnum;
///
/// #[derive(Debug, PartialEq, PgIntegrationEnum)]
/// #[pg_enum(name = "sync state", rename_all = "kebab-case")]
/// enum SyncState {
///     InProgress,
///     #[pg_enum(rename = "done!")]
///     Done,
///     #[pg_enum(other)]
///     Unknown(String),
/// }
///
/// assert_eq!(SyncState::QUALIFIED_NAME, r#""sync state""#);
/// assert_eq!(SyncState::LABELS, ["in-progress", "done!"]);
/// assert_eq!("paused".parse(), Ok(SyncState::Unknown("paused".into())));
/// assert_eq!(SyncState::from_label("paused"), None);
/// ```
///
/// # Order
///
/// PostgreSQL sorts an enum by the order of its labels, which is the order in
/// which the variants are declared. A derived `Ord` follows the discriminants.
/// The two agree unless explicit discriminants stand in another order than the
/// variants; a derive cannot see the `Ord` beside it, so that is yours to keep.
///
/// ```
/// use pg_integration_enum::PgIntegrationEnum;
///
/// #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, PgIntegrationEnum)]
/// enum Priority {
///     Low = 3, // PostgreSQL: 'low' < 'high'
///     High = 1,
/// }
///
/// assert!(Priority::Low > Priority::High);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `PgIntegrationEnum`",
    label = "this type has no labels",
    note = "derive it: `#[derive(PgIntegrationEnum)]`"
)]
pub trait PgIntegrationEnum: Generated {
    /// The type's name, unquoted and without its schema.
    const TYPE_NAME: &'static str = Self::DATA.text(Text::TypeName);

    /// The type's schema, unquoted, where one is declared.
    const SCHEMA: Option<&'static str> = Self::DATA.optional(Text::Schema);

    /// The type's name as SQL takes it: quoted, with the schema where one is declared.
    const QUALIFIED_NAME: &'static str = Self::DATA.text(Text::QualifiedName);

    /// The labels in their order.
    const LABELS: &'static [&'static str] = Self::DATA.labels;

    /// The variants in the order of [`LABELS`](Self::LABELS), without an `other` one.
    ///
    /// ```
    /// use pg_integration_enum::PgIntegrationEnum;
    ///
    /// #[derive(Debug, PartialEq, PgIntegrationEnum)]
    /// enum Mood { Sad, Ok }
    ///
    /// assert_eq!(Mood::VARIANTS, [Mood::Sad, Mood::Ok]);
    /// ```
    const VARIANTS: &'static [Self] = Self::DATA.variants;

    /// `CREATE TYPE … AS ENUM`; it fails where the type exists.
    const CREATE_TYPE_SQL: &'static str = Self::DATA.text(Text::CreateType);

    /// Creates the type where it is missing, and raises, naming both lists,
    /// where it exists with other labels.
    ///
    /// One `DO` block. Any number of sessions can run it at once, at every
    /// isolation level. (`CREATE TYPE IF NOT EXISTS` is not PostgreSQL.)
    const CREATE_TYPE_IF_MISSING_SQL: &'static str = Self::DATA.text(Text::CreateTypeIfMissing);

    /// `DROP TYPE`; it fails while anything depends on the type.
    const DROP_TYPE_SQL: &'static str = Self::DATA.text(Text::DropType);

    /// Turns every `column` from text into the enum, with the data in it.
    ///
    /// It creates the type if it is missing, and checks all rows before it
    /// changes any; its header comment says the rest. Without a `column`, using
    /// this const does not compile.
    ///
    /// ```compile_fail
    /// use pg_integration_enum::PgIntegrationEnum;
    ///
    /// #[derive(Debug, PgIntegrationEnum)]
    /// enum Mood { Sad, Ok }
    ///
    /// println!("{}", Mood::MIGRATE_UP_SQL);
    /// ```
    const MIGRATE_UP_SQL: &'static str = Self::DATA.of_columns(Text::MigrateUp);

    /// Turns every `column` back into text, and drops the type.
    const MIGRATE_DOWN_SQL: &'static str = Self::DATA.of_columns(Text::MigrateDown);

    /// The label of this variant; of an `other` variant, the text that it keeps.
    ///
    /// The derive gives it as an inherent method too, so it needs no `use` of this
    /// trait, and is a `const fn` whose label is `'static`:
    ///
    /// ```
    /// use pg_integration_enum::PgIntegrationEnum;
    ///
    /// #[derive(Debug, PgIntegrationEnum)]
    /// enum Mood { Sad, Ok }
    ///
    /// const DEFAULT: &str = Mood::Ok.label();
    /// assert_eq!(DEFAULT, "ok");
    /// ```
    ///
    /// Where an `other` variant keeps a text, the label borrows from the value, and
    /// reading a `String` in const context needs a later Rust than this crate's oldest.
    #[inline]
    fn label(&self) -> &str {
        self.as_ref()
    }

    /// The variant of a label; `None` for every other text, also with an `other` variant.
    ///
    /// ```
    /// use pg_integration_enum::PgIntegrationEnum;
    ///
    /// #[derive(Debug, PartialEq, PgIntegrationEnum)]
    /// enum Mood { Sad, Ok }
    ///
    /// assert_eq!(Mood::from_label("sad"), Some(Mood::Sad));
    /// assert_eq!(Mood::from_label("Sad"), None);
    /// ```
    fn from_label(label: &str) -> Option<Self> {
        from_label_bytes(label.as_bytes())
    }

    /// The type as a handle for `query_typed`, binary `COPY` and the like, made
    /// without a query.
    ///
    /// Its OID is 0, which lets the server find the type. Making one
    /// allocates: keep it where you need it often.
    ///
    /// ```
    /// use pg_integration_enum::PgIntegrationEnum;
    ///
    /// #[derive(Debug, PgIntegrationEnum)]
    /// enum Mood { Sad, Ok }
    ///
    /// assert_eq!(Mood::pg_type().name(), "mood");
    /// assert_eq!(Mood::pg_array_type().name(), "_mood");
    /// ```
    #[cfg(feature = "postgres-types")]
    fn pg_type() -> postgres_types::Type {
        crate::pg_type::pg_type::<Self>()
    }

    /// The type's array type, as a handle like [`pg_type`](Self::pg_type).
    #[cfg(feature = "postgres-types")]
    fn pg_array_type() -> postgres_types::Type {
        crate::pg_type::pg_array_type::<Self>()
    }
}

/// For every derive at once: an empty impl in each would cost its build.
#[diagnostic::do_not_recommend]
impl<T: Generated> PgIntegrationEnum for T {}

/// The part of the derive's output that only this crate uses.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not derive `PgIntegrationEnum`",
    label = "the trait cannot be implemented by hand",
    note = "derive it: `#[derive(PgIntegrationEnum)]`"
)]
pub trait Generated: AsRef<str> + Sized + 'static {
    /// What the declaration says.
    const DATA: Data<Self>;

    /// How a label's index is found.
    const LOOKUP: Lookup<'static> = Lookup::new(Self::DATA.lookup);

    /// Whether the database's labels must be ours, position by position.
    const STRICT: bool = false;

    /// Whether text is read and written too.
    const ACCEPT_TEXT: bool = false;

    /// The variant at an index of `LABELS`; at any other, some variant.
    fn from_index(index: usize) -> Self;

    /// The `other` variant for a label that is not in `LABELS`.
    fn other(_label: &str) -> Option<Self> {
        None
    }

    /// Whether the database may get this value.
    fn is_writable(&self) -> bool {
        true
    }
}

/// What the consts of [`PgIntegrationEnum`] are, in one. It is shaped for the
/// compiler, which has to check it in every derive: one const costs less than
/// many, and a list of texts half of what a field for each does.
#[doc(hidden)]
#[derive(Debug)]
pub struct Data<T: 'static> {
    /// In the order of [`Text`]; one that is not declared is empty.
    pub texts: [&'static str; 8],
    pub labels: &'static [&'static str],
    pub variants: &'static [T],
    pub lookup: &'static [u8],
}

/// The places in [`Data::texts`].
#[derive(Clone, Copy)]
enum Text {
    TypeName,
    Schema,
    QualifiedName,
    CreateType,
    CreateTypeIfMissing,
    DropType,
    MigrateUp,
    MigrateDown,
}

impl<T> Data<T> {
    const fn text(&self, text: Text) -> &'static str {
        self.texts[text as usize]
    }

    const fn optional(&self, text: Text) -> Option<&'static str> {
        let text = self.text(text);
        if text.is_empty() { None } else { Some(text) }
    }

    const fn of_columns(&self, text: Text) -> &'static str {
        match self.optional(text) {
            Some(text) => text,
            None => {
                panic!("no column is declared: add `column = \"table.column\"` to `#[pg_enum(…)]`")
            }
        }
    }
}

/// What an `other` variant can keep of a label.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an `other` variant cannot keep a label as `{Self}`",
    label = "neither made from a `&str` nor shown as one",
    note = "take `String`, or any type that is `From<&str>` and `AsRef<str>`"
)]
pub trait LabelText {
    /// Made of a label.
    fn keep(label: &str) -> Self;

    /// The label again.
    fn text(&self) -> &str;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str> + for<'a> From<&'a str>> LabelText for T {
    fn keep(label: &str) -> Self {
        Self::from(label)
    }

    fn text(&self) -> &str {
        self.as_ref()
    }
}

/// The variant of a label, without a check that the label is UTF-8: only
/// what equals one can be found.
#[inline]
pub(crate) fn from_label_bytes<T: PgIntegrationEnum>(raw: &[u8]) -> Option<T> {
    T::LOOKUP.find(T::LABELS, raw).map(T::from_index)
}
