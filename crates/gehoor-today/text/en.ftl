# The page Today.
nav-today = Today
nav-goods = Goods in
today-whose = Whose
today-mine = Mine
today-all = Everybody's
today-part-late = Late
today-part-now = Now
today-part-nextHour = Next hour
today-part-laterToday = Later today
today-part-waitsForCustomer = Waits for the customer
today-part-withoutOwner = Without an owner
today-late = { $time } – { $span } late
today-now = now
today-now-before = now, before { $time }
today-before = before { $time }
today-between = between { $from } and { $until }
today-again = again at { $time }
today-tries = { $count ->
    [one] tried once
   *[other] tried { $count } times
}
today-asked-first = had to ask for it
today-owner-away = of { $name }, who is away
today-call = Call
today-outcome = Outcome
today-open = Open
today-offers = Asked of you
today-offer = { $name } asks you to take this over:
today-accept = I take it
today-decline = No
today-decline-why = Why not?
today-decline-do = Don't take it
today-done-accepted = You took the promise over.
today-done-declined = You did not take the promise. Your colleague sees that.
today-done-unmade = The promise is gone. You can make it again.
today-page-empty = Everything that you promised for today is done.
today-page-empty-all = Everything for today is done.
today-page-empty-next = The next promise is { $moment }.
today-page-empty-none = Nothing is open now.
today-more = More of today
today-first = To the top of the list
today-ended = { $count } done today
today-ended-kept = kept
today-ended-released = no longer needed, said the customer
erased-name = Erased customer

# The page Goods in.
goods-label = What came in?
goods-hint = Scan the label, or type the number of the order or part.
goods-do = Is in
goods-kept = Nobody waits for { $key } now. We remember that it is in.
goods-in-call = { $count ->
    [one] { $key } is in. One customer waits to hear.
   *[other] { $key } is in. { $count } customers wait to hear.
}
goods-again = { $key } was in already: { $moment }. Nothing has changed.
goods-call = To call now about { $key }
goods-meant = Somebody does wait for something like it. Is this in too?
goods-meant-do = { $count ->
    [one] Yes, { $key } is in (1 customer)
   *[other] Yes, { $key } is in ({ $count } customers)
}
goods-last = Last in
goods-woke = { $count ->
    [one] 1 customer waited
   *[other] { $count } customers waited
}
goods-woke-none = nobody waited
goods-none = What came in last will stand here. You then see at once who waits for it.
