-- Search over promises: which stem stands in which promise, kept by a follower of the journal.

CREATE TABLE search_word (
    word TEXT NOT NULL,
    promise_id TEXT NOT NULL,
    PRIMARY KEY (word, promise_id)
) STRICT, WITHOUT ROWID;

-- The stems of a promise, so that the old ones can be taken out when its words change or are erased.
CREATE TABLE search_doc (
    promise_id TEXT NOT NULL PRIMARY KEY,
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is searched: the promise's words, its reference, the customer's name, and the notes.
CREATE VIEW search_source AS
SELECT p.id AS promise_id, p.customer_id, d.text, d.reference, c.name
FROM promise p
LEFT JOIN promise_words d ON d.promise_id = p.id
LEFT JOIN customer_words c ON c.customer_id = p.customer_id;

CREATE VIEW search_note AS
SELECT promise_id, text FROM promise_note WHERE text IS NOT NULL;
