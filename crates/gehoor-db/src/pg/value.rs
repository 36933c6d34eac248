//! Values and rows as PostgreSQL sends them.

use bytes::BytesMut;
use tokio_postgres::Row as PgRow;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::row::wrong;
use crate::{Cell, DbError, OwnedRow, Row, Value};

type Faults = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Faults> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) => int_to_sql(*n, kind, out),
            Value::Text(text) => text_to_sql(text, kind, out),
            Value::OwnedText(text) => text_to_sql(text, kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn int_to_sql(n: i64, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Faults> {
    match *kind {
        Type::INT8 => n.to_sql(kind, out),
        Type::INT4 => i32::try_from(n)?.to_sql(kind, out),
        Type::INT2 => i16::try_from(n)?.to_sql(kind, out),
        _ => Err(format!("an integer was given for a parameter of type {kind}").into()),
    }
}

fn text_to_sql(text: &str, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Faults> {
    if <&str as ToSql>::accepts(kind) {
        return text.to_sql(kind, out);
    }
    Err(format!("a text was given for a parameter of type {kind}").into())
}

impl Row for PgRow {
    fn opt_int(&self, i: usize) -> Result<Option<i64>, DbError> {
        let kind = self.columns().get(i).ok_or_else(|| wrong(i, "there"))?.type_();
        match *kind {
            Type::INT8 => get(self, i),
            Type::INT4 => Ok(get::<i32>(self, i)?.map(i64::from)),
            Type::INT2 => Ok(get::<i16>(self, i)?.map(i64::from)),
            Type::BOOL => Ok(get::<bool>(self, i)?.map(i64::from)),
            _ => Err(wrong(i, "an integer")),
        }
    }

    fn opt_str(&self, i: usize) -> Result<Option<&str>, DbError> {
        get(self, i)
    }
}

fn get<'a, T: tokio_postgres::types::FromSql<'a>>(row: &'a PgRow, i: usize) -> Result<Option<T>, DbError> {
    row.try_get(i).map_err(|_| wrong(i, std::any::type_name::<T>()))
}

/// The row as one of its own.
pub(super) fn owned(row: &PgRow) -> Result<OwnedRow, DbError> {
    let cell = |i: usize| {
        let is_text = <String as tokio_postgres::types::FromSql>::accepts(row.columns()[i].type_());
        let found = if is_text { row.opt_text(i)?.map(Cell::Text) } else { row.opt_int(i)?.map(Cell::Int) };
        Ok(found.unwrap_or(Cell::Null))
    };
    (0..row.len()).map(cell).collect::<Result<_, _>>().map(OwnedRow)
}
