# Promises, events and hand-overs.
fault-unknownCustomer = We don't know this customer.
fault-notThere = Choose somebody who works here, or a team in which somebody works.
fault-otherTeam = This token is for one team. Choose that team, or somebody in it.
fault-oneTrigger = Choose one: "at" (a moment), "when" (an event) or "soon" (minutes).
fault-oneOutcome = Give the outcome or the code, not both.
fault-beforeFrom = The end lies before the begin.
fault-future = This moment lies in the future.
fault-notOwner = A user (us_…) or a team (te_…) belongs here.
fault-unknownPoint = This number or address is not this customer's.
conflict-promiseEnded = This promise is kept or released already. Nothing about it can change any more.
conflict-promiseNotYet = The moment has not come yet.
conflict-promiseNotWaiting = This promise does not wait for an event.
conflict-promiseNotReached = The customer was not reached. The promise is not kept by this.
conflict-promiseLeadNotAsked = The lead was not asked anything.
conflict-promiseNoDoubt = There is no message of which we don't know whether it went out.
conflict-promiseNothingToPutRight = No number or address waits to be put right.
conflict-promiseNothingToTakeBack = There is nothing left to undo. Something else happened since.
conflict-promiseTooLateToTakeBack = This is too long ago to undo. Write down what did happen.
conflict-handoverPending = This promise was offered to somebody already. Wait for the answer.
conflict-handoverUnknown = There is no such offer, or it was answered already.
conflict-handoverSameOwner = This promise lies there already.
conflict-customerHasOpenPromises = This customer still has { $open } open promises. Keep them first, or let the customer release them.
forbidden-notTheTaker = Only who was offered the promise can answer.
forbidden-lead = Only a lead or an administrator may do this.
state-waiting = Waiting
state-due = To be done now
state-trying = We try again
state-inDoubt = In doubt
state-kept = Kept
state-released = Released by the customer
kind-callBack = call back
kind-write = write
kind-deliver = deliver
kind-comeBy = come by
kind-findOut = find out
kind-handOver = hand over

# The pages of a promise and of its outcome.
promise-title = Promise
promise-by = At the latest
promise-owner = Held by
promise-erased = Erased customer
# A new promise.
nav-new = New promise
new-who = Who?
new-name = Name
new-name-hint = A number plate or order number will do as well.
new-reach = Telephone number or mail address
new-reach-hint = Needed for a new customer.
new-other = Somebody else
new-take = Yes, { $number }
new-known = Do we know this customer?
new-known-not = No, this is a new customer
new-line-mobile = mobile
new-line-landline = landline
new-line-landlineOrMobile = landline or mobile
new-line-voip = internet telephone
new-line-company = company number
new-line-personalAssistant = personal number
new-line-free = free number
new-line-paid = paid number
new-line-pager = pager
new-line-machine = machine
new-line-other = other number
new-what = What?
new-text = What do you promise, in one sentence
new-when = When?
new-chip-hour = within the hour, before { $time }
new-chip-today = today before { $time }
new-chip-at = { $day } at { $time }
new-chip-pick = choose a time
new-chip-soon = soon, within minutes
new-chip-event = when something is in
new-pick = Day and time
new-exact = Exactly then, even if we are closed
new-minutes = Within how many minutes?
new-event = What must be in?
new-event-hint = Such as "order 4711". Whoever scans that sees your promise at once.
new-expected = When do you expect it?
new-expected-hint = If it is not in by then, we tell the customer so.
new-more = More: kind, reference, somebody else
new-kind = Kind of promise
new-reference = Reference
new-reference-hint = Order, number plate, room or table.
new-owner = Who does it?
new-owner-me = I do
new-make = Promise it
new-customer = this customer
fault-newName = Write the customer's name.
fault-newReach = Write one number or mail address by which you reach this customer.
fault-newKnownNumber = We know this number or address. Choose whether it is this customer.
fault-newKnownName = We know this name. Choose whether it is this customer.
fault-newWhen = Choose when.
fault-newExpected = Choose a day.
fault-newPast = That moment has passed. Choose a later one.
conflict-promiseWentOn = This promise can't be taken back: something has happened to it. Open the promise and move it.
new-said-callBack = { $mine ->
    [yes] You call { $customer } { $when }.
   *[no] { $who } calls { $customer } { $when }.
}
new-said-write = { $mine ->
    [yes] You write to { $customer } { $when }.
   *[no] { $who } writes to { $customer } { $when }.
}
new-said-deliver = { $mine ->
    [yes] You deliver to { $customer }: { $when }.
   *[no] { $who } delivers to { $customer }: { $when }.
}
new-said-comeBy = { $mine ->
    [yes] You come by at { $customer }: { $when }.
   *[no] { $who } comes by at { $customer }: { $when }.
}
new-said-findOut = { $mine ->
    [yes] You find out and call { $customer } { $when }.
   *[no] { $who } finds out and calls { $customer } { $when }.
}
new-said-handOver = { $mine ->
    [yes] You hand it to { $customer }: { $when }.
   *[no] { $who } hands it to { $customer }: { $when }.
}
new-said-number = The number is { $number }.
new-when-at = { $day } at { $time }
new-when-before = { $day } before { $time }
new-when-between = { $day } between { $from } and { $until }
new-when-event = as soon as { $key } is in
new-when-soon = within { $minutes } minutes
new-shut-holiday = { $day } is { $holiday }.
new-shut-day = { $day } we are closed.
new-shut-time = { $day } at { $time } we are closed.
new-shut-courtesy = { $day } at { $time } we do not call customers.
new-shut-wish = { $day } at { $time } this customer wants no calls.
holiday-newYear = New Year's Day
holiday-kingsDay = King's Day
holiday-liberationDay = Liberation Day
holiday-christmasDay = Christmas Day
holiday-secondChristmasDay = Boxing Day
holiday-goodFriday = Good Friday
holiday-easterSunday = Easter Sunday
holiday-easterMonday = Easter Monday
holiday-ascensionDay = Ascension Day
holiday-whitSunday = Whit Sunday
holiday-whitMonday = Whit Monday
promise-no-words = The words of this promise were erased
promise-choose = Choose
promise-left = { $span } left
promise-late = { $span } late
promise-kept-at = Kept, { $moment }
promise-kept-late = Kept late, { $moment }
promise-released-at = Released by the customer, { $moment }
promise-broken = Broken: promised by { $moment }
promise-asked = The customer had to ask, { $moment }
promise-waits = Waits for
promise-expected = expected { $moment }
promise-tries = Tries so far
promise-offered = Offered to { $whom }
promise-offered-wait = Until the answer comes, { $who } holds the promise.
promise-accept = I take it
promise-decline = I do not take it
promise-decline-why = Why not?
promise-next = What is next
promise-call = Call
promise-outcome = Outcome
promise-move = Move
promise-hand = Hand over
promise-lead = The lead decides: go on, another way, or a letter. Note another way under Outcome.
promise-go-on = Go on trying
promise-doubt = We do not know whether the message went out. Find out before anything else is sent.
promise-went-out = It went out
promise-not-out = It did not go out
promise-doubt-unknown = Not known yet? Leave it. Nothing goes out.
promise-number = The right number
promise-number-hint = As the customer says it. We read it back.
promise-number-read = We read: { $number }. Is that right?
promise-number-yes = Yes, keep this number
promise-number-check = Read it back
promise-number-works = { $number } is right after all
promise-more = What else can be done
promise-note = Note
promise-note-words = What must a colleague know?
promise-note-do = Keep the note
promise-move-when = New moment
promise-move-from = Another time
promise-move-until = Until
promise-move-why = Why is it moved?
promise-move-told = The customer knows
promise-move-told-hint = If the customer does not know, the old time still counts.
promise-move-do = Move the promise
promise-hand-to = To whom?
promise-hand-hint = Until it is taken, the promise stays where it is.
promise-hand-note = What must they know?
promise-hand-do = Offer it
promise-give = Give to somebody else
promise-give-to = To whom?
promise-give-why = Why?
promise-give-do = Give it
promise-ask = The customer had to ask first
promise-ask-words = What did the customer say?
promise-ask-hint = The promise is marked and stays open.
promise-ask-do = Mark it
promise-deliver = Done or delivered
promise-deliver-how = How?
promise-deliver-do = It is done
promise-release = The customer says: no need any more
promise-release-words = What did the customer say?
promise-release-hint = In the customer's own words. This ends the promise.
promise-release-do = The customer releases it
promise-before = { $count ->
    [one] It happened once before.
   *[other] It happened { $count } times before.
}
promise-link = Link for the customer
promise-story = What happened
promise-undone = undone
promise-then = Next: { $step }, { $moment }.
promise-stale = { $who } was first, { $span } ago: { $what } Look how it stands now. What you filled in is still here.
promise-stale-own = This changed after you looked. Look how it stands now. What you filled in is still here.
fault-tooLongAgo = This is too long ago.
outcome-title = Outcome
outcome-ended = This promise has ended. There is nothing left to note.
outcome-to-promise = To the promise
outcome-which = Which number?
outcome-times = Tap the moment that you agreed on.
outcome-own = Another time
outcome-own-do = Keep this time
outcome-note = Add a note
outcome-note-words = What was said?
outcome-note-hint = Write it down, then tap what happened.
outcome-more = Something else
outcome-spoken = Spoken, solved
outcome-agreed = Spoken, new time agreed
outcome-done = Done
outcome-heard = Spoken: the customer knows
outcome-spokenOn = Spoken, not done yet
outcome-noAnswer = No answer
outcome-notHome = Nobody home
outcome-voicemail = Left a voicemail
outcome-wrongNumber = Wrong number
outcome-busy = Line busy
outcome-unreachable = Not reachable now
outcome-refused = Refused
outcome-otherPerson = Somebody else's number
outcome-fault = Fault on our side
outcome-mailed = E-mail sent
outcome-posted = Letter sent
noted-spoken = Spoken and solved, noted { $time }.
noted-agreed = New time noted { $time }.
noted-done = Done, noted { $time }.
noted-heard = Spoken, noted { $time }.
noted-spokenOn = Spoken, noted { $time }.
noted-noAnswer = No answer noted { $time }.
noted-notHome = Nobody home, noted { $time }.
noted-voicemail = Voicemail noted { $time }.
noted-wrongNumber = Wrong number noted { $time }.
noted-busy = Line busy noted { $time }.
noted-unreachable = Not reachable noted { $time }.
noted-refused = Refusal noted { $time }.
noted-otherPerson = Somebody else's number, noted { $time }.
noted-fault = Fault noted { $time }. It does not count as a try.
noted-mailed = E-mail noted { $time }.
noted-posted = Letter noted { $time }.
noted-takenBack = Undone, { $time }. The promise stands as before.
noted-moved = Moved, { $time }.
noted-handedOver = Offered, { $time }. Until the answer comes, it stays here.
noted-accepted = Taken, { $time }.
noted-declined = Not taken, { $time }.
noted-askedFirst = Marked, { $time }.
noted-released = Released by the customer, noted { $time }.
noted-delivered = Done, noted { $time }.
noted-given = Given to somebody else, { $time }.
noted-wrote = Note kept, { $time }.
noted-doubtAnswered = Noted, { $time }.
noted-numberRight = Number kept, { $time }.
noted-goneOn = We go on, { $time }.
then-call = Call again { $moment }.
then-write = Write { $moment }.
then-deliver = Deliver { $moment }.
then-visit = Go and see the customer { $moment }.
then-findOut = Find out { $moment }.
then-handOver = Hand it over { $moment }.
then-signOfLife = Let the customer hear again { $moment }.
then-askLead = The lead now decides how to go on.
then-findNumber = First find the right number.
then-verifyNumber = First check whose number it is.
then-fixAddress = First correct the number or address.
then-confirmHuman = First say whether you reached the customer.
then-askPerson = Look at it and decide.
then-waitReport = Look { $moment } whether it arrived.
then-letter = Send a letter { $moment }.
tale-promise-made = { $who } wrote the promise down.
tale-promise-attempted = { $who } tried to reach the customer: { $outcome }.
tale-promise-kept-reached = { $who } spoke with the customer. The promise is kept.
tale-promise-kept-notice = The message is enough. The promise is kept.
tale-promise-kept-delivered = { $who } did it. The promise is kept.
tale-promise-amended-yes = { $who } moved the promise. The customer knows.
tale-promise-amended-no = { $who } moved the promise. The customer does not know.
tale-promise-doubtAnswered-yes = { $who } found out: the message went out.
tale-promise-doubtAnswered-no = { $who } found out: the message did not go out.
tale-promise-broken = The promised time passed: { $moment }. The promise is broken and stays open.
tale-promise-reassigned = { $who } gave the promise to { $whom }.
tale-handover-offered = { $who } offered the promise to { $whom }.
tale-handover-accepted = { $whom } took the promise.
tale-handover-declined = { $whom } did not take the promise.
tale-handover-lapsed = The offer lapsed.
tale-promise-takenBack = { $who } undid this: { $change }.
tale-promise-woken = What the customer waited for is here.
tale-promise-signOfLifeLeaves = { $who } wrote the customer a sign of life.
tale-promise-signOfLifeGiven = The customer knows that we have not forgotten.
tale-promise-leadTold = The lead knows that it slips.
tale-promise-released = { $who } noted that the customer released it.
tale-promise-askedFirst = The customer had to ask. { $who } noted it.
tale-promise-wentOn = { $who } decided to go on.
tale-promise-noted = { $who } wrote:
tale-promise-putRight = The number or address was put right.
tale-promise-messageSent = A message went to the customer.
tale-promise-messageFailed = The message did not go out.
tale-promise-doubtRaised = We do not know whether a message went out.
tale-other = { $who } changed something.
tale-customer = The customer
tale-somebody = A colleague
taken-attempt = the outcome
taken-amendment = the move
taken-reassignment = giving it away
taken-handover = the offer
taken-release = the release
taken-delivery = the delivery


# Messages that go to customers by themselves.
message-signOfLife-title = We have not forgotten you
message-signOfLife-text =
    What you were to hear from us is not in yet. We have not forgotten you. You will hear from us when it is, and otherwise again in { $span }. You need not do anything. { $company }
message-signOfLife-mail =
    Hello,

    You are waiting to hear from us. It is not in yet, but we have not forgotten you.

    As soon as it is, you will hear from us. If it takes longer, you will hear from us again in { $span }. You need not do anything.

    Kind regards
    { $company }
