//! The fields of the set-up: what stands in them at first, and what they mean.

use gehoor_kernel::text::name;
use gehoor_kernel::time::civil::Time;
use gehoor_kernel::time::holidays::HolidayRule;
use gehoor_kernel::time::hours::{TimeRange, WeekHours};
use gehoor_shell::web::{Address, Filled, Form, Ui};
use gehoor_shell::{Error, Fields};
use gehoor_signin::rules::check_password;
use gehoor_signin::{Hashed, Visit};

use crate::company::Company;
use crate::founding::Founding;

/// Monday is 1.
pub(super) const DAYS: [u8; 7] = [1, 2, 3, 4, 5, 6, 7];
/// The fields in which a day opens, and those in which it closes.
const FROM: [&str; 7] = ["from1", "from2", "from3", "from4", "from5", "from6", "from7"];
const UNTIL: [&str; 7] = ["until1", "until2", "until3", "until4", "until5", "until6", "until7"];
/// The countries that are offered; another one is chosen on the command line.
pub(super) const COUNTRIES: &[&str] = &["NL", "BE", "DE", "LU", "FR", "GB"];

/// What stands in the form at first: a Dutch company with office hours.
pub(super) fn usual(ui: &Ui, code: &str) -> Filled {
    let mut pairs = vec![
        ("code", code.to_owned()),
        ("language", ui.lang().to_owned()),
        ("address", "u".to_owned()),
        ("country", "NL".to_owned()),
        ("zone", "Europe/Amsterdam".to_owned()),
        ("team", ui.t("setup-team-usual")),
        ("holidays", "true".to_owned()),
        ("samples", "true".to_owned()),
    ];
    for day in 0..5 {
        pairs.push((FROM[day], "09:00".to_owned()));
        pairs.push((UNTIL[day], "17:30".to_owned()));
    }
    Filled::with(pairs)
}

/// What was filled in, once nothing is wrong with it.
pub(super) struct Read {
    pub code: String,
    pub password: String,
    company: Company,
    address: Address,
    week: WeekHours,
    holidays: HolidayRule,
    team: String,
    with_samples: bool,
}

impl Read {
    pub(super) fn founding(self, password: Hashed, visit: Visit) -> Founding {
        let Self { code, company, address, week, holidays, team, with_samples, .. } = self;
        Founding { code, company, address, week, holidays, team, password, visit, with_samples }
    }
}

/// Reads the form; all faults at once.
pub(super) fn read(form: &Form) -> Result<Read, Error> {
    let mut fields = form.fields();
    let code = fields.text("code", 1..=100);
    let company = company(&mut fields);
    let address = fields.opt_word("address", &["u", "je"]).and_then(Address::of_word).unwrap_or_default();
    let team = fields.text("team", 1..=name::LIMIT);
    let week = week(&mut fields);
    let password = fields.text("password", 1..=4096);
    let holidays = if fields.opt_flag("holidays").unwrap_or_default() {
        let good_friday = fields.opt_flag("goodFriday").unwrap_or_default();
        let liberation_day = fields.opt_flag("liberationDay").unwrap_or_default();
        HolidayRule::Netherlands { good_friday, liberation_day }
    } else {
        let _ = (fields.opt_flag("goodFriday"), fields.opt_flag("liberationDay"));
        HolidayRule::None
    };
    let with_samples = fields.opt_flag("samples").unwrap_or_default();
    let names =
        [company.name.as_str(), &company.admin_name, company.admin_email.as_deref().unwrap_or_default()];
    if let Some(weak) = check_password(&password, &names).err().filter(|_| !password.is_empty()) {
        fields.fault("password", weak.code());
    }
    fields.done()?;
    Ok(Read { code, password, company, address, week, holidays, team, with_samples })
}

fn company(fields: &mut Fields<'_>) -> Company {
    let company = Company {
        name: fields.text("company", 1..=name::LIMIT),
        language: fields.word("language", &["nl", "en"]).to_owned(),
        zone: fields.text("zone", 1..=100),
        country: fields.word("country", COUNTRIES).to_owned(),
        admin_name: fields.text("adminName", 1..=name::LIMIT),
        admin_email: None,
    };
    if !company.zone.is_empty() && gehoor_kernel::time::Zone::new(&company.zone).is_err() {
        fields.fault("zone", "notZone");
    }
    let admin_email = gehoor_people::read_mail(fields, "adminEmail");
    Company { admin_email, ..company }
}

/// The week: a day without times is closed.
fn week(fields: &mut Fields<'_>) -> WeekHours {
    let mut week = WeekHours::every_day(&[]);
    for day in 0..7 {
        let (from, until) = (fields.opt_time(FROM[day]), fields.opt_time(UNTIL[day]));
        match (from, until) {
            (None, None) => {}
            (Some(from), Some(until)) => match TimeRange::new(minute(from), minute(until)) {
                Ok(range) if from < until => week.days[day] = vec![range],
                _ => fields.fault(UNTIL[day], "hoursOrder"),
            },
            (None, Some(_)) => fields.fault(FROM[day], "hoursHalf"),
            (Some(_), None) => fields.fault(UNTIL[day], "hoursHalf"),
        }
    }
    if week.is_empty() {
        fields.fault("from1", "hoursNone");
    }
    week
}

fn minute(time: Time) -> u16 {
    u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).unwrap_or(0)
}
