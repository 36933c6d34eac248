# The lead's page.
nav-lead = Lead
lead-all = Whole place
lead-calm = All is going well.
lead-calm-next = Nothing is late and nothing comes within the hour. Nobody is away and nothing waits for an answer.
lead-slipping = Late and within the hour
lead-slipping-more = There is more. You see the first hundred.
lead-for = for { $name }
lead-offers = Hand-overs without an answer
lead-offers-why = The promise stays with whoever offered it until the other says yes.
lead-offer = From { $giver } to { $taker }
lead-since = since { $moment }
lead-part-doubts = Not sure whether it went out
lead-why-doubts = We don't know whether this message arrived. Find out and answer at the promise.
lead-part-repairs = Number or address is not right
lead-why-repairs = Find the right number or address. Then the tries go on.
lead-part-failing = The line does not work
lead-why-failing = The tries fail because of a fault. The customer notices that nobody calls.
lead-away = Away
lead-until = until { $moment }
lead-until-unknown = not known until when
lead-left = left the company
lead-moved = { $count ->
    [0] No steps in the coming days. { $name } takes over.
    [one] { $count } step goes to { $name }.
   *[other] { $count } steps go to { $name }.
}
lead-nobody = Nobody takes this over. Choose a stand-in.
lead-load = Work in the coming days
lead-load-how = So many steps stand on each day. Today includes what is late.
lead-load-who = Who
lead-load-none = There is nobody yet to count work for.
