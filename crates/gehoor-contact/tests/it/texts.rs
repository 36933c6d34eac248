use gehoor_contact::rules::{Channel, Class, Daypart, StepKind, Why};
use gehoor_shell::texts::Texts;
use gehoor_shell::{Language, TEXTS};

#[test]
fn every_word_has_a_text_in_both_languages() {
    let slice = gehoor_contact::slice();
    let texts = Texts::new(TEXTS.iter().chain(slice.texts)).expect("the catalogues are sound");
    let keys = [
        Class::ALL.iter().map(|one| format!("class-{one}")).collect::<Vec<_>>(),
        Channel::ALL.iter().map(|one| format!("channel-{one}")).collect(),
        Daypart::ALL.iter().map(|one| format!("daypart-{one}")).collect(),
        StepKind::ALL.iter().map(|one| format!("step-{one}")).collect(),
        Why::ALL.iter().map(|one| format!("why-{one}")).collect(),
    ];
    for key in keys.concat() {
        for language in [Language::Nl, Language::En] {
            assert!(texts.has(language, &key), "{key} in {}", language.tag());
        }
    }
}
