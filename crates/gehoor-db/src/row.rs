//! What a statement gives back: rows read by the number of the column, from 0.

use std::str::FromStr;

use gehoor_kernel::time::Instant;

use crate::DbError;

/// A row of either engine. A value of another kind than asked for is a mistake in the program.
/// On PostgreSQL a `sum` of integers must be cast to BIGINT in the statement.
pub trait Row {
    /// The integer in column `i`.
    fn int(&self, i: usize) -> Result<i64, DbError> {
        self.opt_int(i)?.ok_or_else(|| null(i))
    }

    /// The integer in column `i`, or nothing when it is NULL.
    fn opt_int(&self, i: usize) -> Result<Option<i64>, DbError>;

    /// The text in column `i`.
    fn text(&self, i: usize) -> Result<String, DbError> {
        self.opt_text(i)?.ok_or_else(|| null(i))
    }

    /// The text in column `i` as it stands in the row, or nothing when it is NULL.
    fn opt_str(&self, i: usize) -> Result<Option<&str>, DbError>;

    /// The text in column `i`, or nothing when it is NULL.
    fn opt_text(&self, i: usize) -> Result<Option<String>, DbError> {
        Ok(self.opt_str(i)?.map(str::to_owned))
    }

    /// The flag in column `i`: true when it is not 0.
    fn flag(&self, i: usize) -> Result<bool, DbError> {
        Ok(self.int(i)? != 0)
    }

    /// The instant in column `i`.
    fn instant(&self, i: usize) -> Result<Instant, DbError> {
        self.int(i).map(Instant::from_micros)
    }

    /// The instant in column `i`, or nothing when it is NULL.
    fn opt_instant(&self, i: usize) -> Result<Option<Instant>, DbError> {
        Ok(self.opt_int(i)?.map(Instant::from_micros))
    }
}

impl dyn Row + '_ {
    /// The id or fixed word in column `i`.
    pub fn parse<T: FromStr>(&self, i: usize) -> Result<T, DbError> {
        self.opt_parse(i)?.ok_or_else(|| null(i))
    }

    /// The id or fixed word in column `i`, or nothing when it is NULL.
    pub fn opt_parse<T: FromStr>(&self, i: usize) -> Result<Option<T>, DbError> {
        self.opt_str(i)?.map(|text| text.parse().map_err(|_| foreign::<T>(i, text))).transpose()
    }
}

/// A value of a row that was read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// NULL.
    Null,
    /// An integer.
    Int(i64),
    /// A text.
    Text(String),
}

/// A row of its own, as [`crate::Tx::lookups`] gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedRow(pub Vec<Cell>);

impl OwnedRow {
    /// The id or fixed word in column `i`.
    pub fn parse<T: FromStr>(&self, i: usize) -> Result<T, DbError> {
        (self as &dyn Row).parse(i)
    }

    /// The id or fixed word in column `i`, or nothing when it is NULL.
    pub fn opt_parse<T: FromStr>(&self, i: usize) -> Result<Option<T>, DbError> {
        (self as &dyn Row).opt_parse(i)
    }

    fn cell(&self, i: usize) -> Result<&Cell, DbError> {
        self.0.get(i).ok_or_else(|| DbError::program(format!("there is no column {i}")))
    }
}

impl Row for OwnedRow {
    fn opt_int(&self, i: usize) -> Result<Option<i64>, DbError> {
        match self.cell(i)? {
            Cell::Null => Ok(None),
            Cell::Int(n) => Ok(Some(*n)),
            Cell::Text(_) => Err(wrong(i, "an integer")),
        }
    }

    fn opt_str(&self, i: usize) -> Result<Option<&str>, DbError> {
        match self.cell(i)? {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            Cell::Int(_) => Err(wrong(i, "a text")),
        }
    }
}

/// Column `i` holds something else than asked for.
pub(crate) fn wrong(i: usize, asked: &str) -> DbError {
    DbError::program(format!("column {i} is not {asked}"))
}

fn null(i: usize) -> DbError {
    DbError::program(format!("column {i} is NULL"))
}

fn foreign<T>(i: usize, text: &str) -> DbError {
    // The text itself may be a word of a person: only its length goes into the message.
    let kind = std::any::type_name::<T>();
    DbError::program(format!("column {i} holds {} bytes that are no {kind}", text.len()))
}
