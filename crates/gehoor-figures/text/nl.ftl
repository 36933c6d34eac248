# Cijfers: namen van maten, groepen en grafieken, en wat ernaast staat.
fault-month = Hier hoort een maand, zoals 2026-11.
fault-monthOrder = De eerste maand komt na de laatste.
fault-tooManyMonths = Hoogstens 60 maanden.

figures-title = Cijfers
figures-kept = Gehouden
figures-kept-of = van de beloften die gehouden zijn of waarvan het moment gemist is
figures-in-time = Op tijd gehouden
figures-in-time-of = van de beloften met een moment die gehouden zijn of waarvan het moment gemist is
figures-broken = Moment gemist
figures-broken-of = van de beloften met een moment die klaar zijn of waarvan het moment gemist is
figures-asked-first = Klant vroeg er zelf om
figures-asked-first-of = van alle beloften
figures-released = Hoeft niet meer van de klant
figures-released-of = van de beloften die klaar zijn
figures-tries = Pogingen tot bereikt
figures-tries-of = beloften waarvan de klant gesproken is
figures-reach = Tijd tot bereikt
figures-reach-of = beloften die aan de beurt kwamen
figures-median = De helft bereikt binnen
figures-within = Bereikt binnen { $time }
figures-made = Beloften gedaan
figures-open = Nog open
figures-too-few = te weinig ({ $n })
figures-interval = { $low } tot { $high }
figures-with-interval = { $value } ({ $low } tot { $high })
figures-of-n = n = { $n }
figures-sample = Alle beloften die wij deden van { $from } tot en met { $until }: { $n }. Geen enkele is weggelaten.
figures-median-open = { $value } ({ $low } of meer)
figures-not-yet = nog niet de helft

figures-by-total = alles
figures-by-team = team
figures-by-kind = soort
figures-by-month = maand
figures-by-amount = bedrag
figures-unit-share = aandeel
figures-unit-attempts = pogingen
figures-unit-minutes = minuten
figures-unit-promises = beloften

figures-kind-callBack = Terugbellen
figures-kind-write = Schrijven
figures-kind-deliver = Leveren
figures-kind-comeBy = Langskomen
figures-kind-findOut = Uitzoeken
figures-kind-handOver = Overhandigen

figures-band-none = Geen bedrag genoemd
figures-band-under100 = Minder dan € 100
figures-band-under500 = € 100 tot € 500
figures-band-under2500 = € 500 tot € 2.500
figures-band-from2500 = € 2.500 of meer

figures-minutes = { $n } min
figures-hours = { $n } uur
figures-short-hours = { $n } u
figures-short-days = { $n } d
figures-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}

figures-month-1 = jan
figures-month-2 = feb
figures-month-3 = mrt
figures-month-4 = apr
figures-month-5 = mei
figures-month-6 = jun
figures-month-7 = jul
figures-month-8 = aug
figures-month-9 = sep
figures-month-10 = okt
figures-month-11 = nov
figures-month-12 = dec

figures-chart-kept = Hoe beloften gehouden zijn
figures-chart-teams = Op tijd gehouden, per team
figures-chart-kinds = Op tijd gehouden, per soort
figures-chart-months = Op tijd gehouden, per maand waarin de belofte is gedaan
figures-chart-reach = Deel van de klanten dat bereikt is, naar tijd sinds wij aan de beurt waren
figures-chart-effort = Pogingen tot bereikt, naar het bedrag waar het om gaat
figures-chart-interval = De dunne lijnen zijn intervallen van 95%.
figures-chart-band = Het lichte vlak is het interval van 95%. Eronder staat hoeveel klanten nog wachten.
figures-chart-empty = Te weinig beloften voor een cijfer. Daarvoor zijn er minstens vijf nodig.

figures-sheet-from = Van
figures-sheet-until = Tot en met
figures-sheet-by = Naar
figures-sheet-group = Groep
figures-sheet-measure = Maat
figures-sheet-n = n
figures-sheet-count = Aantal
figures-sheet-value = Waarde
figures-sheet-low = Laag
figures-sheet-high = Hoog
figures-sheet-unit = Eenheid
figures-sheet-sample = Steekproef
figures-sheet-all = alle gedane beloften

# De bladzijde Cijfers.
nav-figures = Cijfers
figures-excel = Voor Excel
figures-machine = CSV voor software
figures-wall = Deze grafiek als tekening, voor aan de muur
figures-ask = Welke cijfers
figures-ask-from = Van
figures-ask-until = Tot en met
figures-ask-team = Team
figures-ask-kind = Soort belofte
figures-show = Toon
figures-all-teams = Alle teams
figures-all-kinds = Alle soorten
figures-only-team = Alleen wat team { $name } in handen heeft of had.
figures-only-kind = Alleen beloften van deze soort: { $name }.
figures-behind = Wij tellen nog: de nieuwste veranderingen zitten er nog niet bij.
figures-one-person = Dit team is één persoon.
figures-one-person-why = Cijfers van één persoon zijn een ranglijst van mensen. Die maken wij niet.
figures-back-to-all = Toon alle cijfers
figures-empty = { $count ->
    [0] In deze maanden is geen belofte gedaan.
    [one] In deze maanden is maar { $count } belofte gedaan.
   *[other] In deze maanden zijn maar { $count } beloften gedaan.
}
figures-empty-why = Minder dan vijf geeft geen cijfer: dat is toeval, of het wijst één persoon aan.
figures-few = te weinig
figures-not-seen = nog niet gezien
figures-half = De helft van de klanten is bereikt binnen: { $value }.
figures-column-measure = Maat
figures-column-n = n
figures-column-share = Aandeel
figures-column-interval = Interval van 95%
figures-column-month = Gedaan in
figures-column-in-time = Op tijd
figures-column-time = Tijd
figures-column-team = Team
figures-column-kind = Soort
figures-column-made = Gedaan
figures-column-kept = Gehouden
figures-column-asked-first = Klant vroeg er zelf om
figures-column-tries = Pogingen tot bereikt
figures-column-median = De helft bereikt binnen
figures-column-amount = Bedrag
figures-effort-few = Te weinig beloften noemen een bedrag: er is nog niets te vergelijken.
figures-effort-flat = Er is geen verschil te zien. Voor wie het om meer gaat, doen wij niet meer moeite.
figures-effort-differs = Er is een verschil, en dat hoort niet. Zoek uit waar het vandaan komt.
figures-effort-smallest = Bij zo weinig beloften valt een verschil van minder dan { $value } poging niet op.
figures-effort-attempts = Pogingen naar bedrag (Pearson): χ² = { $value }, vrijheidsgraden: { $freedom }, p = { $p }, n = { $n }.
figures-effort-time = Tijd naar bedrag (logrank): χ² = { $value }, vrijheidsgraden: { $freedom }, p = { $p }, n = { $n }.
figures-how = Hoe deze cijfers gemaakt zijn
figures-how-turn = De tijd loopt vanaf het moment dat wij aan de beurt waren. Het beloofde moment begon, of het bericht kwam binnen. Nachten en weekenden tellen mee.
figures-how-interval = Het interval zegt waar het echte aandeel kan liggen. Voor aandelen is dat het interval van Wilson, van 95%.
figures-how-reach = De tijd tot bereikt is berekend volgens Kaplan en Meier. Klanten die nog wachten, tellen mee tot nu. Zo valt niemand weg. Trok een klant de belofte in voordat wij elkaar spraken? Dan telt die mee tot dat moment.
figures-how-tries = Wij tellen pogingen tot de klant voor het eerst gesproken is. Een storing telt niet mee. Een gemiddelde is er vanaf vijftien beloften.
figures-how-effort = Bedragen lezen wij alleen hier. Twee toetsen zoeken een verschil, elk op 2,5%. Samen zitten zij er in 5 van de 100 gevallen naast.
figures-how-people = Er zijn geen cijfers van mensen, en niet van een team van één persoon. Teams staan op volgorde van naam.
