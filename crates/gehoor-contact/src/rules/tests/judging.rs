//! The order of judgement.

use super::super::*;
use proptest::prelude::*;

fn class(evidence: &Evidence) -> Class {
    judge(evidence).class
}

fn sip(code: &str) -> Evidence {
    Evidence::code(Family::Sip, code)
}

#[test]
fn a_person_beats_every_machine() {
    let machine = sip("486").with_reason("Q.850;cause=1");
    let judged = judge(&Evidence { human: Some(Human { class: Class::Reached }), ..machine });
    assert_eq!((judged.class, judged.provisional, judged.counts), (Class::Reached, false, true));
    let precise = Evidence::tapped(Class::NumberChanged).and(Family::Agent, "wrong_person");
    assert!(judge(&precise).wrong_person);
    assert_eq!(class(&Evidence::tapped(Class::Busy).and(Family::Agent, "spoke_customer")), Class::Busy);
}

#[test]
fn a_malformed_number_is_nobody_s_silence() {
    let judged = judge(&Evidence::code(Family::PhoneFormat, "TOO_SHORT").and(Family::Sip, "404"));
    assert_eq!((judged.class, judged.counts), (Class::BadFormat, false));
}

#[test]
fn the_release_cause_beats_the_sip_code_unless_it_is_empty() {
    assert_eq!(class(&sip("404").with_reason("Q.850;cause=3")), Class::NetworkFailure);
    assert_eq!(class(&sip("404")), Class::DoesNotExist);
    assert_eq!(class(&sip("403")), Class::ProviderFault);
    assert_eq!(judge(&sip("403")).advice, Advice::HumanReview);
    assert_eq!(class(&sip("403").with_reason("Q.850;cause=21")), Class::Rejected);
    for empty in [16, 31, 127] {
        let header = format!("Q.850;cause={empty};text=\"whatever\"");
        assert_eq!(class(&sip("486").with_reason(header)), Class::Busy, "cause {empty}");
    }
    let two = "SIP;cause=580;text=\"x\", Q.850;cause=16, Q.850;cause=19";
    assert_eq!(class(&sip("480").with_reason(two)), Class::NoAnswer);
    let strange = judge(&sip("486").with_reason("Q.850;cause=120"));
    assert_eq!((strange.class, strange.alert), (Class::Busy, true));
}

#[test]
fn a_refusal_by_a_network_is_looked_at_by_a_person() {
    let by = |place: &str| judge(&sip("403").with_reason(format!("Q.850;cause=21;location={place}"))).advice;
    assert_eq!(by("U"), Advice::RespectRefusal);
    assert_eq!(by("TN"), Advice::HumanReview);
}

#[test]
fn a_call_that_we_ended_is_judged_by_our_own_timer() {
    assert_eq!(class(&sip("487")), Class::CancelledByUs);
    let limit = |rang| Signals { rang, ring_limit: true, answered: false };
    assert_eq!(class(&sip("487").seen(limit(true))), Class::NoAnswer);
    assert_eq!(class(&sip("487").seen(limit(false))), Class::TemporarilyUnreachable);
    assert_eq!(class(&sip("180").and(Family::Sip, "487").seen(limit(false))), Class::NoAnswer);
    assert_eq!(class(&sip("487").and(Family::SipLocal, "ring_timeout_after_180")), Class::NoAnswer);
    assert_eq!(class(&sip("100").and(Family::SipLocal, "timer_b")), Class::NetworkFailure);
    assert_eq!(class(&sip("180").seen(limit(false))), Class::NoAnswer);
    assert_eq!(class(&sip("180")), Class::InProgress);
}

#[test]
fn an_answer_is_provisional_until_somebody_says_who_answered() {
    let answered = judge(&sip("200"));
    assert_eq!(
        (answered.class, answered.provisional, answered.advice),
        (Class::Reached, true, Advice::ConfirmHuman)
    );
    assert_eq!(class(&sip("200").and(Family::Amd, "MACHINE")), Class::Voicemail);
    assert!(judge(&sip("200").and(Family::Amd, "HUMAN")).provisional);
    assert!(judge(&sip("200").and(Family::Amd, "NOTSURE")).provisional);
    let hung_up = Evidence::code(Family::Q850, "16");
    assert_eq!(class(&hung_up), Class::CancelledByUs);
    assert_eq!(class(&hung_up.seen(Signals { answered: true, ..Signals::default() })), Class::Reached);
}

#[test]
fn the_hangup_cause_beats_the_dial_status() {
    let congestion = Evidence::code(Family::AsteriskDialstatus, "CONGESTION");
    assert_eq!(class(&congestion), Class::NetworkFailure);
    assert_eq!(class(&congestion.clone().and(Family::Q850, "1")), Class::DoesNotExist);
    assert_eq!(class(&congestion.and(Family::Q850, "16")), Class::NetworkFailure);
}

#[test]
fn mail_is_judged_by_the_precise_and_the_later_word() {
    let reply = Evidence::code(Family::SmtpReply, "550");
    assert_eq!(class(&reply), Class::Unknown);
    assert_eq!(class(&reply.and(Family::SmtpEnhanced, "5.1.1")), Class::DoesNotExist);
    let taken = Evidence::code(Family::SmtpReply, "250");
    assert_eq!(class(&taken), Class::Delivered);
    assert_eq!(class(&taken.clone().and(Family::DsnAction, "delayed")), Class::InProgress);
    let failed = taken.and(Family::SmtpEnhanced, "2.0.0").and(Family::DsnAction, "failed");
    assert_eq!((class(&failed), judge(&failed).advice), (Class::Unknown, Advice::ReadStatus));
    assert_eq!(class(&failed.and(Family::SmtpEnhanced, "5.2.2")), Class::TemporarilyUnreachable);
    let new = judge(&Evidence::code(Family::SmtpEnhanced, "4.9.9"));
    assert_eq!((new.class, new.alert), (Class::TemporarilyUnreachable, true), "class 4 is never final");
    assert_eq!(class(&Evidence::code(Family::SmtpEnhanced, "5.9.9")), Class::Unknown);
    assert!(judge(&Evidence::code(Family::SmtpEnhanced, "5.7.17")).wrong_person);
}

#[test]
fn a_text_message_is_judged_by_its_final_receipt_and_sub_code() {
    let sent = Evidence::code(Family::SmppStatus, "0x00000000");
    assert_eq!(class(&sent), Class::InProgress);
    let delivered = sent.and(Family::SmppStatText, "DELIVRD").and(Family::SmppStatText, "ENROUTE");
    assert_eq!(class(&delivered), Class::Delivered, "receipts come out of order");
    let not = Evidence::code(Family::SmppStatText, "UNDELIV");
    assert_eq!(class(&not), Class::Unknown);
    assert_eq!(class(&not.clone().and(Family::GsmMap, "6")), Class::TemporarilyUnreachable);
    assert_eq!(class(&not.clone().and(Family::GsmMap, "1")), Class::DoesNotExist);
    assert_eq!(class(&not.and(Family::SmsProviderExample, "003")), Class::Unknown);
    assert_eq!(
        class(&Evidence::code(Family::SmppStatText, "EXPIRED").and(Family::GsmMap, "1")),
        Class::TemporarilyUnreachable
    );
}

#[test]
fn our_own_log_in_never_looks_like_a_refusing_customer() {
    let judged = judge(&sip("407"));
    assert_eq!((judged.class, judged.counts, judged.alert), (Class::ProviderFault, false, true));
}

#[test]
fn what_nobody_knows_is_unknown_with_an_alert() {
    for evidence in [
        Evidence::default(),
        sip("499"),
        Evidence::code(Family::Q850, "126"),
        Evidence::code(Family::Post, "?"),
    ] {
        let judged = judge(&evidence);
        assert_eq!(
            (judged.class, judged.alert, judged.counts),
            (Class::Unknown, true, false),
            "{evidence:?}"
        );
    }
}

#[test]
fn no_fault_of_ours_counts_and_no_claim_proves_life() {
    for row in table() {
        let judged = judge(&Evidence::code(row.family, row.code));
        assert_eq!((judged.class, judged.advice), (row.class, row.advice), "{row:?} by itself");
        assert!(!(judged.class.technical() && judged.counts), "{row:?}");
        assert!(!(judged.class.against_address() && judged.proves_life), "{row:?}");
    }
}

fn any_code() -> impl Strategy<Value = Code> {
    let known = (0..table().len()).prop_map(|place| Code::new(table()[place].family, table()[place].code));
    let odd =
        (0..Family::ALL.len(), ".{0,12}").prop_map(|(family, code)| Code::new(Family::ALL[family], code));
    prop_oneof![4 => known, 1 => odd]
}

proptest! {
    #[test]
    fn any_evidence_is_judged(codes in proptest::collection::vec(any_code(), 0..6), reason in proptest::option::of(".{0,60}"),
                              rang: bool, answered: bool, ring_limit: bool) {
        let evidence = Evidence { human: None, codes, reason, signals: Signals { rang, answered, ring_limit } };
        let judged = judge(&evidence);
        prop_assert_eq!(judged, judge(&evidence), "the same evidence gives the same judgement");
        prop_assert!(!judged.class.technical() || !judged.counts);
        prop_assert_eq!(judged.table_version, TABLE_VERSION);
        prop_assert!(judged.class != Class::Reached || judged.provisional || evidence.codes.iter().any(|code| code.family == Family::Agent));
    }
}
