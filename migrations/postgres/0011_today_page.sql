-- What the pages Today and Goods in read beside the steps: clocks, offers, what was ended, and receipts.
DROP VIEW today_step;

CREATE VIEW today_step AS
SELECT p.id AS promise_id, p.next_owner, p.next_at, p.customer_id, p.kind, p.state, p.next_kind, p.next_why, p.next_channel,
    p.next_point, p.deadline, p.broken_at, p.asked_first_at, p.tries, p.version, p.trigger_kind, p.starts_at, p.ends_at,
    d.text, d.reference, c.name, v.value
FROM promise p
LEFT JOIN promise_words d ON d.promise_id = p.id
LEFT JOIN customer_words c ON c.customer_id = p.customer_id
LEFT JOIN contact_point_value v ON v.contact_point_id = p.next_point
WHERE p.next_at IS NOT NULL;

-- Offers of the ball that wait for an answer.
CREATE VIEW today_offer AS
SELECT h.id AS handover_id, h.taker, h.giver, h.promise_id, p.next_at, d.text, c.name
FROM handover h
JOIN promise p ON p.id = h.promise_id
LEFT JOIN promise_words d ON d.promise_id = p.id
LEFT JOIN customer_words c ON c.customer_id = p.customer_id
WHERE h.answer IS NULL;

-- Who ended what, and when.
CREATE INDEX promise_ended ON promise (ended_by, since, id) WHERE next_at IS NULL;

CREATE VIEW today_ended AS
SELECT p.id AS promise_id, p.ended_by, p.since AS ended_at, p.state, d.text, c.name
FROM promise p
LEFT JOIN promise_words d ON d.promise_id = p.id
LEFT JOIN customer_words c ON c.customer_id = p.customer_id
WHERE p.next_at IS NULL;

-- What came in, and who still waits for what.
CREATE VIEW today_receipt AS
SELECT id AS event_id, key, received_at, received_by, woken FROM event;

CREATE INDEX promise_wait_arrived ON promise_wait (key, promise_id) WHERE arrived_at IS NOT NULL;

CREATE VIEW today_woken AS
SELECT w.key, w.promise_id FROM promise_wait w WHERE w.arrived_at IS NOT NULL;

CREATE VIEW today_waiting AS
SELECT w.key, w.promise_id FROM promise_wait w WHERE w.arrived_at IS NULL;
