# De bladzijde Vandaag.
nav-today = Vandaag
nav-goods = Binnengekomen
today-whose = Van wie
today-mine = Van mij
today-all = Hele vestiging
today-part-late = Te laat
today-part-now = Nu
today-part-nextHour = Komend uur
today-part-laterToday = Straks vandaag
today-part-waitsForCustomer = Wacht op de klant
today-part-withoutOwner = Zonder eigenaar
today-late = { $time } – { $span } te laat
today-now = nu
today-now-before = nu, voor { $time }
today-before = voor { $time }
today-between = tussen { $from } en { $until }
today-again = opnieuw om { $time }
today-tries = { $count } keer geprobeerd
today-asked-first = vroeg er zelf om
today-owner-away = van { $name }, die er niet is
today-call = Bel
today-outcome = Uitkomst
today-open = Openen
today-offers = Gevraagd aan u
    .je = Gevraagd aan jou
today-offer = { $name } vraagt of u dit overneemt:
    .je = { $name } vraagt of jij dit overneemt:
today-accept = Ik neem het over
today-decline = Nee
today-decline-why = Waarom niet?
today-decline-do = Niet overnemen
today-done-accepted = U hebt de belofte overgenomen.
    .je = Je hebt de belofte overgenomen.
today-done-declined = U hebt de belofte niet overgenomen. Uw collega ziet dat.
    .je = Je hebt de belofte niet overgenomen. Je collega ziet dat.
today-done-unmade = De belofte is weg. U kunt haar opnieuw maken.
    .je = De belofte is weg. Je kunt haar opnieuw maken.
today-page-empty = Alles wat u vandaag beloofde is klaar.
    .je = Alles wat je vandaag beloofde is klaar.
today-page-empty-all = Alles voor vandaag is klaar.
today-page-empty-next = De volgende belofte is { $moment }.
today-page-empty-none = Er staat nu niets open.
today-more = Nog meer vandaag
today-first = Naar het begin van de lijst
today-ended = { $count } gedaan vandaag
today-ended-kept = gehouden
today-ended-released = niet meer nodig, zei de klant
erased-name = Gewiste klant

# De bladzijde Binnengekomen.
goods-label = Wat is er binnen?
goods-hint = Scan het label, of typ het nummer van de order of het onderdeel.
goods-do = Is binnen
goods-kept = Op { $key } wacht nu niemand. Wij onthouden dat het binnen is.
goods-in-call = { $count ->
    [one] { $key } is binnen. Eén klant wacht op een bericht.
   *[other] { $key } is binnen. { $count } klanten wachten op een bericht.
}
goods-again = { $key } was al binnen: { $moment }. Er is niets veranderd.
goods-call = Nu bellen over { $key }
goods-meant = Op iets dat erop lijkt, wacht wel iemand. Is dit ook binnen?
goods-meant-do = { $count ->
    [one] Ja, { $key } is binnen (1 klant)
   *[other] Ja, { $key } is binnen ({ $count } klanten)
}
goods-last = Het laatst binnen
goods-woke = { $count ->
    [one] 1 klant wachtte
   *[other] { $count } klanten wachtten
}
goods-woke-none = niemand wachtte
goods-none = Hier staat straks wat er het laatst binnenkwam. Wie daarop wacht, ziet u dan meteen.
    .je = Hier staat straks wat er het laatst binnenkwam. Wie daarop wacht, zie je dan meteen.
