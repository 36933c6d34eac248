//! The statements that are asked often can be answered by an index, on both engines.

use gehoor_db::Sql;
use gehoor_shell::Slice;
use gehoor_testkit::{both, plan};

/// The slice's statement that holds all of these.
fn statement(slice: &Slice, parts: &[&str]) -> &'static Sql {
    let fits = |sql: &&&'static Sql| parts.iter().all(|part| sql.pg.contains(part));
    slice.statements.iter().find(fits).expect("the statement")
}

#[test]
fn the_beginning_of_a_key_a_trouble_and_an_alert_are_found_by_an_index() {
    both(|db| async move {
        let (search, promise, contact) =
            (gehoor_search::slice(), gehoor_promise::slice(), gehoor_contact::slice());
        let asked: [(&Sql, &[&str], &[&str]); 5] = [
            (
                statement(&search, &["count(*)", "FROM search_word"]),
                &["'abc'", "'abd'", "10"],
                &["search_word_pkey", "sqlite_autoindex_search_word_1", "PRIMARY KEY"],
            ),
            (
                statement(&search, &["w.promise_id, d.words"]),
                &["'abc'", "'abd'", "''"],
                &["search_word_pkey", "sqlite_autoindex_search_word_1", "PRIMARY KEY"],
            ),
            (statement(&promise, &["p.next_why IN", "ORDER BY p.since"]), &["10"], &["promise_trouble"]),
            (statement(&promise, &["count(*)", "next_why IN"]), &[], &["promise_trouble"]),
            (statement(&contact, &["a.alert = 1"]), &["0", "10"], &["attempt_alert"]),
        ];
        for (sql, values, indexes) in asked {
            let plan = plan(&db, sql, values).await;
            assert!(indexes.iter().any(|index| plan.contains(index)), "{}\n{plan}", sql.pg);
        }
    });
}

#[test]
fn keys_are_compared_by_code_point_whatever_the_locale() {
    both(|db| async move {
        let search = gehoor_search::slice();
        let count = statement(&search, &["count(*)", "FROM search_word"]);
        let told = plan(&db, count, &["'abc'", "'abd'", "10"]).await;
        let bounded = ["Index Cond: ((word >= 'abc'::text) AND (word < 'abd'::text))", "(word>? AND word<?)"];
        assert!(bounded.iter().any(|bound| told.contains(bound)), "{told}");
    });
}
