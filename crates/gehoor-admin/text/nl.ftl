# Beheer: wat aandacht nodig heeft, mensen, bedrijf, tijden, beleid, teksten, sleutels, reservekopieën.
nav-admin = Beheer
admin-places = Instellen
admin-back = Terug
admin-save = Opslaan
admin-remove = Weghalen
admin-nobody = Niemand
admin-done-added = De collega staat erbij. Geef nu een link om een wachtwoord in te stellen.
admin-done-changed = De wijziging is opgeslagen.
admin-done-left = De collega is weg. De open stappen zijn overgedragen.
admin-done-returned = De collega is er weer.
admin-done-erased = De naam en het adres zijn gewist.
admin-done-team = Het team staat erbij.
admin-done-closed = Het team is opgeheven.
admin-done-renamed = Het team heeft een andere naam.
admin-done-member = De leden zijn bijgewerkt.
admin-done-absent = De afwezigheid is genoteerd.
admin-done-back = De afwezigheid is beëindigd.
admin-done-token = De sleutel is gemaakt.
admin-done-revoked = De sleutel werkt niet meer.
admin-done-company = De gegevens van het bedrijf zijn opgeslagen.
admin-done-hours = De tijden zijn opgeslagen.
admin-done-day = De dag staat erbij.
admin-done-dayGone = De dag is weggehaald.
admin-done-policy = Het beleid is opgeslagen. Het geldt voor elke volgende stap.
admin-done-text = De tekst is opgeslagen.
admin-done-standard = De standaardtekst geldt weer.
admin-done-backup = De reservekopie is gemaakt.

# Wat aandacht nodig heeft.
attention-title = Wat heeft aandacht nodig
attention-none = Niets vraagt nu uw aandacht.
    .je = Niets vraagt nu je aandacht.
attention-none-what = Gehoor keek naar lijnen en berichten, mensen, tijden en reservekopieën.
attention-since = sinds { $moment }
attention-trouble = Bellen of berichten mislukken bij { $what } { $what ->
    [one] belofte
   *[other] beloften
}
attention-trouble-effect = Deze klanten horen nu niets van ons. De storing zit bij ons of bij een leverancier.
attention-trouble-do = Bekijk de beloften
attention-post = Berichten blijven liggen
attention-post-effect = Klanten horen later van ons dan beloofd.
attention-post-do = Bekijk wat blijft liggen
attention-doubts = { $what ->
    [one] Van één bericht is niet zeker of het verstuurd is
   *[other] Van { $what } berichten is niet zeker of ze verstuurd zijn
}
attention-doubts-effect = Een mens moet nagaan of de klant het bericht kreeg.
attention-doubts-do = Bekijk ze
attention-repairs = { $what ->
    [one] Eén nummer of adres klopt niet
   *[other] { $what } nummers of adressen kloppen niet
}
attention-repairs-effect = Deze klanten zijn nu niet te bereiken.
attention-repairs-do = Bekijk ze
attention-codes = { $what ->
    [one] Eén antwoord van een lijn of leverancier is onbekend
   *[other] { $what } antwoorden van een lijn of leverancier zijn onbekend
}
attention-codes-effect = Een mens moet beoordelen of de klant bereikt is.
attention-codes-do = Bekijk de eerste
attention-away = Niemand heeft het werk van { $what }
attention-away-effect = Deze collega is afwezig. De stappen blijven liggen.
attention-away-do = Kies een vervanger
attention-apart = { $what ->
    [one] Eén collega zit in geen team en heeft geen vervanger
   *[other] { $what } collega’s zitten in geen team en hebben geen vervanger
}
attention-apart-effect = Bij ziekte gaat hun werk naar een beheerder.
attention-apart-do = Bekijk de collega’s
attention-alone = Er is maar één beheerder
attention-alone-effect = Raakt die het wachtwoord kwijt, dan kan alleen de server nog helpen.
attention-alone-do = Voeg een beheerder toe
attention-samples = Er staan nog voorbeelden in
attention-samples-effect = Verzonnen klanten staan tussen echte klanten.
attention-samples-do = Haal ze weg
attention-hours = Er zijn geen openingstijden ingesteld
attention-hours-effect = Gehoor denkt dat er altijd iemand is, ook ’s nachts.
attention-hours-do = Stel de tijden in
attention-task = Een taak op de achtergrond mislukte: { $what }
attention-task-effect = Gehoor probeert het vanzelf opnieuw. Kijk in het logboek van de server, of geef daar de opdracht gehoor doctor.
attention-backup = Er is geen nieuwe reservekopie
attention-backup-effect = Gaat de schijf stuk, dan zijn beloften van de laatste dagen weg.
attention-backup-do = Maak een reservekopie

# Collega's.
admin-users = Collega’s
admin-users-about = Wie hier werkt, met welke rol, en hoe iemand inlogt
admin-user-new = Nieuwe collega
admin-user-name = Naam
admin-user-email = E-mailadres
admin-user-email-hint = Om mee in te loggen. Zonder adres logt de collega in met de naam.
admin-user-role = Rol
admin-user-role-hint = Een leidinggevende ziet wat er bij het team blijft liggen. Een beheerder stelt alles in.
admin-user-teams-hint = Collega’s in een team zien elkaars beloften.
admin-user-add = Voeg toe
admin-user-facts = Gegevens
admin-stand-in = Vervanger
admin-stand-in-hint = Krijgt de stappen als deze collega er niet is. Zonder vervanger krijgt het team ze.
admin-no-team = In geen team
admin-away = Afwezig, het werk ligt bij { $name }
admin-left = Weg uit het bedrijf: { $count }
admin-left-on = weg sinds { $day }
admin-left-to = het werk ging naar { $name }
admin-steps = Open stappen
admin-steps-with = nu bij { $name }
admin-since = Erbij sinds
admin-gone = Weg sinds
admin-signin = Inloggen
admin-signin-can = Deze collega heeft een wachtwoord.
admin-signin-not-yet = Deze collega heeft nog geen wachtwoord.
admin-signin-sessions = Nu ingelogd op { $count } { $count ->
    [one] plek
   *[other] plekken
}.
admin-link-make = Maak een link voor een wachtwoord
admin-link-without-codes = De telefoon met codes is kwijt: vraag geen code meer
admin-link-made = De link is gemaakt
admin-link = Link
admin-link-give = Geef deze link aan { $name }. Hij werkt één keer, binnen een uur. U ziet hem alleen nu.
    .je = Geef deze link aan { $name }. Hij werkt één keer, binnen een uur. Je ziet hem alleen nu.
admin-leave = Weg uit het bedrijf
admin-leave-open = { $name } gaat weg
admin-leave-steps = Er staan { $count } open stappen op deze naam.
admin-leave-no-steps = Er staan geen open stappen op deze naam.
admin-leave-what = Inloggen kan daarna niet meer, en sleutels werken niet meer.
admin-successor = Wie neemt het werk over?
admin-successor-hint = Dat geldt meteen, voor elke open stap.
admin-successor-team = Het team
admin-leave-go = Noteer dat deze collega weg is
admin-return = Toch niet weg, of terug?
admin-return-what = Wat nog open staat op deze naam, ligt dan weer bij deze collega. Inloggen gaat zoals eerst. Sleutels voor software blijven ingetrokken.
admin-return-go = Deze collega is er weer
admin-erase = Wissen
admin-erase-what = De naam en het adres gaan weg. Wat er gedaan is, blijft zonder naam staan.
admin-erase-type = Typ ter controle: { $name }
admin-erase-go = Wis de naam en het adres
fault-notTheColleague = Dit is niet precies de naam.

# Teams.
admin-teams = Teams
admin-teams-about = Wie bij elkaar hoort, en wie leiding geeft
admin-team-new = Nieuw team
admin-team-name = Naam van het team
admin-team-members = Leden
admin-team-members-hint = Kies minstens één collega.
admin-team-add = Maak het team
admin-team-steps = { $count ->
    [0] Er staan geen open stappen op naam van dit team.
    [one] Er staat één open stap op naam van dit team.
   *[other] Er staan { $count } open stappen op naam van dit team.
}
admin-team-closed = Opgeheven: { $day }. Wat nog op naam van dit team staat, doet { $name }.
admin-team-close = Team opheffen
admin-team-close-open = { $name } opheffen
admin-team-close-what = De leden blijven collega’s, maar zitten niet meer in dit team. Sleutels voor alleen dit team gelden niet meer. Opheffen is niet terug te draaien.
admin-team-close-go = Hef het team op
admin-teams-closed = Opgeheven teams: { $count }
admin-team-rename = Andere naam
admin-leads = geeft leiding
admin-leads-yes = Laat leiding geven
admin-leads-no = Geen leiding meer
admin-leads-tick = Geeft leiding aan dit team
admin-member-add = Collega erbij
admin-member-go = Zet in het team
admin-member-remove = Haal uit het team
fault-teamMembers = Kies minstens één collega.

# Afwezig.
admin-absences = Afwezig
admin-absences-about = Ziek, vrij of weg: wie heeft dan het werk
admin-absences-what = Wie afwezig is, krijgt geen stappen. Ze gaan meteen naar de vervanger of het team.
admin-absences-none = Geen afwezigheid genoteerd.
admin-absences-all-here = Iedereen is er.
admin-away-now = nu afwezig
admin-until-unknown = nog onbekend
admin-absence-stand-in = vervanger: { $name }
admin-work-with = het werk ligt bij { $name }
admin-work-nobody = niemand heeft het werk
admin-is-back = Is er weer
admin-not-away = Gaat niet door
admin-absence-go = Noteer afwezigheid
admin-absence-new = Noteer afwezigheid
admin-absence-who = Wie
admin-absence-from = Eerste dag
admin-absence-until = Laatste dag
admin-absence-until-hint = Leeg als niemand het nog weet.
admin-absence-stand-in-hint = Zonder keuze geldt de vaste vervanger, en anders het team.
admin-absence-save = Noteer

# Sleutels.
admin-tokens = Sleutels voor software
admin-tokens-about = Voor de koppeling met andere programma’s
admin-tokens-what = Met een sleutel mag een ander programma bij Gehoor. Behandel hem als een wachtwoord.
admin-tokens-none = Er zijn geen sleutels.
admin-token-new = Nieuwe sleutel
admin-token-label = Waarvoor
admin-token-label-hint = Zoals: kassa, of planbord.
admin-token-user = Namens wie
admin-token-user-hint = Wat het programma doet, staat op naam van deze collega.
admin-token-scope = Wat mag het
admin-scope-read = Alleen kijken
admin-scope-write = Kijken en noteren
admin-scope-admin = Alles, ook instellen
admin-token-life = Hoe lang
admin-life-30 = 30 dagen
admin-life-90 = 90 dagen
admin-life-365 = Een jaar
admin-life-1825 = Vijf jaar
admin-token-make = Maak de sleutel
admin-secret = De sleutel is gemaakt
admin-secret-label = Sleutel
admin-secret-once = U ziet hem alleen nu. Zet hem meteen in het andere programma.
    .je = Je ziet hem alleen nu. Zet hem meteen in het andere programma.
admin-token-team = alleen team { $name }
admin-token-dates = gemaakt { $made }, geldig tot { $until }
admin-token-used = laatst gebruikt { $day }
admin-token-unused = nog nooit gebruikt
admin-token-revoke = Intrekken
admin-token-revoke-what = Het programma kan er daarna niet meer bij. Dat is niet terug te draaien.
admin-token-revoke-go = Trek de sleutel in
admin-tokens-gone = Oude sleutels: { $count }
admin-token-revoked = ingetrokken { $day }
admin-token-expired = verlopen { $day }

# Bedrijf.
admin-company = Bedrijf
admin-company-about = Naam, taal, aanspreekvorm, land en tijd
admin-company-name-hint = Klanten zien deze naam.
admin-country-hint = Twee letters, zoals NL. Telefoonnummers zonder landnummer zijn van dit land.

# Tijden.
admin-hours = Openingstijden
admin-hours-about = Wanneer u er bent, feestdagen, en wanneer u klanten belt
    .je = Wanneer je er bent, feestdagen, en wanneer je klanten belt
admin-hours-hint = Zoals 09:00-12:30, 13:00-17:30. Laat een gesloten dag leeg.
admin-hours-company = Wanneer is er iemand?
admin-hours-company-what = Stappen komen op deze tijden.
admin-hours-always = Nu staat er: altijd open.
admin-holidays = Feestdagen
admin-days = Bijzondere dagen
admin-days-what = Een dag die anders is dan de week: dicht, of met eigen tijden.
admin-day = Dag
admin-day-hours = Tijden
admin-day-hours-hint = Leeg: die dag dicht.
admin-day-add = Voeg de dag toe
admin-closed = dicht
admin-early = Elk jaar eerder dicht
admin-early-at = dicht om { $time }
admin-early-day = Dag
admin-early-month = Maand
admin-early-time = Dicht om
admin-early-add = Voeg toe
admin-holidays-coming = Feestdagen die komen
admin-hours-courtesy = Wanneer belt u klanten?
    .je = Wanneer bel je klanten?
admin-hours-courtesy-what = Buiten deze tijden belt niemand een klant, tenzij die daar zelf om vroeg.

# Beleid.
admin-policy = Hoe wij klanten bereiken
admin-policy-about = Hoe vaak en wanneer wij opnieuw bellen
admin-policy-what = Elke belofte blijft open tot de klant echt bereikt is. Hier staat hoe snel en hoe vaak de volgende poging komt.
policy-usual = Standaard: { $value }.
policy-group-rings = Hoe vaak
policy-group-soon = Hoe snel opnieuw
policy-group-waiting = Als de klant ergens op wacht
policy-messages = Laat een levensteken vanzelf weggaan, als bericht of mail
policy-group-messages = Berichten en brieven
policy-group-trouble = Als onze lijn het niet doet
policy-ringsPerDay = Keer bellen per dag
policy-hint-ringsPerDay = Hoe vaak de telefoon van één klant op een dag mag overgaan.
policy-ringsInAll = Keer bellen in totaal
policy-hint-ringsInAll = Daarna beslist de leidinggevende hoe het verdergaat. De belofte blijft open.
policy-ringDays = Binnen zoveel werkdagen
policy-hint-ringDays = Over deze werkdagen telt het totaal.
policy-dayparts = Delen van de dag
policy-hint-dayparts = Gehoor verspreidt de pogingen over minstens zoveel delen van de dag, van 1 tot 5.
policy-spreadGapMinutes = Minuten tussen twee pogingen
policy-hint-spreadGapMinutes = Zo lang wacht de poging in een ander deel van de dag minstens.
policy-spreadDays = Dagen vooruit zoeken
policy-hint-spreadDays = Zoveel open dagen zoekt Gehoor naar een goed moment.
policy-recentLifeDays = Dagen dat een nummer goed blijft
policy-hint-recentLifeDays = Werkte een nummer kort geleden nog, dan bevestigt eerst een mens dat het fout is.
policy-busyMinutes = Na in gesprek
policy-hint-busyMinutes = Minuten tot de volgende poging, de ene na de andere.
policy-unreachableMinutes = Na niet bereikbaar
policy-hint-unreachableMinutes = Minuten tot de volgende poging. Daarna een ander deel van de dag.
policy-windowMinutes = Binnen de beloofde tijd
policy-hint-windowMinutes = Pogingen zoveel minuten na het begin van de beloofde tijd.
policy-windowLastMinutes = Laatste poging voor het einde
policy-hint-windowLastMinutes = Minuten voordat de beloofde tijd om is.
policy-talkMinutes = Minuten voor sluitingstijd
policy-hint-talkMinutes = Zo lang voor het sluiten begint geen gesprek meer.
policy-jitterSeconds = Seconden spreiding
policy-hint-jitterSeconds = Zo komen niet alle stappen op hetzelfde moment.
policy-signOfLifeDays = Dagen tot een levensteken
policy-hint-signOfLifeDays = Zo vaak hoort een klant die wacht dat wij het niet vergeten.
policy-signOfLifeWithinDays = Dagen uitstel van een levensteken
policy-hint-signOfLifeWithinDays = Daarna is de belofte gebroken. 0 is dezelfde dag.
policy-eventWithinDays = Dagen tot het telefoontje
policy-hint-eventWithinDays = Zo snel na de gebeurtenis hoort de klant ervan. 0 is dezelfde dag.
policy-reportWaitMinutes = Wachten op bezorging
policy-hint-reportWaitMinutes = Minuten tot wij nagaan of een bericht is aangekomen.
policy-replyWaitMinutes = Wachten op antwoord
policy-hint-replyWaitMinutes = Minuten tot de volgende poging na een bezorgd bericht.
policy-letterWaitDays = Dagen voor een brief
policy-hint-letterWaitDays = Zo lang krijgt een brief.
policy-technicalBaseSeconds = Eerste wachttijd
policy-hint-technicalBaseSeconds = Seconden tot de volgende poging. Bij elke storing verdubbelt dat.
policy-technicalCapSeconds = Langste wachttijd
policy-hint-technicalCapSeconds = Langer dan zoveel seconden wacht Gehoor niet.
policy-technicalOtherRoute = Andere weg na
policy-hint-technicalOtherRoute = Na zoveel storingen achter elkaar neemt Gehoor een andere lijn.
policy-technicalAlertMinutes = Vertel het na
policy-hint-technicalAlertMinutes = Na zoveel minuten hoort de leidinggevende ervan.
policy-enough = Wanneer is een bericht genoeg?
policy-enough-hint = Bij deze soorten houdt een bezorgd bericht of een voicemail de belofte al.
policy-if = Stel dat de volgende poging dit tegenkomt
policy-if-hint = Daarmee laat Gehoor zien wat er met twintig open beloften gebeurt. Er verandert nog niets.
policy-if-noAnswer = Geen gehoor
policy-if-busy = In gesprek
policy-if-temporarilyUnreachable = Niet bereikbaar
policy-look = Bekijk wat er verandert
policy-save = Sla dit beleid op
policy-preview = Wat er zou gebeuren
policy-preview-none = Er staat nu geen belofte open waarbij bellen de volgende stap is.
policy-preview-what = { $count } open beloften bekeken. Bij { $moved } komt de volgende stap anders.
policy-col-promise = Belofte
policy-col-tried = Poging
policy-col-before = Nu daarna
policy-col-after = Met dit beleid
policy-step = { $step }, { $moment }
policy-same = hetzelfde

# Teksten.
admin-texts = Eigen teksten
admin-texts-about = Wat klanten van u lezen, in uw eigen woorden
    .je = Wat klanten van je lezen, in je eigen woorden
admin-texts-what = Dit lezen klanten. Kies een tekst om hem anders te schrijven.
admin-text-own = eigen tekst
admin-text-standard = De standaardtekst is:
admin-text-yours = Uw tekst
    .je = Je tekst
admin-text-values = Laat dit erin staan, Gehoor vult het in: { $values }
value-name = naam
value-moment = moment
value-from = begin
value-until = einde
value-number = nummer
value-day = dag
value-span = tijd
value-company = bedrijf
admin-text-back = Terug naar de standaardtekst
fault-textMissing = In de tekst ontbreekt { $name }. Zet dat terug, met de haken erbij.
fault-textUnknown = Gehoor kent { $name } hier niet. Gebruik tussen haken alleen wat hierboven staat.

# Reservekopieën.
admin-backups = Reservekopieën
admin-backups-about = Kopieën van alles, en hoe u er een terugzet
    .je = Kopieën van alles, en hoe je er een terugzet
admin-backups-what = Een reservekopie is één bestand met alles erin. Bewaar hem ook op een andere plek.
admin-backups-folder = Map op de server
admin-backups-make = Maak nu een reservekopie
admin-backups-none = Er is nog geen reservekopie.
admin-backups-none-why = In deze map staat er geen. Van kopieën elders weet Gehoor niet.
admin-restore = Een kopie terugzetten
admin-restore-what = Dat gebeurt op de server, in een lege map, terwijl Gehoor stilstaat. Controleer de kopie eerst.
admin-restore-file = BESTAND
conflict-noBackupFolder = Er is geen map voor reservekopieën ingesteld. Zet backup.folder in de instellingen van de server.
conflict-backupThere = Er is net al een reservekopie gemaakt.
conflict-backupFolder = In de map voor reservekopieën kan Gehoor niet schrijven. Geef de server daar rechten.
conflict-backupFailed = De reservekopie is niet gelukt. Kijk of er ruimte op de schijf is.
samples-title-about = Verzonnen klanten en beloften om rond te kijken
