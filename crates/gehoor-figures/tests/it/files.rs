//! Figures as sheets and drawings.

use gehoor_kernel::time::minutes;
use gehoor_testkit::both;

use crate::desk::Desk;

async fn company(db: gehoor_db::Db) -> Desk {
    let mut desk = Desk::open(db).await;
    for n in 0..20 {
        desk.kept(desk.workshop(), 1 + n % 3, Some(1000)).await;
    }
    desk.run_to(desk.now().plus(minutes(5))).await;
    desk
}

#[test]
fn a_sheet_is_for_excel_in_the_netherlands_or_for_a_machine() {
    both(|db| async {
        let desk = company(db).await;
        let excel = desk.file("/figures.csv?form=excelNl&until=2026-11", &[]).await;
        assert_eq!((excel.status, excel.kind.starts_with("text/csv")), (200, true));
        let lines: Vec<&str> = excel.body.split("\r\n").collect();
        assert_eq!(
            lines[0],
            "\u{feff}Van;Tot en met;Naar;Groep;Maat;n;Aantal;Waarde;Laag;Hoog;Eenheid;Steekproef"
        );
        assert!(
            lines[1].starts_with("01-12-2025;23-11-2026;alles;alles;Beloften gedaan;20;;"),
            "{}",
            lines[1]
        );
        assert!(excel.body.contains(";Pogingen tot bereikt;20;;1,95;1,5"), "{}", excel.body);
        assert!(
            excel.body.contains(";team;'=Werkplaats;Gehouden;20;20;1;0,8389;1;aandeel;"),
            "{}",
            excel.body
        );
        assert!(lines[..lines.len() - 1].iter().all(|line| line.matches(';').count() == 11));
        let machine = desk.file("/figures.csv", &[]).await.body;
        assert!(machine.starts_with("from,until,by,group,measure,n,count,value,low,high,unit,sample\r\n"));
        assert!(
            machine.contains(
                "2025-12-01,2026-11-23,total,total,kept,20,20,1,0.8389,1,share,allPromisesMade\r\n"
            )
        );
        let accepted = desk.file("/figures", &[("accept", "text/csv")]).await;
        assert_eq!((accepted.kind.starts_with("text/csv"), accepted.body), (true, machine));
        let english = desk.file("/figures.csv?form=excelNl", &[("accept-language", "en")]).await.body;
        assert!(english.contains(";Attempts until reached;20;;1,95;"));
        assert_eq!(desk.file("/figures.csv?form=word", &[]).await.status, 400);
    });
}

#[test]
fn every_chart_stands_alone_in_both_languages() {
    both(|db| async {
        let desk = company(db).await;
        for chart in ["kept", "teams", "kinds", "months", "reach", "effort"] {
            let nl = desk.file(&format!("/figures/{chart}.svg"), &[]).await;
            assert_eq!((nl.status, nl.kind.as_str()), (200, "image/svg+xml; charset=utf-8"), "{chart}");
            assert!(nl.policy.starts_with("default-src 'none'; style-src 'sha256-"), "{}", nl.policy);
            for part in
                ["<svg xmlns=", "<title id=", "<desc id=", "role=\"img\"", "Alle beloften die wij deden van"]
            {
                assert!(nl.body.contains(part), "{chart} has no {part}");
            }
            assert!(
                !nl.body.contains("figures-") && !nl.body.contains("NaN") && !nl.body.contains("inf"),
                "{chart}"
            );
            let en = desk.file(&format!("/figures/{chart}.svg?language=en"), &[]).await.body;
            assert!(en.contains("All promises made from 1 Dec 2025 to 23 Nov 2026: 20."), "{en}");
        }
        let kept = desk.file("/figures/kept.svg", &[]).await.body;
        assert!(kept.contains("100% (84% tot 100%), n\u{a0}=\u{a0}20"), "{kept}");
        for missing in ["/figures/kept.png", "/figures/people.svg", "/figures/kept"] {
            assert_eq!(desk.file(missing, &[]).await.status, 404, "{missing}");
        }
    });
}

#[test]
fn a_chart_of_nothing_says_so() {
    both(|db| async {
        let desk = Desk::open(db).await;
        for chart in ["kept", "teams", "kinds", "months", "reach", "effort"] {
            let told = desk.file(&format!("/figures/{chart}.svg"), &[]).await;
            assert_eq!(told.status, 200);
            assert!(told.body.contains("Te weinig beloften voor een cijfer."), "{chart}: {}", told.body);
        }
    });
}
