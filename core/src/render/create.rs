use alloc::format;
use alloc::string::String;

use crate::model::EnumType;
use crate::quote;

/// `CREATE TYPE … AS ENUM`, which fails where the type exists.
///
/// ```
/// use pg_integration_enum_core::model::{EnumType, TypeName};
/// use pg_integration_enum_core::render;
///
/// let mood = EnumType::new(TypeName::new(None, "mood")?, ["sad", "ok"])?;
/// assert_eq!(render::create_type(&mood), r#"CREATE TYPE "mood" AS ENUM ('sad', 'ok');"#);
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn create_type(ty: &EnumType) -> String {
    format!(
        "CREATE TYPE {} AS ENUM ({});",
        ty.name().quoted(),
        quote::literals(ty.labels())
    )
}

/// `DROP TYPE`, which fails where anything still depends on the type.
///
/// ```
/// use pg_integration_enum_core::model::{EnumType, TypeName};
/// use pg_integration_enum_core::render;
///
/// let mood = EnumType::new(TypeName::new(None, "mood")?, ["sad", "ok"])?;
/// assert_eq!(render::drop_type(&mood), r#"DROP TYPE "mood";"#);
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn drop_type(ty: &EnumType) -> String {
    format!("DROP TYPE {};", ty.name().quoted())
}

/// A `DO` block that creates the type where it is missing, and raises where a
/// type of this name is no enum or has other labels.
///
/// Any number of sessions can run it at once, at every isolation level.
///
/// ```
/// use pg_integration_enum_core::model::{EnumType, TypeName};
/// use pg_integration_enum_core::render;
///
/// let mood = EnumType::new(TypeName::new(None, "mood")?, ["sad", "ok"])?;
/// let sql = render::create_type_if_missing(&mood);
/// assert!(sql.contains(r#"CREATE TYPE "mood" AS ENUM ('sad', 'ok');"#));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn create_type_if_missing(ty: &EnumType) -> String {
    format!(
        "DO {};",
        quote::dollar(&format!(
            "
DECLARE
    expected CONSTANT text[] := {expected};
    labels text[];
    violated text;
BEGIN
{ensure}END
",
            expected = text_array(ty),
            ensure = ensure_type(ty),
        ))
    )
}

/// The labels as an expression of type `text[]`.
pub(crate) fn text_array(ty: &EnumType) -> String {
    format!("ARRAY[{}]::text[]", quote::literals(ty.labels()))
}

/// The statements of a PL/pgSQL block that declares `expected CONSTANT text[]`,
/// `labels text[]` and `violated text`: afterwards the type is there with these
/// labels, or an error has been raised.
pub(crate) fn ensure_type(ty: &EnumType) -> String {
    let name = ty.name().quoted();
    format!(
        "    IF to_regtype({name_text}) IS NULL THEN
        BEGIN
            {create}
        EXCEPTION
            WHEN duplicate_object THEN
                NULL; -- another session was faster
            WHEN unique_violation THEN
                -- So was it here, in the moment between look and insert. Any
                -- other violation is an error of its own.
                GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
                IF violated <> 'pg_type_typname_nsp_index' THEN
                    RAISE;
                END IF;
        END;
    END IF;
    -- enum_range asks the caches, which know a type that a query on the
    -- catalogue misses at REPEATABLE READ. It takes a domain for its base type.
    BEGIN
        IF pg_typeof(enum_range(NULL::{name})) = to_regtype({array_text}) THEN
            labels := enum_range(NULL::{name})::text[];
        END IF;
    EXCEPTION
        WHEN undefined_function THEN
            NULL; -- no enum: labels stay NULL
    END;
    IF labels IS NULL THEN
        RAISE EXCEPTION '% exists, but is not an enum type', {name_text}
            USING ERRCODE = 'wrong_object_type';
    END IF;
    IF labels <> expected THEN
        RAISE EXCEPTION 'enum type % exists with the labels %, expected %', {name_text}, labels, expected
            USING ERRCODE = 'duplicate_object',
                HINT = 'Add what is missing with ALTER TYPE ... ADD VALUE, or mend the declaration.';
    END IF;
",
        create = create_type(ty),
        name_text = quote::literal(&name),
        array_text = quote::literal(&format!("{name}[]")),
    )
}
