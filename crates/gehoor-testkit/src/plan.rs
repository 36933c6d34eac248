//! How an engine would answer a statement.

use gehoor_db::{Db, Engine, Sql, work};

const NO_WHOLE_TABLES: Sql = Sql::same("SET LOCAL enable_seqscan = off");

/// The plan for a statement, as the engine tells it; `values` are literals for its parameters. On PostgreSQL whole tables are
/// read only where there is no other way, so that an index that could be used is seen on a small table too.
pub async fn plan(db: &Db, sql: &Sql, values: &[&str]) -> String {
    let filled = |text: &str| {
        let each = values.iter().enumerate().rev();
        each.fold(text.to_owned(), |text, (place, value)| text.replace(&format!("${}", place + 1), value))
    };
    let explain = match db.engine() {
        Engine::Sqlite => format!("EXPLAIN QUERY PLAN {}", filled(sql.lite)),
        Engine::Postgres => format!("EXPLAIN {}", filled(sql.pg)),
    };
    let (text, engine): (&'static str, Engine) = (Box::leak(explain.into_boxed_str()), db.engine());
    let explain: &'static Sql = Box::leak(Box::new(Sql::same(text)));
    let read = work((explain, engine), |tx, (explain, engine)| {
        Box::pin(async move {
            if *engine == Engine::Postgres {
                tx.exec(&NO_WHOLE_TABLES, &[]).await?;
            }
            let column = if *engine == Engine::Sqlite { 3 } else { 0 };
            tx.rows(explain, &[], |row| row.text(column)).await
        })
    });
    db.write(read).await.expect("a plan").join("\n")
}
