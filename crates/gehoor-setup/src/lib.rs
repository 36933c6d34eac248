//! Setting a company up: from the command line, or by one page behind a code of the console; and examples to look around.

mod code;
mod company;
mod founding;
mod samples;
mod texts;
mod web;

pub use code::{is_code, new_code};
pub use company::{
    ACTOR, Company, CompanyChange, Done, STATEMENTS, administrator, change_company, check, company_version,
    said, set_up,
};
pub use founding::{Founding, found};
pub use samples::{put_samples, samples, take_samples};
pub use texts::{own_texts, set_own_text};

use gehoor_shell::{Language, Slice};

/// The slice: its pages, statements and texts.
pub fn slice() -> Slice {
    Slice::new("setup").statements(STATEMENTS).pages(web::pages).texts(TEXTS)
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
