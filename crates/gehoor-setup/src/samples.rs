//! Examples to look around with: made-up customers and promises, put in by one button and out again by one. They are an
//! import of their own, so that everything that belongs to them is known.

use std::collections::BTreeMap;

use gehoor_db::Tx;
use gehoor_import::{Cells, Kind};
use gehoor_kernel::id::{BatchId, CustomerId};
use gehoor_kernel::time::{Instant, days, hours, minutes};
use gehoor_shell::{Cx, Error};

use crate::company::{recall, remember};

/// Where the batch of the examples stands among what is known of the company.
const KEY: &str = "samples";

/// Each example: customer, telephone, what was promised, kind, reference, minutes from now on. Numbers are of the block
/// 06 12 34 xx xx, made up.
const PROMISES: [(&str, &str, &str, &str, &str, i64); 8] = [
    ("Mevrouw De Wit", "06 12 34 00 11", "Bellen of de auto klaar is", "callBack", "12-ABC-3", -95),
    ("Jan van den Berg", "06 12 34 00 12", "Zeggen wat de nieuwe remmen kosten", "callBack", "", 20),
    ("Fatima Yilmaz", "06 12 34 00 13", "Uitzoeken waarom de rekening hoger is", "findOut", "2026-1187", 50),
    (
        "Restaurant De Hoek",
        "06 12 34 00 14",
        "De bestelbus naar binnen rijden en bellen",
        "callBack",
        "V-218-XK",
        180,
    ),
    ("Familie Jansen", "06 12 34 00 15", "De sleutels terugbrengen", "deliver", "", 240),
    ("Peter Bakker", "06 12 34 00 16", "Het onderhoudsboekje opsturen", "write", "", 1_500),
    ("Mevrouw Van Dijk", "06 12 34 00 17", "Bellen over de winterbanden", "callBack", "", 2_900),
    ("Youssef El Amrani", "06 12 34 00 18", "Langskomen om de proefrit te maken", "comeBy", "", 4_400),
];

/// One who waits for something to arrive.
const WAITING: (&str, &str, &str, &str) =
    ("Anna Smit", "06 12 34 00 19", "Bellen als de uitlaat binnen is", "order 4711");

/// Puts the examples in, once; they belong to whoever does it.
pub async fn put_samples(tx: &mut Tx<'_>, cx: &Cx) -> Result<(), Error> {
    if samples(tx).await?.is_some() {
        return Err(Error::conflict("samplesThere"));
    }
    let batch = gehoor_import::begin(tx, cx, Kind::Promises).await?.id;
    gehoor_import::take(tx, cx, batch, &rows(cx.now)).await?;
    remember(tx, KEY, &batch.to_string()).await
}

fn rows(now: Instant) -> Vec<Cells> {
    let dated = PROMISES.iter().map(|(name, phone, text, kind, reference, ahead)| {
        let from = if *ahead < 0 {
            now.minus(minutes(ahead.unsigned_abs()))
        } else {
            now.plus(minutes(ahead.unsigned_abs()))
        };
        cells(&[
            ("name", (*name).to_owned()),
            ("phone", (*phone).to_owned()),
            ("text", (*text).to_owned()),
            ("kind", (*kind).to_owned()),
            ("reference", (*reference).to_owned()),
            ("from", from.to_string()),
            ("until", from.plus(hours(1)).to_string()),
        ])
    });
    let (name, phone, text, key) = WAITING;
    let waiting = cells(&[
        ("name", name.to_owned()),
        ("phone", phone.to_owned()),
        ("text", text.to_owned()),
        ("kind", "callBack".to_owned()),
        ("key", key.to_owned()),
        ("expectedBy", now.plus(days(3)).to_string()),
    ]);
    dated.chain([waiting]).collect()
}

fn cells(pairs: &[(&str, String)]) -> Cells {
    let there = pairs.iter().filter(|(_, value)| !value.is_empty());
    there.map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<BTreeMap<_, _>>()
}

/// The batch of the examples, while they are there.
pub async fn samples(tx: &mut Tx<'_>) -> Result<Option<BatchId>, Error> {
    Ok(recall(tx, KEY).await?.and_then(|text| text.parse().ok()))
}

/// Takes the examples out with everything that was done with them; what was promised to a made-up customer besides goes
/// too. The journal keeps what happened, as ids and facts.
pub async fn take_samples(tx: &mut Tx<'_>, cx: &Cx) -> Result<(), Error> {
    let batch = samples(tx).await?.ok_or_else(|| Error::conflict("samplesGone"))?;
    let all = gehoor_import::customers_of(tx, batch).await?;
    stand_apart(tx, &all).await?;
    for customer in all {
        gehoor_link::drop_links_of(tx, cx, customer).await?;
    }
    gehoor_import::undo_whole(tx, cx, batch).await?;
    remember(tx, KEY, "").await
}

/// Refuses while an example and a real card are one: what is the real customer's would go with the example.
async fn stand_apart(tx: &mut Tx<'_>, examples: &[CustomerId]) -> Result<(), Error> {
    for example in examples {
        let stands = gehoor_customer::standing(tx, *example).await?;
        let cards = gehoor_customer::family(tx, stands).await?;
        if cards.iter().any(|card| !examples.contains(card)) {
            return Err(Error::conflict("samplesMerged"));
        }
    }
    Ok(())
}
