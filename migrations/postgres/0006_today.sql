-- What the page Today reads: every open promise's next step, with the words and the number that its row shows.
CREATE VIEW today_step AS
SELECT p.id AS promise_id, p.next_owner, p.next_at, p.customer_id, p.kind, p.state, p.next_kind, p.next_why, p.next_channel,
    p.next_point, p.deadline, p.broken_at, p.asked_first_at, p.tries, p.version, d.text, d.reference, c.name, v.value
FROM promise p
LEFT JOIN promise_words d ON d.promise_id = p.id
LEFT JOIN customer_words c ON c.customer_id = p.customer_id
LEFT JOIN contact_point_value v ON v.contact_point_id = p.next_point
WHERE p.next_at IS NOT NULL;

-- The same steps without their words: answered from the index of owners and moments alone.
CREATE VIEW today_place AS
SELECT id AS promise_id, next_owner, next_at FROM promise WHERE next_at IS NOT NULL;
