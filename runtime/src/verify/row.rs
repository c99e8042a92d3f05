use tokio_postgres::{Error, Row};

use super::FoundType;

impl FoundType {
    /// Reads a row of [`QUERY`](super::QUERY). (The blocking client's rows are of the same type.)
    pub(crate) fn from_row(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.try_get(0)?,
            schema: row.try_get(1)?,
            typtype: row.try_get(2)?,
            visible: row.try_get(3)?,
            usable: row.try_get(4)?,
            labels: row.try_get(5)?,
        })
    }
}
