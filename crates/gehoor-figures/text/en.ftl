# Figures: names of measures, groups and charts, and what stands beside them.
fault-month = A month is needed, such as 2026-11.
fault-monthOrder = The first month comes after the last.
fault-tooManyMonths = At most 60 months.

figures-title = Figures
figures-kept = Kept
figures-kept-of = of promises that were kept or whose moment was missed
figures-in-time = Kept in time
figures-in-time-of = of promises with a moment that were kept or missed it
figures-broken = Moment missed
figures-broken-of = of promises with a moment that ended or missed it
figures-asked-first = Customer asked first
figures-asked-first-of = of all promises
figures-released = Released by the customer
figures-released-of = of promises that ended
figures-tries = Attempts until reached
figures-tries-of = promises whose customer was spoken to
figures-reach = Time until reached
figures-reach-of = promises whose turn has come
figures-median = Half reached within
figures-within = Reached within { $time }
figures-made = Promises made
figures-open = Still open
figures-too-few = too few ({ $n })
figures-interval = { $low } to { $high }
figures-with-interval = { $value } ({ $low } to { $high })
figures-of-n = n = { $n }
figures-sample = All promises made from { $from } to { $until }: { $n }. None is left out.
figures-median-open = { $value } ({ $low } or more)
figures-not-yet = not half of them yet

figures-by-total = all
figures-by-team = team
figures-by-kind = kind
figures-by-month = month
figures-by-amount = amount
figures-unit-share = share
figures-unit-attempts = attempts
figures-unit-minutes = minutes
figures-unit-promises = promises

figures-kind-callBack = Call back
figures-kind-write = Write
figures-kind-deliver = Deliver
figures-kind-comeBy = Come by
figures-kind-findOut = Find out
figures-kind-handOver = Hand over

figures-band-none = No amount named
figures-band-under100 = Less than € 100
figures-band-under500 = € 100 to € 500
figures-band-under2500 = € 500 to € 2,500
figures-band-from2500 = € 2,500 or more

figures-minutes = { $n } min
figures-hours = { $n } h
figures-short-hours = { $n } h
figures-short-days = { $n } d
figures-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

figures-month-1 = Jan
figures-month-2 = Feb
figures-month-3 = Mar
figures-month-4 = Apr
figures-month-5 = May
figures-month-6 = Jun
figures-month-7 = Jul
figures-month-8 = Aug
figures-month-9 = Sep
figures-month-10 = Oct
figures-month-11 = Nov
figures-month-12 = Dec

figures-chart-kept = How promises were kept
figures-chart-teams = Kept in time, by team
figures-chart-kinds = Kept in time, by kind
figures-chart-months = Kept in time, by month in which the promise was made
figures-chart-reach = Share of customers reached, by time since it was our turn
figures-chart-effort = Attempts until reached, by amount at stake
figures-chart-interval = The thin lines are 95% intervals.
figures-chart-band = The light area is the 95% interval. Below it: how many still wait.
figures-chart-empty = Too few promises for a figure. It takes at least five.

figures-sheet-from = From
figures-sheet-until = Until
figures-sheet-by = By
figures-sheet-group = Group
figures-sheet-measure = Measure
figures-sheet-n = n
figures-sheet-count = Count
figures-sheet-value = Value
figures-sheet-low = Low
figures-sheet-high = High
figures-sheet-unit = Unit
figures-sheet-sample = Sample
figures-sheet-all = all promises made

# The page Figures.
nav-figures = Figures
figures-excel = For Excel (Dutch settings)
figures-machine = CSV for software
figures-wall = This chart as a drawing, for the wall
figures-ask = Which figures
figures-ask-from = From
figures-ask-until = Until
figures-ask-team = Team
figures-ask-kind = Kind of promise
figures-show = Show
figures-all-teams = All teams
figures-all-kinds = All kinds
figures-only-team = Only what team { $name } has or had in hand.
figures-only-kind = Only promises of this kind: { $name }.
figures-behind = Still counting: the newest changes are not in here yet.
figures-one-person = This team is one person.
figures-one-person-why = Figures of one person would be a ranking of people. We do not make those.
figures-back-to-all = Show all figures
figures-empty = { $count ->
    [0] No promise was made in these months.
    [one] Only { $count } promise was made in these months.
   *[other] Only { $count } promises were made in these months.
}
figures-empty-why = Fewer than five give no figure: that would be chance, or point at one person.
figures-few = too few
figures-not-seen = not seen yet
figures-half = Half of the customers were reached within: { $value }.
figures-column-measure = Measure
figures-column-n = n
figures-column-share = Share
figures-column-interval = 95% interval
figures-column-month = Made in
figures-column-in-time = In time
figures-column-time = Time
figures-column-team = Team
figures-column-kind = Kind
figures-column-made = Made
figures-column-kept = Kept
figures-column-asked-first = Customer asked first
figures-column-tries = Attempts until reached
figures-column-median = Half reached within
figures-column-amount = Amount
figures-effort-few = Too few promises name an amount: nothing can be compared yet.
figures-effort-flat = No difference is seen: who has more at stake is not tried harder or reached sooner.
figures-effort-differs = There is a difference, and there should be none. Find out where it comes from.
figures-effort-smallest = So few promises would not show a difference of less than { $value } attempts.
figures-effort-attempts = Attempts by amount (Pearson): χ² = { $value }, degrees of freedom: { $freedom }, p = { $p }, n = { $n }.
figures-effort-time = Time by amount (log-rank): χ² = { $value }, degrees of freedom: { $freedom }, p = { $p }, n = { $n }.
figures-how = How these figures are made
figures-how-turn = Time runs from the moment that it was our turn: the promised moment began, or the awaited event came. Hours are by the clock, nights and weekends included.
figures-how-interval = The interval says where the true share may lie. For shares it is Wilson's, at 95%.
figures-how-reach = Time until reached is by Kaplan and Meier. Customers who still wait count as waiting until now, so nobody is left out. A customer who released us unreached counts until then.
figures-how-tries = Attempts are counted up to the first time that the customer was spoken to. Faults of a network or of ours do not count. There is a mean from fifteen promises on.
figures-how-effort = Amounts are read here and nowhere else. Two tests look for a difference, each at 2.5%, so that both together err in 5 of 100 cases.
figures-how-people = There are no figures of people, and none of a team of one. Teams stand in order of name.
