//! How somebody of the garage takes up a step that is due.

use gehoor_contact::rules::{Channel, Class, StepKind};
use gehoor_kernel::id::{ContactPointId, UserId};
use gehoor_kernel::rng::Random;
use gehoor_promise::View;
use gehoor_promise::rules::{Kind, Open, Phase};
use gehoor_shell::Error;

use super::day::Days;
use super::desk::Met;
use super::known::Way;
use super::telephones;

/// Takes up the next step of a promise.
pub(crate) async fn take(
    days: &Days,
    view: &View,
    open: &Open,
    by: UserId,
    random: &mut Random,
) -> Result<(), Error> {
    let promise = &view.promise;
    let desk = &days.desk;
    match open.next().kind {
        StepKind::Write if promise.kind == Kind::Write => desk.deliver(by, promise.id).await,
        StepKind::Deliver | StepKind::Visit | StepKind::HandOver => desk.deliver(by, promise.id).await,
        StepKind::AskLead => desk.go_on(by, promise.id).await,
        StepKind::AskPerson if matches!(open.phase(), Phase::InDoubt { .. }) => {
            desk.answer_doubt(by, promise.id, random.chance(0.5)).await
        }
        StepKind::FindNumber | StepKind::VerifyNumber | StepKind::FixAddress => {
            put_right(days, view, open.next().point, by).await
        }
        StepKind::Letter => {
            let way = (Channel::Letter, open.next().point);
            desk.attempt(by, promise.id, way, Met::Class(Class::Delivered), false).await
        }
        StepKind::Write => message(days, view, open.next().point, by, random).await,
        StepKind::Call
        | StepKind::SignOfLife
        | StepKind::FindOut
        | StepKind::ConfirmHuman
        | StepKind::AskPerson
        | StepKind::WaitReport => call(days, view, open, by, random).await,
    }
}

/// Calls the customer, who answers or does not.
async fn call(days: &Days, view: &View, open: &Open, by: UserId, random: &mut Random) -> Result<(), Error> {
    let (desk, promise) = (&days.desk, &view.promise);
    let ways = desk.ways(promise.customer).await?;
    let wanted = |way: &&Way| open.next().point.is_none_or(|point| point == way.point);
    let phones = || ways.iter().filter(|way| way.phone);
    let Some(phone) = phones().find(wanted).or_else(|| phones().find(|way| way.usable)) else {
        return message(days, view, None, by, random).await;
    };
    let now = desk.app.clock.now();
    let way = (Channel::Phone, Some(phone.point));
    let met = match telephones::ring(&phone.value, now, &desk.zone, random) {
        None => {
            let keeps = promise.trigger.waits().is_none() && random.chance(0.93);
            return desk.attempt(by, promise.id, way, Met::Class(Class::Reached), keeps).await;
        }
        Some("19") if random.chance(0.4) => Met::Class(Class::Voicemail),
        Some(cause) => Met::Cause(cause),
    };
    desk.attempt(by, promise.id, way, met, false).await
}

/// Writes to the customer: a notice, not yet a promise kept. Some answer at once.
async fn message(
    days: &Days,
    view: &View,
    point: Option<ContactPointId>,
    by: UserId,
    random: &mut Random,
) -> Result<(), Error> {
    let ways = days.desk.ways(view.promise.customer).await?;
    let named = ways.iter().find(|way| Some(way.point) == point);
    let Some(way) = named.or_else(|| ways.iter().find(|way| !way.phone)) else {
        return put_right(days, view, point, by).await;
    };
    let channel = if way.phone { Channel::Sms } else { Channel::Email };
    let met = Met::Class(Class::Delivered);
    let way = (channel, Some(way.point));
    days.desk.attempt(by, view.promise.id, way, met, false).await?;
    if view.promise.trigger.waits().is_some() || !random.chance(0.4) {
        return Ok(());
    }
    days.desk.attempt(by, view.promise.id, way, Met::Class(Class::Reached), true).await
}

/// Finds the number that was meant, and writes it down.
async fn put_right(days: &Days, view: &View, point: Option<ContactPointId>, by: UserId) -> Result<(), Error> {
    let ways = days.desk.ways(view.promise.customer).await?;
    let named = ways.iter().find(|way| way.phone && Some(way.point) == point);
    let Some(way) = named.or_else(|| ways.iter().find(|way| way.phone)) else {
        return days.desk.release(by, view.promise.id, "Ik kom zelf wel even langs.").await;
    };
    days.desk.put_right(by, way).await
}
