//! The schema of a database as sorted lines that are equal on both engines when the dialects agree.

use gehoor_db::{Db, Engine, Sql, work};

const LITE: &[Sql] = &[
    Sql::same(
        "SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END
         FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'",
    ),
    Sql::same(
        "SELECT 'index ' || t.name || ' (' || (SELECT group_concat(coalesce(x.name, 'expression'), ', ' ORDER BY x.seqno) FROM pragma_index_info(i.name) x) || ')'
             || CASE i.\"unique\" WHEN 1 THEN ' unique' ELSE '' END || CASE i.partial WHEN 1 THEN ' partial' ELSE '' END
         FROM pragma_table_list t JOIN pragma_index_list(t.name) i WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'",
    ),
    Sql::same(
        "SELECT 'index ' || t.name || ' (' || c.name || ') unique' FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.pk = 1 AND c.type = 'INTEGER'
         AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) i WHERE i.origin = 'pk')",
    ),
    Sql::same(
        "SELECT 'reference ' || t.name || '.' || f.\"from\" || ' ' || f.\"table\" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
         WHERE t.schema = 'main' AND t.type = 'table'",
    ),
];

const PG: &[Sql] = &[
    Sql::same(
        "SELECT 'column ' || c.relname || '.' || a.attname || ' ' || CASE format_type(a.atttypid, NULL) WHEN 'bigint' THEN 'INTEGER' ELSE upper(format_type(a.atttypid, NULL)) END
             || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = CAST(current_schema() AS regnamespace)",
    ),
    Sql::same(
        "SELECT 'index ' || c.relname || ' (' || (SELECT string_agg(coalesce(CAST(a.attname AS TEXT), 'expression'), ', ' ORDER BY k.place)
                 FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place) LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number AND k.number > 0
                 WHERE k.place <= i.indnkeyatts) || ')'
             || CASE WHEN i.indisunique THEN ' unique' ELSE '' END || CASE WHEN i.indpred IS NOT NULL THEN ' partial' ELSE '' END
         FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = CAST(current_schema() AS regnamespace)",
    ),
    Sql::same(
        "SELECT 'reference ' || c.relname || '.' || a.attname || ' ' || r.relname FROM pg_constraint k
         JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
         WHERE k.contype = 'f' AND k.connamespace = CAST(current_schema() AS regnamespace)",
    ),
];

/// Tables, columns with type and nullability, indexes with their columns, and references of a migrated database.
pub async fn schema(db: &Db) -> Vec<String> {
    let mut lines = Vec::new();
    let all: &'static [Sql] = if db.engine() == Engine::Sqlite { LITE } else { PG };
    for sql in all {
        let read = work(sql, |tx, sql| Box::pin(async move { tx.rows(sql, &[], |row| row.text(0)).await }));
        lines.extend(db.read(read).await.expect("the schema can be read"));
    }
    lines.sort();
    lines
}
