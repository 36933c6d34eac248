# De bladzijde van de leidinggevende.
nav-lead = Leiding
lead-all = Hele vestiging
lead-calm = Alles loopt.
lead-calm-next = Er is niets te laat en niets komt in het komende uur. Niemand is weg en niets wacht op antwoord.
lead-slipping = Te laat en komend uur
lead-slipping-more = Er is meer. U ziet de eerste honderd.
    .je = Er is meer. Je ziet de eerste honderd.
lead-for = voor { $name }
lead-offers = Overdracht zonder antwoord
lead-offers-why = De belofte blijft bij wie haar aanbood, tot de ander ja zegt.
lead-offer = Van { $giver } naar { $taker }
lead-since = sinds { $moment }
lead-part-doubts = Niet zeker of het weg is
lead-why-doubts = Wij weten niet of dit bericht aankwam. Vraag het na en geef antwoord bij de belofte.
lead-part-repairs = Nummer of adres klopt niet
lead-why-repairs = Zoek het goede nummer of adres. Daarna gaan de pogingen verder.
lead-part-failing = De lijn werkt niet
lead-why-failing = De pogingen mislukken door een storing. De klant merkt dat niemand belt.
lead-away = Afwezig
lead-until = tot { $moment }
lead-until-unknown = niet bekend tot wanneer
lead-left = weg uit het bedrijf
lead-moved = { $count ->
    [0] Geen stappen in de komende dagen. { $name } neemt over.
    [one] { $count } stap gaat naar { $name }.
   *[other] { $count } stappen gaan naar { $name }.
}
lead-nobody = Niemand neemt dit over. Kies een vervanger.
lead-load = Werk in de komende dagen
lead-load-how = Zo veel stappen staan er per dag. Bij vandaag telt ook wat te laat is.
lead-load-who = Wie
lead-load-none = Er is nog niemand om werk bij te tellen.
