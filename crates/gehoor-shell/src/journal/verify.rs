//! Verifies the chain: every block's hash follows from its entries and the block before it.

use gehoor_db::{Tx, params};

use super::follow::entry;
use super::seal::{GENESIS, chain};
use super::sql;
use crate::Error;
use crate::slice::Finding;

const BATCH: i64 = 200;

/// Recomputes the whole chain; gives what does not fit, empty when all is well.
pub async fn verify(tx: &mut Tx<'_>) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let (mut number, mut hash) = (0, GENESIS.to_owned());
    loop {
        let blocks = tx.rows(&sql::BLOCKS, params![number, BATCH], block).await?;
        let Some(last) = blocks.last().map(|block| block.number) else { break };
        for block in blocks {
            verify_block(tx, &block, number, &hash, &mut findings).await?;
            (number, hash) = (block.number, block.hash);
        }
        debug_assert_eq!(number, last, "blocks come in order");
    }
    let orphans = tx.row(&sql::ORPHANS, params![number], |row| row.int(0)).await?.unwrap_or(0);
    if orphans > 0 {
        findings.push(finding(number + 1, "entries are sealed in a block that does not exist"));
    }
    Ok(findings)
}

struct Block {
    number: i64,
    previous: String,
    hash: String,
    count: i64,
}

fn block(row: &dyn gehoor_db::Row) -> Result<Block, gehoor_db::DbError> {
    Ok(Block { number: row.int(0)?, previous: row.text(1)?, hash: row.text(2)?, count: row.int(3)? })
}

async fn verify_block(
    tx: &mut Tx<'_>,
    block: &Block,
    before: i64,
    hash: &str,
    findings: &mut Vec<Finding>,
) -> Result<(), Error> {
    let entries = tx.rows(&sql::OF_BLOCK, params![block.number], entry).await?;
    if block.number != before + 1 {
        findings.push(finding(block.number, "a block before this one is missing"));
    }
    if block.previous != hash {
        findings.push(finding(block.number, "does not follow the block before it"));
    }
    if entries.len() as i64 != block.count {
        findings.push(finding(block.number, "has another number of entries than were sealed"));
    }
    if chain(&block.previous, &entries) != block.hash {
        findings.push(finding(block.number, "an entry was changed after it was sealed"));
    }
    Ok(())
}

fn finding(block: i64, detail: &str) -> Finding {
    Finding { object: format!("block {block}"), detail: detail.to_owned() }
}
