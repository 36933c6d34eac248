# The page Today.
nav-today = Today
nav-new = New promise
today-mine = Mine
today-all = Everybody's
today-part-late = Late
today-part-nextHour = Next hour
today-part-laterToday = Later today
today-part-waitsForCustomer = Waits for the customer
today-part-withoutOwner = Without an owner
today-late = { $time } – { $span } late
today-tries = { $count ->
    [one] tried once
   *[other] tried { $count } times
}
today-call = Call
today-outcome = Outcome
today-page-empty = Everything that you promised for today is done.
today-page-empty-next = The next promise is { $moment }.
today-page-empty-none = Nothing is open now.
erased-name = Erased customer
