# Meldingen op telefoon en computer.
push-title = Meldingen
push-what = Gehoor geeft een melding op uw telefoon of computer als een stap van u aan de beurt is. Ook als een collega u een belofte wil overdragen.
    .je = Gehoor geeft een melding op je telefoon of computer als een stap van jou aan de beurt is. Ook als een collega jou een belofte wil overdragen.
push-safe = In een melding staat alleen hoeveel er wacht. Er staat nooit een naam, nummer of tekst van een klant in.
push-devices = Apparaten
push-shared = Dit is een gedeeld apparaat. Zet meldingen aan op uw eigen telefoon of computer.
    .je = Dit is een gedeeld apparaat. Zet meldingen aan op je eigen telefoon of computer.
push-none = Deze browser kan geen meldingen aanzetten. Daarvoor zijn scripts nodig, en een verbinding met https.
push-denied = Meldingen van deze site staan in uw browser uit. Sta ze toe bij de instellingen van de site, en kom dan terug.
    .je = Meldingen van deze site staan in je browser uit. Sta ze toe bij de instellingen van de site, en kom dan terug.
push-failed = Het aanzetten is niet gelukt. Kijk of er internet is en probeer het opnieuw.
push-on = Meldingen aanzetten op dit apparaat
push-unknown = Onbekende browser
push-here = dit apparaat
push-off = Uit
push-since = sinds { $day }
push-good = laatste melding aangekomen: { $moment }
push-good-none = nog geen melding aangekomen
push-failing = Meldingen komen niet aan sinds { $moment }. Wij proberen het opnieuw.
push-off-why = Sinds { $moment } kwam geen melding meer aan. Wij zijn gestopt. Haal dit apparaat weg en zet het opnieuw aan.
push-try = Proefmelding sturen
push-remove = Weghalen
push-ios = Op een iPhone of iPad
push-ios-how = Open Gehoor in Safari, tik op Deel en kies "Zet op beginscherm". Open Gehoor daarna vanaf het beginscherm. Pas dan kunt u hier meldingen aanzetten.
    .je = Open Gehoor in Safari, tik op Deel en kies "Zet op beginscherm". Open Gehoor daarna vanaf het beginscherm. Pas dan kun je hier meldingen aanzetten.
push-choice = Waarover en wanneer
push-steps = Een stap van mij of mijn team is aan de beurt
push-handovers = Een collega wil mij een belofte overdragen
push-times = Wanneer
push-times-hint = Buiten deze tijden is het stil. Wat dan komt, hoort u daarna in één melding.
    .je = Buiten deze tijden is het stil. Wat dan komt, hoor je daarna in één melding.
push-times-company = Tijdens de openingstijden van het bedrijf
push-times-own = Elke dag tussen mijn eigen tijden
push-from = Van
push-until = Tot
push-go = Bewaren
push-done-on = Dit apparaat krijgt nu meldingen.
push-done-off = Het apparaat krijgt geen meldingen meer.
push-done-chosen = Uw keuze is bewaard.
    .je = Je keuze is bewaard.
push-done-tried = De proefmelding is onderweg.

# De meldingen zelf: alleen aantallen.
push-title-steps = { $count ->
    [one] Er is 1 stap aan de beurt
   *[other] Er zijn { $count } stappen aan de beurt
}
push-title-handovers = { $count ->
    [one] Een collega wil u een belofte overdragen
   *[other] Collega's willen u { $count } beloften overdragen
}
    .je = { $count ->
    [one] Een collega wil jou een belofte overdragen
   *[other] Collega's willen jou { $count } beloften overdragen
}
push-body = Tik om te kijken.
push-title-try = Meldingen werken
push-body-try = Dit is een proefmelding van Gehoor.

fault-pushHost = Uw browser gebruikt een dienst voor meldingen die hier niet op de lijst staat. Vraag de beheerder (push.hosts).
    .je = Je browser gebruikt een dienst voor meldingen die hier niet op de lijst staat. Vraag de beheerder (push.hosts).
fault-pushAddress = Uw browser gaf geen goed adres voor meldingen.
    .je = Je browser gaf geen goed adres voor meldingen.
fault-pushKeys = Uw browser gaf geen goede sleutels voor meldingen.
    .je = Je browser gaf geen goede sleutels voor meldingen.
conflict-pushOther = Deze browser hoort bij iemand anders. Haal daar eerst de meldingen weg.
conflict-pushOff = Naar dit apparaat gaan geen meldingen meer. Haal het weg en zet het opnieuw aan.
conflict-pushShared = Op een gedeeld apparaat kan dit niet.
