# Wat een poging opleverde.
class-reached = Bereikt
class-busy = In gesprek
class-noAnswer = Geen gehoor
class-temporarilyUnreachable = Nu niet bereikbaar
class-voicemail = Voicemail
class-rejected = Weggedrukt
class-numberChanged = Nummer veranderd
class-doesNotExist = Nummer bestaat niet
class-badFormat = Nummer klopt niet
class-networkFailure = Netwerk werkte niet
class-providerFault = Storing bij ons
class-delivered = Bericht aangekomen
class-inProgress = Nog niet bekend
class-cancelledByUs = Zelf gestopt
class-unknown = Niet duidelijk

# Langs welke weg.
channel-phone = Telefoon
channel-email = E-mail
channel-sms = Sms
channel-letter = Brief
channel-inPerson = Persoonlijk

# Delen van de dag.
daypart-morning = Ochtend
daypart-midday = Tussen de middag
daypart-afternoon = Middag
daypart-evening = Avond
daypart-weekend = Weekend

# Wat de volgende stap vraagt.
step-call = Bellen
step-write = Schrijven
step-deliver = Leveren
step-visit = Langsgaan
step-findOut = Uitzoeken
step-handOver = Overhandigen
step-signOfLife = Laten weten dat het er nog niet is
step-askLead = Beslissen met de teamleider
step-findNumber = Het goede nummer zoeken
step-verifyNumber = Nagaan van wie het nummer is
step-fixAddress = Het nummer of adres verbeteren
step-confirmHuman = Zeggen of u de klant sprak
    .je = Zeggen of je de klant sprak
step-askPerson = Kijken en beslissen
step-waitReport = Kijken of het bericht is aangekomen
step-letter = Een brief sturen

# Waarom de stap daar staat.
why-promised = Dit moment hebt u beloofd.
    .je = Dit moment heb je beloofd.
why-eventHappened = Waar de klant op wachtte, is er.
why-expectedPassed = Het had er al moeten zijn en het is er niet. Laat de klant weten dat u het niet vergeet.
    .je = Het had er al moeten zijn en het is er niet. Laat de klant weten dat je het niet vergeet.
why-signOfLifeDue = Het is er nog steeds niet. Laat de klant weer weten dat u het niet vergeet.
    .je = Het is er nog steeds niet. Laat de klant weer weten dat je het niet vergeet.
why-askedFirst = De klant moest er zelf om vragen. Doe het nu.
why-insideWindow = De beloofde tijd is nog niet om. Nog een keer voor het zover is.
why-windowMissed = De beloofde tijd ging voorbij zonder gehoor. Schrijf, en vraag wanneer het de klant uitkomt.
why-busy = De lijn was in gesprek.
why-notReachable = De telefoon stond uit of had geen bereik.
why-retryAfter = De andere kant vroeg ons tot dan te wachten.
why-noAnswer = Er nam niemand op. Nu op een andere tijd van de dag.
why-leaveMessageOnce = De voicemail nam op. Spreek de volgende keer één kort bericht in, zonder bijzonderheden.
why-messageLeft = De voicemail heeft uw bericht al. Bel op een andere tijd en spreek niets meer in.
    .je = De voicemail heeft je bericht al. Bel op een andere tijd en spreek niets meer in.
why-somebodyElse = Er nam iemand anders op. Bel als de klant er is.
why-timeAgreed = De klant koos dit moment zelf.
why-otherNumber = Aan het andere nummer hebben we niets. Aan dit misschien wel.
why-otherChannel = De andere weg werkt niet. Probeer het zo.
why-noticeSent = Uw bericht is aangekomen. Dat is nog geen antwoord, dus bel.
    .je = Je bericht is aangekomen. Dat is nog geen antwoord, dus bel.
why-reportPending = We weten nog niet of het bericht is aangekomen.
why-reportMissing = Er kwam niets terug over het bericht. Kijk ernaar en beslis.
why-answerUnconfirmed = Er nam iemand of iets op. Zeg of het de klant was.
why-reachedNotKept = U sprak de klant. Zeg wat er nu komt.
    .je = Je sprak de klant. Zeg wat er nu komt.
why-refused = De klant drukte u weg. Schrijf één keer, vriendelijk.
    .je = De klant drukte je weg. Schrijf één keer, vriendelijk.
why-refusedAndWritten = De klant drukte u weg, en meer schrijven kan niet. Beslis wat goed is.
    .je = De klant drukte je weg, en meer schrijven kan niet. Beslis wat goed is.
why-callerIdHidden = Daar nemen ze niet op zonder nummer in beeld. Bel met uw nummer erbij.
    .je = Daar nemen ze niet op zonder nummer in beeld. Bel met je nummer erbij.
why-newNumberGiven = Er is een nieuw nummer. Ga eerst na van wie het is.
why-numberChanged = De klant heeft nu een ander nummer. Zoek het op.
why-numberDoesNotExist = Dit nummer bestaat niet, zegt het netwerk. Zoek het goede; de belofte blijft staan.
why-wrongPerson = Dit nummer is nu van iemand anders. Vertel daar niets; zoek het goede.
why-badFormat = Dit nummer of adres kan niet kloppen. Verbeter het.
why-noAddress = We kennen geen nummer dat werkt. Zoek er een.
why-technical = Het netwerk of de aanbieder werkte niet. Dit telt niet als poging.
why-otherRoute = Het ging drie keer mis. Neem een andere lijn of aanbieder.
why-setUpFault = Onze eigen instelling werkt niet. De leidinggevende weet het. Probeer het intussen over een andere lijn.
why-technicalAlert = Het gaat al een half uur mis. De teamleider weet het.
why-heldBack = We hielden het zelf tegen.
why-notUnderstood = We begrijpen het antwoord niet. Kijk ernaar en beslis.
why-messageFailed = Het bericht kwam niet aan. Laat de klant zelf weten dat u het niet vergeet.
    .je = Het bericht kwam niet aan. Laat de klant zelf weten dat je het niet vergeet.
why-inDoubt = We weten niet of het de deur uit is. Vraag het na en stuur het niet dubbel.
why-limitReached = Alle pogingen zijn gedaan. De teamleider beslist hoe het verder gaat.
why-letterLeft = Niets anders hielp. Stuur een brief.
why-letterUnanswered = De brief heeft zijn tijd gehad. De teamleider beslist hoe het verder gaat.
why-noCommonHours = Geen enkel moment past bij ons en bij de klant. Spreek er een af.

# Wat er niet klopt aan het beleid.
fault-notZone = Dit is geen tijdzone zoals Europe/Amsterdam.
fault-notCountry = Twee letters, zoals NL.
fault-notRanges = Tijden zoals "09:00-17:30", na elkaar en niet over elkaar heen.
fault-notWaits = Hele minuten van 0 tot 10080, elk minstens zo lang als de vorige.
fault-otherCustomersPoint = Dit nummer of adres is niet van deze klant.
