//! The limit on PostgreSQL: prepared inserts, one transaction for each promise in one round trip, several connections.

use std::time::{Duration, Instant as Clock};

use futures_util::future::join_all;
use gehoor_db::{Cell, Value};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Statement};

use crate::processor;
use crate::raw_lite::Limit;
use crate::rows::{FOLLOWED, Written};

/// Writes the rows of whole promises for as long as they last or `during` is over. `servers` are the processes of the server.
pub async fn write(
    address: &str,
    written: &Written,
    connections: usize,
    during: Duration,
    servers: &dyn Fn() -> Vec<u32>,
) -> Limit {
    let mut clients = Vec::new();
    for _ in 0..connections {
        let (client, connection) = tokio_postgres::connect(address, NoTls).await.expect("a connection");
        tokio::spawn(connection);
        let mut statements = Vec::new();
        for insert in &written.inserts {
            statements.push(client.prepare(insert).await.expect("a statement"));
        }
        clients.push((client, statements));
    }
    let processes = servers();
    let (began, used) = (Clock::now(), processor::own() + processor::used(&processes));
    let made = join_all(clients.iter().enumerate().map(|(number, (client, statements))| async move {
        let mut made = 0;
        let mut later = Vec::new();
        let mine = written.promises.iter().zip(&written.later).skip(number).step_by(connections);
        for (promise, follows) in mine {
            one(client, statements, promise).await;
            made += 1;
            later.extend(follows.iter().cloned());
            if made % (FOLLOWED / connections) == 0 {
                one(client, statements, &std::mem::take(&mut later)).await;
            }
            if began.elapsed() > during {
                break;
            }
        }
        made
    }))
    .await;
    let made: usize = made.into_iter().sum();
    let micros = processor::own() + processor::used(&processes) - used;
    Limit {
        rate: made as f64 / began.elapsed().as_secs_f64(),
        processor: micros as f64 / 1000.0 / made as f64,
    }
}

/// BEGIN, the rows and COMMIT are all sent before the first answer is waited for.
async fn one(client: &Client, statements: &[Statement], rows: &[(usize, Vec<Cell>)]) {
    let values: Vec<Vec<Value<'_>>> =
        rows.iter().map(|(_, cells)| cells.iter().map(value).collect()).collect();
    let params: Vec<Vec<&(dyn ToSql + Sync)>> =
        values.iter().map(|row| row.iter().map(|value| value as &(dyn ToSql + Sync)).collect()).collect();
    let rows = rows.iter().zip(&params);
    let inserts = rows.map(|((insert, _), params)| client.execute(&statements[*insert], params));
    let (begun, inserted, committed) = tokio::join!(biased; client.batch_execute("BEGIN"), join_all(inserts), client.batch_execute("COMMIT"));
    begun.expect("BEGIN");
    inserted.into_iter().for_each(|count| assert!(count.expect("rows") > 0));
    committed.expect("COMMIT");
}

fn value(cell: &Cell) -> Value<'_> {
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(n) => Value::Int(*n),
        Cell::Text(text) => Value::Text(text),
    }
}
