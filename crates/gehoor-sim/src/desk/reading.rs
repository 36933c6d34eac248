//! What the product shows.

use std::collections::BTreeMap;

use gehoor_db::{Tx, statements};
use gehoor_kernel::id::PromiseId;
use gehoor_people::Directory;
use gehoor_promise::rules::Promise;
use gehoor_promise::{Filter, list};
use gehoor_shell::{Cx, Error, journal};

use super::{Desk, Trouble, ready, trouble};
use crate::auditor::{Seen, SeenStep};

/// More promises than a simulated week ever makes.
const MOST: usize = 10_000;

statements! {
    COUNT_ATTEMPTS = "SELECT promise_id, count(*) FROM attempt GROUP BY promise_id";
}

impl Desk {
    /// Every promise as the product shows it.
    pub fn shown(&self) -> Result<BTreeMap<PromiseId, Seen>, Trouble> {
        self.see((), |tx, cx, ()| Box::pin(everything(tx, cx)))
    }

    /// The product's own check of itself, and of the chain of its journal: objects and what is wrong with them.
    pub fn check(&self) -> Result<Vec<(String, String)>, Trouble> {
        let server = self.servers.get(self.active).ok_or_else(|| Trouble::new("no server"))?;
        let now = self.clock.now();
        let mut found = Vec::new();
        for check in server.app.slices.iter().flat_map(|slice| slice.checks.clone()) {
            let cx = server.app.cx(gehoor_shell::Actor::System);
            let findings =
                ready(server.app.look(&cx, (check, now), |tx, _, (check, now)| (check.run)(tx, *now)))?;
            found.extend(
                findings
                    .into_iter()
                    .map(|finding| (finding.object, format!("{}: {}", check.name, finding.detail))),
            );
        }
        let damage = ready(self.db.integrity()).map_err(|error| trouble(&error))?;
        found.extend(damage.into_iter().map(|detail| ("database".to_owned(), detail)));
        Ok(found)
    }

    /// The journal from its first entry: kind and subject of each, in order of writing.
    pub fn journal(&self) -> Result<Vec<(String, String)>, Trouble> {
        self.see((), |tx, _, ()| {
            Box::pin(async move {
                let sealed = journal::after(tx, journal::Place::default(), i64::MAX).await?;
                let rest = journal::unsealed(tx, 0, i64::MAX).await?;
                Ok(sealed.into_iter().chain(rest).map(|entry| (entry.kind, entry.subject)).collect())
            })
        })
    }
}

async fn everything(tx: &mut Tx<'_>, cx: &Cx) -> Result<BTreeMap<PromiseId, Seen>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let counted = tx.rows(&COUNT_ATTEMPTS, &[], |row| Ok((row.parse(0)?, row.int(1)?))).await?;
    let attempts: BTreeMap<PromiseId, i64> = counted.into_iter().collect();
    let all = list(tx, cx, &Filter::default(), None, MOST).await?;
    let seen = all.iter().map(|view| {
        let count = attempts.get(&view.promise.id).map_or(0, |count| usize::try_from(*count).unwrap_or(0));
        (view.promise.id, seen(&view.promise, &directory, count, cx))
    });
    Ok(seen.collect())
}

fn seen(promise: &Promise, directory: &Directory, attempts: usize, cx: &Cx) -> Seen {
    let step = promise.state.open().map(|open| {
        let next = open.next();
        SeenStep {
            kind: next.kind.word().to_owned(),
            at: next.at,
            owner: directory.resolve(next.owner, cx.now).to_string(),
            why: next.why.word().to_owned(),
            point: next.point.map(|point| point.to_string()),
        }
    });
    Seen {
        state: promise.state.word().to_owned(),
        owner: promise.owner.to_string(),
        step,
        broken: promise.broken_at.is_some(),
        asked_first: promise.asked_first_at.is_some(),
        attempts,
        offered_to: promise.handover.map(|handover| handover.taker.to_string()),
        version: promise.version,
    }
}
