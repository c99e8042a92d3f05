//! Live verification over a blocking [`postgres`] client.

use ::postgres::types::Type;
use ::postgres::{Error, GenericClient};

use crate::PgIntegrationEnum;
use crate::verify::{self, Declared, FoundType, Report};

/// Whether the database has the enum as it is declared; one round trip.
///
/// `client` can be a transaction too. An error is the client's: that the
/// database differs is in the [`Report`].
///
/// ```no_run
/// use pg_integration_enum::PgIntegrationEnum;
///
/// #[derive(Debug, PgIntegrationEnum)]
/// enum Mood { Sad, Ok }
///
/// fn start(client: &mut postgres::Client) -> Result<(), Box<dyn std::error::Error>> {
///     pg_integration_enum::postgres::verify::<Mood>(client)?.into_result()?;
///     Ok(())
/// }
/// ```
pub fn verify<T: PgIntegrationEnum>(client: &mut impl GenericClient) -> Result<Report, Error> {
    verify_all(client, &[Declared::of::<T>()])
}

/// Whether the database has all of the enums as they are declared; one round trip.
///
/// ```no_run
/// use pg_integration_enum::{PgIntegrationEnum, verify::Declared};
///
/// #[derive(Debug, PgIntegrationEnum)]
/// enum Mood { Sad, Ok }
///
/// #[derive(Debug, PgIntegrationEnum)]
/// enum Weather { Rain, Sun }
///
/// fn start(client: &mut postgres::Client) -> Result<(), Box<dyn std::error::Error>> {
///     let declared = [Declared::of::<Mood>(), Declared::of::<Weather>()];
///     pg_integration_enum::postgres::verify_all(client, &declared)?.into_result()?;
///     Ok(())
/// }
/// ```
pub fn verify_all(
    client: &mut impl GenericClient,
    declared: &[Declared<'_>],
) -> Result<Report, Error> {
    let names = verify::parameters(declared);
    let rows = client.query_typed(verify::QUERY, &[(&names, Type::TEXT_ARRAY)])?;
    let found = rows
        .iter()
        .map(FoundType::from_row)
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(verify::report(declared, &found))
}
