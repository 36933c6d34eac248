# Beloften, gebeurtenissen en overdrachten.
fault-unknownCustomer = Deze klant kennen wij niet.
fault-notThere = Kies iemand die bij ons werkt, of een team waarin iemand werkt.
fault-otherTeam = Dit token geldt voor één team. Kies dat team, of iemand daaruit.
fault-oneTrigger = Kies één: "at" (een moment), "when" (een gebeurtenis) of "soon" (minuten).
fault-oneOutcome = Geef de uitkomst óf de code, niet allebei.
fault-beforeFrom = Het einde ligt voor het begin.
fault-future = Dit moment ligt in de toekomst.
fault-notOwner = Hier hoort een gebruiker (us_…) of een team (te_…).
fault-unknownPoint = Dit nummer of adres is niet van deze klant.
conflict-promiseEnded = Deze belofte is al gehouden of ingetrokken. Er kan niets meer aan veranderen.
conflict-promiseNotYet = Het moment is nog niet gekomen.
conflict-promiseNotWaiting = Deze belofte wacht niet op een gebeurtenis.
conflict-promiseNotReached = De klant is niet bereikt. Zo is de belofte nog niet gehouden.
conflict-promiseLeadNotAsked = Er is geen vraag aan de leidinggevende.
conflict-promiseNoDoubt = Er is geen bericht waarvan wij niet weten of het weg is.
conflict-promiseNothingToPutRight = Er wacht geen nummer of adres op een verbetering.
conflict-promiseNothingToTakeBack = Er is niets meer om ongedaan te maken. Er gebeurde daarna iets anders.
conflict-promiseTooLateToTakeBack = Dit is te lang geleden om ongedaan te maken. Schrijf op wat er wel gebeurde.
conflict-handoverPending = Deze belofte is al aan iemand aangeboden. Wacht op het antwoord.
conflict-handoverUnknown = Dit aanbod is er niet, of het is al beantwoord.
conflict-handoverSameOwner = Deze belofte ligt daar al.
conflict-customerHasOpenPromises = Deze klant heeft nog { $open } open beloften. Houd ze eerst, of laat de klant ze intrekken.
forbidden-notTheTaker = Alleen wie de belofte kreeg aangeboden, kan antwoorden.
forbidden-lead = Dit mag alleen een leidinggevende of een beheerder.
state-waiting = Wacht
state-due = Nu doen
state-trying = Wij proberen het opnieuw
state-inDoubt = Niet zeker
state-kept = Gehouden
state-released = Ingetrokken door de klant
kind-callBack = terugbellen
kind-write = schrijven
kind-deliver = leveren
kind-comeBy = langskomen
kind-findOut = uitzoeken
kind-handOver = overhandigen

# De bladzijden van een belofte en van haar uitkomst.
promise-title = Belofte
promise-by = Uiterlijk
promise-owner = Ligt bij
promise-erased = Gewiste klant
# Een nieuwe belofte.
nav-new = Nieuwe belofte
new-who = Wie?
new-name = Naam
new-name-hint = Een kenteken of ordernummer mag ook.
new-reach = Telefoonnummer of mailadres
new-reach-hint = Nodig voor een nieuwe klant.
new-other = Iemand anders
new-take = Ja, { $number }
new-known = Kennen wij deze klant al?
new-known-not = Nee, dit is een nieuwe klant
new-line-mobile = mobiel
new-line-landline = vast
new-line-landlineOrMobile = vast of mobiel
new-line-voip = internettelefoon
new-line-company = bedrijfsnummer
new-line-personalAssistant = persoonlijk nummer
new-line-free = gratis nummer
new-line-paid = betaald nummer
new-line-pager = pieper
new-line-machine = apparaat
new-line-other = ander nummer
new-what = Wat?
new-text = Wat belooft u, in één zin
    .je = Wat beloof je, in één zin
new-when = Wanneer?
new-chip-hour = binnen een uur, voor { $time }
new-chip-today = vandaag voor { $time }
new-chip-at = { $day } om { $time }
new-chip-pick = zelf kiezen
new-chip-soon = zo, binnen enkele minuten
new-chip-event = als iets binnen is
new-pick = Dag en tijd
new-exact = Precies dan, ook als wij dicht zijn
new-minutes = Binnen hoeveel minuten?
new-event = Wat moet er binnen zijn?
new-event-hint = Zoals "order 4711". Wie dat straks scant, ziet uw belofte meteen.
    .je = Zoals "order 4711". Wie dat straks scant, ziet jouw belofte meteen.
new-expected = Wanneer verwacht u het?
    .je = Wanneer verwacht je het?
new-expected-hint = Is het er dan nog niet? Dan laten wij de klant dat weten.
new-more = Meer: soort, kenmerk, iemand anders
new-kind = Soort belofte
new-reference = Kenmerk
new-reference-hint = Order, kenteken, kamer of tafel.
new-owner = Wie doet het?
new-owner-me = Ik
new-make = Beloof het
new-customer = deze klant
fault-newName = Schrijf de naam van de klant.
fault-newReach = Schrijf één nummer of mailadres waarop u deze klant bereikt.
    .je = Schrijf één nummer of mailadres waarop je deze klant bereikt.
fault-newKnownNumber = Dit nummer of adres kennen wij al. Kies of het deze klant is.
fault-newKnownName = Deze naam kennen wij al. Kies of het deze klant is.
fault-newWhen = Kies wanneer.
fault-newExpected = Kies een dag.
fault-newPast = Dat moment is al voorbij. Kies een later moment.
conflict-promiseWentOn = Deze belofte kan niet meer weg: er is al iets mee gebeurd. Open de belofte en verzet haar.
new-said-callBack = { $mine ->
    [yes] U belt { $customer } { $when }.
   *[no] { $who } belt { $customer } { $when }.
}
    .je = { $mine ->
    [yes] Je belt { $customer } { $when }.
   *[no] { $who } belt { $customer } { $when }.
}
new-said-write = { $mine ->
    [yes] U schrijft { $customer } { $when }.
   *[no] { $who } schrijft { $customer } { $when }.
}
    .je = { $mine ->
    [yes] Je schrijft { $customer } { $when }.
   *[no] { $who } schrijft { $customer } { $when }.
}
new-said-deliver = { $mine ->
    [yes] U levert aan { $customer }: { $when }.
   *[no] { $who } levert aan { $customer }: { $when }.
}
    .je = { $mine ->
    [yes] Je levert aan { $customer }: { $when }.
   *[no] { $who } levert aan { $customer }: { $when }.
}
new-said-comeBy = { $mine ->
    [yes] U komt langs bij { $customer }: { $when }.
   *[no] { $who } komt langs bij { $customer }: { $when }.
}
    .je = { $mine ->
    [yes] Je komt langs bij { $customer }: { $when }.
   *[no] { $who } komt langs bij { $customer }: { $when }.
}
new-said-findOut = { $mine ->
    [yes] U zoekt het uit en belt { $customer } { $when }.
   *[no] { $who } zoekt het uit en belt { $customer } { $when }.
}
    .je = { $mine ->
    [yes] Je zoekt het uit en belt { $customer } { $when }.
   *[no] { $who } zoekt het uit en belt { $customer } { $when }.
}
new-said-handOver = { $mine ->
    [yes] U geeft het aan { $customer }: { $when }.
   *[no] { $who } geeft het aan { $customer }: { $when }.
}
    .je = { $mine ->
    [yes] Je geeft het aan { $customer }: { $when }.
   *[no] { $who } geeft het aan { $customer }: { $when }.
}
new-said-number = Het nummer is { $number }.
new-when-at = { $day } om { $time }
new-when-before = { $day } voor { $time }
new-when-between = { $day } tussen { $from } en { $until }
new-when-event = zodra { $key } binnen is
new-when-soon = binnen { $minutes } minuten
new-shut-holiday = { $day } is { $holiday }.
new-shut-day = { $day } zijn wij dicht.
new-shut-time = { $day } om { $time } zijn wij dicht.
new-shut-courtesy = { $day } om { $time } bellen wij klanten niet.
new-shut-wish = { $day } om { $time } wil deze klant geen telefoon.
holiday-newYear = Nieuwjaarsdag
holiday-kingsDay = Koningsdag
holiday-liberationDay = Bevrijdingsdag
holiday-christmasDay = Eerste Kerstdag
holiday-secondChristmasDay = Tweede Kerstdag
holiday-goodFriday = Goede Vrijdag
holiday-easterSunday = Eerste Paasdag
holiday-easterMonday = Tweede Paasdag
holiday-ascensionDay = Hemelvaartsdag
holiday-whitSunday = Eerste Pinksterdag
holiday-whitMonday = Tweede Pinksterdag
promise-no-words = De woorden van deze belofte zijn gewist
promise-choose = Kies
promise-left = nog { $span }
promise-late = { $span } te laat
promise-kept-at = Gehouden, { $moment }
promise-kept-late = Te laat gehouden, { $moment }
promise-released-at = Ingetrokken door de klant, { $moment }
promise-broken = Verbroken: beloofd voor { $moment }
promise-asked = De klant moest er zelf om vragen, { $moment }
promise-waits = Wacht op
promise-expected = verwacht { $moment }
promise-tries = Keer geprobeerd
promise-offered = Aangeboden aan { $whom }
promise-offered-wait = Tot het antwoord komt, ligt de belofte bij { $who }.
promise-accept = Ik neem het over
promise-decline = Ik neem het niet over
promise-decline-why = Waarom niet?
promise-next = Nu aan de beurt
promise-call = Bel
promise-outcome = Uitkomst
promise-move = Verzet
promise-hand = Overdragen
promise-lead = De teamleider beslist: doorgaan, op een andere manier, of met een brief. Een andere manier noteert u bij Uitkomst.
    .je = De teamleider beslist: doorgaan, op een andere manier, of met een brief. Een andere manier noteer je bij Uitkomst.
promise-go-on = Doorgaan met proberen
promise-doubt = Wij weten niet of het bericht weg is. Zoek het uit voor er iets nieuws weggaat.
promise-went-out = Het is weg
promise-not-out = Het is niet weg
promise-doubt-unknown = Weet u het nog niet? Laat het dan staan. Er gaat niets weg.
    .je = Weet je het nog niet? Laat het dan staan. Er gaat niets weg.
promise-number = Het goede nummer
promise-number-hint = Zoals de klant het zegt. Wij lezen het terug.
promise-number-read = Wij lezen: { $number }. Klopt dat?
promise-number-yes = Ja, bewaar dit nummer
promise-number-check = Lees het terug
promise-number-works = { $number } klopt toch
promise-more = Wat u verder kunt doen
    .je = Wat je verder kunt doen
promise-note = Notitie
promise-note-words = Wat moet een collega weten?
promise-note-do = Bewaar de notitie
promise-move-when = Nieuw moment
promise-move-from = Een andere tijd
promise-move-until = Tot
promise-move-why = Waarom verzet u het?
    .je = Waarom verzet je het?
promise-move-told = De klant weet dit
promise-move-told-hint = Weet de klant het niet, dan blijft de oude tijd tellen.
promise-move-do = Verzet de belofte
promise-hand-to = Aan wie?
promise-hand-hint = Tot die het aanneemt, blijft de belofte waar hij ligt.
promise-hand-note = Wat moet die weten?
promise-hand-do = Bied het aan
promise-give = Aan iemand anders geven
promise-give-to = Aan wie?
promise-give-why = Waarom?
promise-give-do = Geef het
promise-ask = De klant moest er zelf om vragen
promise-ask-words = Wat zei de klant?
promise-ask-hint = De belofte krijgt een merk en blijft open.
promise-ask-do = Zet het merk
promise-deliver = Gedaan of geleverd
promise-deliver-how = Hoe?
promise-deliver-do = Het is gedaan
promise-release = De klant zegt: het hoeft niet meer
promise-release-words = Wat zei de klant?
promise-release-hint = In de woorden van de klant. Daarmee eindigt de belofte.
promise-release-do = De klant trekt het in
promise-before = { $count ->
    [one] Dat gebeurde eerder ook één keer.
   *[other] Dat gebeurde eerder ook { $count } keer.
}
promise-link = Link voor de klant
promise-story = Wat er gebeurde
promise-undone = ongedaan gemaakt
promise-then = Daarna: { $step }, { $moment }.
promise-stale = { $who } was u voor, { $span } geleden: { $what } Kijk hoe het nu staat. Wat u invulde, staat er nog.
    .je = { $who } was je voor, { $span } geleden: { $what } Kijk hoe het nu staat. Wat je invulde, staat er nog.
promise-stale-own = Dit is veranderd nadat u keek. Kijk hoe het nu staat. Wat u invulde, staat er nog.
    .je = Dit is veranderd nadat je keek. Kijk hoe het nu staat. Wat je invulde, staat er nog.
fault-tooLongAgo = Dit is te lang geleden.
outcome-title = Uitkomst
outcome-ended = Deze belofte is klaar. Er valt niets meer te noteren.
outcome-to-promise = Naar de belofte
outcome-which = Welk nummer?
outcome-times = Tik op het moment dat u afsprak.
    .je = Tik op het moment dat je afsprak.
outcome-own = Een andere tijd
outcome-own-do = Bewaar deze tijd
outcome-note = Notitie erbij
outcome-note-words = Wat zei de klant?
outcome-note-hint = Schrijf het op en tik dan op wat er gebeurde.
outcome-more = Iets anders
outcome-spoken = Gesproken, opgelost
outcome-agreed = Gesproken, nieuwe afspraak
outcome-done = Gedaan
outcome-heard = Gesproken: de klant weet het
outcome-spokenOn = Gesproken, nog niet klaar
outcome-noAnswer = Geen gehoor
outcome-notHome = Niemand thuis
outcome-voicemail = Voicemail ingesproken
outcome-wrongNumber = Nummer klopt niet
outcome-busy = In gesprek
outcome-unreachable = Tijdelijk niet bereikbaar
outcome-refused = Geweigerd
outcome-otherPerson = Nummer van iemand anders
outcome-fault = Storing bij ons
outcome-mailed = E-mail gestuurd
outcome-posted = Brief verstuurd
noted-spoken = Gesproken en opgelost, genoteerd { $time }.
noted-agreed = Nieuwe afspraak genoteerd { $time }.
noted-done = Gedaan, genoteerd { $time }.
noted-heard = Gesproken, genoteerd { $time }.
noted-spokenOn = Gesproken, genoteerd { $time }.
noted-noAnswer = Geen gehoor genoteerd { $time }.
noted-notHome = Niemand thuis, genoteerd { $time }.
noted-voicemail = Voicemail genoteerd { $time }.
noted-wrongNumber = Nummer klopt niet, genoteerd { $time }.
noted-busy = In gesprek genoteerd { $time }.
noted-unreachable = Niet bereikbaar genoteerd { $time }.
noted-refused = Geweigerd genoteerd { $time }.
noted-otherPerson = Nummer van iemand anders, genoteerd { $time }.
noted-fault = Storing genoteerd { $time }. Dit telt niet als poging.
noted-mailed = E-mail genoteerd { $time }.
noted-posted = Brief genoteerd { $time }.
noted-takenBack = Ongedaan gemaakt, { $time }. De belofte staat weer zoals ervoor.
noted-moved = Verzet, { $time }.
noted-handedOver = Aangeboden, { $time }. Tot het antwoord komt, blijft het hier liggen.
noted-accepted = Overgenomen, { $time }.
noted-declined = Niet overgenomen, { $time }.
noted-askedFirst = Gemerkt, { $time }.
noted-released = Ingetrokken door de klant, genoteerd { $time }.
noted-delivered = Gedaan, genoteerd { $time }.
noted-given = Aan een ander gegeven, { $time }.
noted-wrote = Notitie bewaard, { $time }.
noted-doubtAnswered = Genoteerd, { $time }.
noted-numberRight = Nummer bewaard, { $time }.
noted-goneOn = Wij gaan door, { $time }.
then-call = U belt opnieuw { $moment }.
    .je = Je belt opnieuw { $moment }.
then-write = U schrijft { $moment }.
    .je = Je schrijft { $moment }.
then-deliver = U levert { $moment }.
    .je = Je levert { $moment }.
then-visit = U gaat langs { $moment }.
    .je = Je gaat langs { $moment }.
then-findOut = U zoekt het uit { $moment }.
    .je = Je zoekt het uit { $moment }.
then-handOver = U overhandigt het { $moment }.
    .je = Je overhandigt het { $moment }.
then-signOfLife = U laat weer iets horen { $moment }.
    .je = Je laat weer iets horen { $moment }.
then-askLead = De teamleider beslist nu hoe het verder gaat.
then-findNumber = Nu eerst het goede nummer zoeken.
then-verifyNumber = Ga eerst na van wie het nummer is.
then-fixAddress = Verbeter eerst het nummer of adres.
then-confirmHuman = Zeg eerst of u de klant sprak.
    .je = Zeg eerst of je de klant sprak.
then-askPerson = Kijk ernaar en beslis.
then-waitReport = Kijk { $moment } of het is aangekomen.
then-letter = U stuurt een brief { $moment }.
    .je = Je stuurt een brief { $moment }.
tale-promise-made = { $who } schreef de belofte op.
tale-promise-attempted = { $who } probeerde de klant te bereiken: { $outcome }.
tale-promise-kept-reached = { $who } sprak de klant. De belofte is gehouden.
tale-promise-kept-notice = Het bericht is genoeg. De belofte is gehouden.
tale-promise-kept-delivered = { $who } heeft het gedaan. De belofte is gehouden.
tale-promise-amended-yes = { $who } verzette de belofte. De klant weet het.
tale-promise-amended-no = { $who } verzette de belofte. De klant weet het niet.
tale-promise-doubtAnswered-yes = { $who } zocht het uit: het bericht is weg.
tale-promise-doubtAnswered-no = { $who } zocht het uit: het bericht is niet weg.
tale-promise-broken = De beloofde tijd is voorbij: { $moment }. De belofte is verbroken en blijft open.
tale-promise-reassigned = { $who } gaf de belofte aan { $whom }.
tale-handover-offered = { $who } bood de belofte aan { $whom } aan.
tale-handover-accepted = { $whom } nam de belofte over.
tale-handover-declined = { $whom } nam de belofte niet over.
tale-handover-lapsed = Het aanbod verviel.
tale-promise-takenBack = { $who } maakte dit ongedaan: { $change }.
tale-promise-woken = Waar de klant op wachtte, is er.
tale-promise-signOfLifeLeaves = { $who } schreef de klant een levensteken.
tale-promise-signOfLifeGiven = De klant weet dat wij het niet vergeten.
tale-promise-leadTold = De teamleider weet dat het dreigt mis te gaan.
tale-promise-released = { $who } noteerde dat de klant het intrekt.
tale-promise-askedFirst = De klant moest er zelf om vragen. { $who } noteerde het.
tale-promise-wentOn = { $who } besloot door te gaan.
tale-promise-noted = { $who } schreef op:
tale-promise-putRight = Het nummer of adres is verbeterd.
tale-promise-messageSent = Er ging een bericht naar de klant.
tale-promise-messageFailed = Het bericht is niet weggegaan.
tale-promise-doubtRaised = Wij weten niet of een bericht is weggegaan.
tale-other = { $who } veranderde iets.
tale-customer = De klant
tale-somebody = Een collega
taken-attempt = de uitkomst
taken-amendment = het verzetten
taken-reassignment = het doorgeven
taken-handover = het aanbod
taken-release = het intrekken
taken-delivery = het afvinken


# Berichten die vanzelf naar klanten gaan.
message-signOfLife-title = Wij zijn u niet vergeten
    .je = Wij zijn je niet vergeten
message-signOfLife-text =
    Wat u van ons zou horen, is er nog niet. Wij zijn u niet vergeten. U hoort van ons als het er is, en anders over { $span } weer. U hoeft niets te doen. { $company }
    .je =
        Wat je van ons zou horen, is er nog niet. Wij zijn je niet vergeten. Je hoort van ons als het er is, en anders over { $span } weer. Je hoeft niets te doen. { $company }
message-signOfLife-mail =
    Goedendag,

    U wacht op bericht van ons. Het is er nog niet, maar wij zijn u niet vergeten.

    Zodra het er is, hoort u van ons. Duurt het langer, dan hoort u over { $span } weer van ons. U hoeft niets te doen.

    Met vriendelijke groet
    { $company }
    .je =
        Goedendag,

        Je wacht op bericht van ons. Het is er nog niet, maar wij zijn je niet vergeten.

        Zodra het er is, hoor je van ons. Duurt het langer, dan hoor je over { $span } weer van ons. Je hoeft niets te doen.

        Met vriendelijke groet
        { $company }
