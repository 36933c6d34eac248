## De opdrachtregel: koppen
cli-heading-examples = Voorbeelden:
cli-heading-usage = Gebruik:
cli-heading-options = Opties
cli-heading-commands = Opdrachten
cli-error = fout

## De opdrachten
cli-about = Gehoor houdt elke belofte aan een klant vast, tot de klant echt bereikt is.
cli-examples =
    gehoor setup --company "Garage Jansen"
    gehoor serve
    gehoor today
cli-serve-about = Start de server.
cli-serve-examples =
    gehoor serve
    gehoor serve --listen 0.0.0.0:4266 --data /var/lib/gehoor
cli-demo-about = Start een voorbeeldbedrijf: een garage met klanten en beloften in elke toestand.
cli-demo-examples =
    gehoor demo
    gehoor demo --fast 1440
cli-setup-about = Richt het bedrijf in: naam, tijdzone, land, taal en de eerste beheerder. Opnieuw uitvoeren kan geen kwaad.
cli-setup-examples =
    gehoor setup
    gehoor setup --no-input --company "Garage Jansen" --zone Europe/Amsterdam --country NL \
        --company-language nl --admin-name "Fatima Jansen" --admin-email fatima@garage.example
cli-user-about = Medewerkers.
cli-user-add-about = Voegt een medewerker toe.
cli-user-add-examples = gehoor user add "Fatima Jansen" --email fatima@garage.example --team Balie
cli-user-list-about = Toont alle medewerkers.
cli-user-list-examples = gehoor user list --json
cli-user-leave-about = Een medewerker gaat weg. De open stappen gaan naar de vervanger, het team of de beheerder.
cli-user-leave-examples = gehoor user leave us_01… --stand-in us_02…
cli-user-return-about = Een medewerker die weg was, werkt hier weer. Sleutels blijven ingetrokken.
cli-user-return-examples = gehoor user return us_01…
cli-user-reset-about = Maakt een link waarmee een medewerker één keer een wachtwoord instelt, binnen het uur.
cli-user-reset-examples = gehoor user reset us_01…
cli-user-reset-arg-without-codes = Haal ook de app met codes weg: de telefoon is kwijt
cli-user-erase-about = Wist naam, adres en alles om mee in te loggen van een medewerker die weg is.
cli-user-erase-examples = gehoor user erase us_01…
cli-team-about = Teams.
cli-team-add-about = Voegt een team toe.
cli-team-add-examples = gehoor team add Balie --lead us_01…
cli-team-list-about = Toont alle teams.
cli-team-list-examples = gehoor team list
cli-team-join-about = Zet een medewerker in een team.
cli-team-join-examples = gehoor team join te_01… us_01…
cli-team-close-about = Heft een team op. Wat nog op naam van het team staat, gaat meteen naar een ander team of een medewerker.
cli-team-close-examples = gehoor team close te_01… --to te_02…
cli-team-close-arg-to = Een ander team (te_…) of een medewerker (us_…) die het werk krijgt
cli-token-about = Tokens voor de API.
cli-token-create-about = Maakt een token en toont het één keer.
cli-token-create-examples = gehoor token create werkplaats --scope write --days 90
cli-token-list-about = Toont alle tokens, zonder hun geheim.
cli-token-list-examples = gehoor token list
cli-token-revoke-about = Trekt een token in.
cli-token-revoke-examples = gehoor token revoke to_01…
cli-import-about = Leest klanten, beloften of gebeurtenissen uit een CSV-bestand.
cli-import-examples =
    gehoor import customers klanten.csv --dry-run
    gehoor import promises beloften.csv --map "Terugbellen om=from"
    gehoor import undo ba_01…
cli-import-customers-about = Leest klanten: naam, taal, telefoon, telefoon2, email.
cli-import-customers-examples = gehoor import customers klanten.csv --dry-run
cli-import-promises-about = Leest beloften: klant, tekst, soort, eigenaar, moment of sleutel.
cli-import-promises-examples = gehoor import promises beloften.csv
cli-import-events-about = Leest gebeurtenissen: sleutel en tijd. Elke sleutel wekt de beloften die erop wachten.
cli-import-events-examples = gehoor import events binnengekomen.csv
cli-import-list-about = Toont wat er is ingelezen.
cli-import-undo-about = Maakt een ingelezen bestand ongedaan, voor zover er nog niets mee gedaan is.
cli-import-undo-examples = gehoor import undo ba_01…
cli-today-about = Toont wat er vandaag te doen is, op volgorde van tijd.
cli-today-examples =
    gehoor today
    gehoor today --team te_01… --json
cli-promise-about = Beloften, via de API van een draaiende server.
cli-promise-make-about = Doet een belofte aan een klant.
cli-promise-make-examples =
    gehoor promise make "bellen of de auto klaar is" --customer cu_01… --soon 60
    gehoor promise make "bellen zodra het onderdeel er is" --customer cu_01… --when order-4711 --expected-by 2026-12-01T12:00:00+01:00
cli-promise-show-about = Toont een belofte met de volgende stap.
cli-promise-show-examples = gehoor promise show pr_01…
cli-promise-attempt-about = Noteert een poging en wat er gebeurde.
cli-promise-attempt-examples =
    gehoor promise attempt pr_01… noAnswer
    gehoor promise attempt pr_01… reached --kept
cli-promise-deliver-about = Noteert dat het beloofde geleverd is.
cli-promise-deliver-examples = gehoor promise deliver pr_01…
cli-promise-release-about = De klant ziet van de belofte af, in eigen woorden.
cli-promise-release-examples = gehoor promise release pr_01… "laat maar, ik kom zelf langs"
cli-check-about = Controleert elke wet over alle gegevens, de keten van het dagboek en de database zelf.
cli-check-examples =
    gehoor check
    gehoor check --json
cli-backup-about = Reservekopieën.
cli-backup-create-about = Maakt een reservekopie, ook terwijl de server draait.
cli-backup-create-examples =
    gehoor backup create
    gehoor backup create /mnt/usb/gehoor.backup
cli-backup-verify-about = Onderzoekt een reservekopie zoals `gehoor check` dat doet.
cli-backup-verify-examples = gehoor backup verify data/backups/gehoor-20261122T140500.backup
cli-backup-list-about = Toont de reservekopieën.
cli-restore-about = Zet een reservekopie terug in een lege map.
cli-restore-examples = gehoor restore gehoor-20261122T140500.backup --data /var/lib/gehoor
cli-config-about = Technische instellingen.
cli-config-show-about = Toont de instellingen die gelden.
cli-config-show-examples = gehoor config show --origin
cli-config-check-about = Zegt of de instellingen kloppen.
cli-config-check-examples = gehoor config check
cli-config-sample-about = Schrijft een voorbeeldbestand met uitleg.
cli-config-sample-examples = gehoor config sample > gehoor.toml
cli-doctor-about = Onderzoekt de opstelling en zegt wat eraan te doen is.
cli-doctor-examples = gehoor doctor
cli-healthcheck-about = Zegt of de server antwoordt.
cli-healthcheck-examples = gehoor healthcheck --url http://127.0.0.1:4266
cli-completions-about = Schrijft aanvullingen voor een shell.
cli-completions-examples = gehoor completions bash > /etc/bash_completion.d/gehoor
cli-man-about = Schrijft de handleiding.
cli-man-examples =
    gehoor man | man -l -
    gehoor man --folder ./man
cli-version-about = Toont de versie.
cli-reference-about = Schrijft de naslag.

## De argumenten
cli-arg-config = Het bestand met instellingen
cli-arg-data = De map met de gegevens
cli-arg-url = Waar de server draait
cli-arg-token-file = Bestand met het token; anders geldt GEHOOR_TOKEN
cli-arg-language = Taal van de meldingen: nl of en
cli-arg-json = Eén JSON-document op stdout, ook bij fouten
cli-arg-quiet = Geen meldingen, alleen gegevens en fouten
cli-arg-yes = Vraag niet om bevestiging
cli-arg-no-input = Vraag niets; wat ontbreekt is een fout
cli-arg-help = Toont deze uitleg
cli-arg-listen = Waar de server luistert, als adres:poort
cli-demo-arg-folder = De map van het voorbeeldbedrijf; zonder deze optie gehoor-demo
cli-demo-arg-port = De poort van de server; zonder deze optie 8080, of een die vrij is
cli-demo-arg-no-story = Sla het verhaal over en start het voorbeeldbedrijf meteen
cli-demo-arg-story-only = Vertel alleen het verhaal en stop
cli-demo-arg-stage = Wees de server van het verhaal: de klok staat op dit moment en gaat verder via de invoer
cli-arg-now = De klok begint op dit moment in plaats van nu, zoals 2026-11-25T10:00:00+01:00
cli-arg-fast = De klok loopt zo veel keer zo snel
cli-arg-seed = Hetzelfde getal geeft hetzelfde bedrijf
cli-arg-company = Naam van het bedrijf
cli-arg-zone = Tijdzone, zoals Europe/Amsterdam
cli-arg-country = Land, zoals NL; voor telefoonnummers en feestdagen
cli-arg-company-language = Taal van het bedrijf: nl of en
cli-arg-admin-name = Naam van de eerste beheerder
cli-arg-admin-email = E-mailadres van de eerste beheerder
cli-arg-name = Naam
cli-arg-email = E-mailadres
cli-arg-role = Rol: employee, lead of admin
cli-arg-team = Team, als id of naam
cli-arg-user = Medewerker, als id
cli-arg-lead = Leidinggevende, als id van een medewerker
cli-arg-stand-in = Wie de open stappen overneemt
cli-arg-dry-run = Zeg wat er zou gebeuren, verander niets
cli-arg-scope = Wat het token mag: read, write of admin
cli-arg-days = Na zo veel dagen vervalt het token
cli-arg-token = Token, als id
cli-arg-file = Bestand; - is stdin
cli-backup-create-arg-file = Bestand van de reservekopie; anders een naam met de tijd
cli-backup-verify-arg-file = Bestand van de reservekopie
cli-restore-arg-file = Bestand van de reservekopie
cli-arg-map = Welke kolom welk veld is, bijvoorbeeld Achternaam=name
cli-arg-separator = Scheidingsteken, anders uitgezocht: ; , tab of |
cli-arg-encoding = Codering, anders uitgezocht: utf-8, windows-1252, utf-16le
cli-arg-batch = De inlezing, als id
cli-arg-limit = Hoeveel regels hooguit
cli-arg-promise = Belofte, als id
cli-arg-outcome = Wat er gebeurde: reached, noAnswer, busy, voicemail, doesNotExist…
cli-arg-channel = Langs welke weg: phone, email, sms, letter of inPerson
cli-arg-contact-point = Welk nummer of adres, als id
cli-arg-kept = De belofte is hiermee gehouden
cli-arg-note = Een aantekening
cli-arg-words = Wat de klant zei
cli-arg-text = Wat er beloofd is, in de woorden van de klant
cli-arg-customer = Klant, als id
cli-arg-kind = Soort: callBack, write, deliver, comeBy, findOut of handOver
cli-arg-owner = Eigenaar, als id van een medewerker of team; anders de bezitter van het token
cli-arg-at = Beloofd moment, met tijdzone
cli-arg-until = Einde van het beloofde tijdvak
cli-arg-when = Sleutel van de gebeurtenis waarop de belofte wacht
cli-arg-expected-by = Wanneer die gebeurtenis verwacht is
cli-arg-soon = Over zo veel minuten
cli-arg-reference = Kenmerk, zoals een ordernummer
cli-arg-origin = Toon waar elke waarde vandaan komt
cli-arg-shell = bash, zsh, fish, elvish of powershell
cli-arg-folder = Map waarin de bladzijden komen
cli-arg-check = Verander niets, zeg wat verschilt

## Uitgangscodes
exit-0 = gelukt
exit-1 = mislukt
exit-2 = verkeerd aangeroepen
exit-3 = niet gevonden
exit-4 = de toestand laat het niet toe
exit-5 = de invoer klopt niet
exit-6 = een controle vond iets
exit-75 = later kan het wel lukken
exit-78 = de instellingen kloppen niet

## Instellingen
config-intro = Volgorde: vlag, omgeving, bestand, standaard. Een onbekende naam is een fout. Het bestand is gehoor.toml in de werkmap, of /etc/gehoor/gehoor.toml, of wat --config noemt.
config-ok = De instellingen kloppen.
config-fault-unknown = { $name } is geen instelling ({ $origin })
config-fault-unknown-near = { $name } is geen instelling ({ $origin }); bedoelde u { $near }?
config-fault-value = { $name } kan niet { $value } zijn, wel { $allowed } ({ $origin })
config-fault-shape = { $name } moet één waarde zijn ({ $origin })
config-fault-file = { $file } is niet te lezen: { $why }
config-key-server-listen = Waar de server luistert. Zet er voor het internet een reverse proxy met TLS voor.
config-key-server-admin-listen = Het adres voor wie de server beheert: cijfers op /metrics, de toestand in detail op /healthz. off: geen. Hetzelfde als server.listen: daar.
config-key-server-base-url = Hoe mensen en programma's de server bereiken. Leeg: het adres waarop hij luistert.
config-key-server-trusted-proxies = Uw eigen proxy's, met komma's ertussen. Gehoor gelooft wat zij in X-Forwarded-For over de afzender zeggen.
config-key-server-rate-limit = Zoveel verzoeken mag een token in een minuut naar de API sturen; wie er geen heeft een tiende daarvan. 0: zoveel als men wil.
config-key-server-max-connections = Zo veel verbindingen tegelijk.
config-key-server-request-seconds = Zo lang mag een verzoek duren.
config-key-server-header-seconds = Zo lang mag een verbinding doen over het begin van een verzoek.
config-key-server-drain-seconds = Zo lang krijgen lopende verzoeken om af te ronden als de server stopt.
config-key-server-body-kib = Grootste verzoek, in KiB.
config-key-store-folder = De map met de database en de reservekopieën. Een lokale schijf, geen netwerkschijf.
config-key-store-database-url = PostgreSQL in plaats van het eigen bestand: postgres://gebruiker@host/database. Leeg: het eigen bestand.
config-key-store-readers = Zo veel lezers tegelijk op het eigen bestand.
config-key-store-connections = Zo veel verbindingen met PostgreSQL.
config-key-store-cache-mib = Geheugen voor bladzijden van het eigen bestand, in MiB.
config-key-backup-folder = De map voor reservekopieën. Leeg: backups in de map met gegevens.
config-key-push-hosts = Diensten die meldingen mogen bezorgen, met komma's ertussen; *.domein: elke naam daaronder. Alleen deze, via https op openbare adressen.
config-key-push-loopback = Een dienst voor meldingen op deze machine, voor proeven: die mag zonder https. off: geen.
config-key-log-level = Hoeveel de server vertelt.
config-key-log-format = Tekst of JSON. auto: tekst op een scherm, anders JSON.

## Meldingen
man-written = De handleiding staat in { $folder }.
check-integrity = de database is heel
check-chain = het dagboek is niet veranderd nadat het verzegeld is
column-file = Bestand
column-bytes = Bytes
column-batch = Inlezing
column-kind = Soort
column-made-at = Gemaakt
column-rows = Regels
column-undone-at = Ongedaan
column-name = Naam
column-role = Rol
column-id = Id
column-left = Weg
column-members = Leden
column-scope = Mag
column-used = Laatst gebruikt
column-until = Tot
column-time = Tijd
column-customer = Klant
column-promise = Belofte
column-step = Stap
column-owner = Eigenaar
column-state = Toestand
backup-made = De reservekopie staat in { $file }. Controleer haar met: gehoor backup verify { $file }
restored = Teruggezet in { $file }. Start nu: gehoor serve
restore-would = De reservekopie is goed en zou in { $file } komen.
restore-missed = { $count } stappen hadden al gedaan moeten zijn; ze komen aan de beurt zodra de server start.

## Inlezen
import-read = { $rows } regels gelezen ({ $encoding }, scheidingsteken { $separator }).
import-unused = Niet gebruikte kolommen: { $columns }.
import-looking = Nakijken
import-storing = Opslaan
import-would = Alle { $rows } regels zijn goed. Er is niets opgeslagen.
import-done = { $rows } regels opgeslagen. Ongedaan maken: gehoor import undo { $batch }
import-undone = { $undone } ongedaan gemaakt. { $kept } blijven staan, want daar is al iets mee gedaan.
import-row-fault = regel { $row }, { $column }: { $text }
import-fault-tooLarge = het bestand is groter dan 64 MiB; knip het in stukken
import-fault-encoding = de tekens zijn niet te lezen; noem de codering met --encoding
import-fault-broken = het bestand is geen CSV
import-fault-tooManyColumns = het bestand heeft meer dan 200 kolommen
import-fault-extraCells = regel { $row } heeft meer cellen dan er kolommen zijn
import-fault-empty = het bestand is leeg
import-fault-noColumn = geen kolom is herkend; de velden zijn { $what }, wijs ze aan met --map
import-fault-map = { $what } is geen COLUMN=FIELD
import-fault-noSuchColumn = er is geen kolom { $what }
import-fault-noSuchField = er is geen veld { $what }

## Wat er mis kan gaan
trouble-config = De instellingen hebben { $count } fouten:
trouble-slow = De server antwoordt niet op tijd.
trouble-address = Dat is geen adres: { $why }
trouble-unreachable = De server op { $url } is niet te bereiken: { $why }
trouble-token-file = Het token in { $file } is niet te lezen: { $why }
trouble-no-token = Er is een token nodig: zet het in GEHOOR_TOKEN, of noem een bestand met --token-file. Maak er een met: gehoor token create
trouble-no-file = Het bestand { $file } is er niet.
trouble-read-file = { $file } is niet te lezen: { $why }
trouble-file-exists = { $file } bestaat al; er is niets overschreven.
trouble-findings = De controle vond { $count } fouten.
trouble-schema = De database heeft schema { $found }, dit programma { $known }. Start eerst de server, die werkt het schema bij.
trouble-not-empty = { $file } bestaat al. Terugzetten gaat alleen in een lege map.
trouble-bad-backup = De reservekopie is niet goed ({ $check }). Er is niets teruggezet.
trouble-import = Er is niets opgeslagen; { $count } fouten:
trouble-encoding = { $encoding } is geen codering.
trouble-separator = Het scheidingsteken is één teken.

## Server en inrichten
serving = Gehoor luistert op { $url }. Ctrl-C stopt.
serving-admin = Cijfers en toestand staan op { $url }.
serving-no-admin = Op { $address } kan niemand luisteren ({ $why }), dus er zijn geen cijfers. Zet server.admin_listen op een ander adres, of op off.
serving-empty = Er is nog geen bedrijf ingericht. Open { $url } en vul deze code in: { $code }
setup-done = Het bedrijf is ingericht. U ziet dit token één keer; bewaar het goed. Start nu: gehoor serve
setup-again = Het bedrijf was al ingericht. Er is geen nieuw token gemaakt.
healthy = De server op { $url } antwoordt.
doctor-config = de instellingen kloppen; { $set } wijken af van de standaard
doctor-store = de gegevens in { $place } zijn te openen
doctor-store-served = de gegevens in { $place } zijn in gebruik bij een draaiende server
doctor-backup = de nieuwste reservekopie is { $file }
doctor-no-backup = er is geen reservekopie; maak er een met: gehoor backup create
doctor-port-free = { $address } is vrij
doctor-port-used = { $address } is in gebruik, waarschijnlijk door de server zelf
doctor-port-bad = luisteren op { $address } lukt niet: { $why }

## Medewerkers, teams, tokens
user-added = { $name } is toegevoegd.
team-closed = Team { $name } is opgeheven; de open stappen hebben een andere eigenaar.
user-left = { $name } is weg; de open stappen hebben een andere eigenaar.
user-returned = { $name } is er weer. Wat nog op deze naam stond, ligt weer bij { $name }.
user-would-leave = { $name } zou weggaan. Er is niets veranderd.
user-reset = Geef dit adres aan de medewerker. Het werkt één keer, binnen het uur.
user-erased = De woorden over deze medewerker zijn weg; de feiten blijven.
team-added = Team { $name } is toegevoegd.
team-joined = Toegevoegd aan team { $name }.
token-made = U ziet dit token één keer; bewaar het goed.
token-revoked = Het token { $id } werkt niet meer.
today-empty = Alles wat vandaag beloofd is, is klaar.
trouble-listen = Luisteren op { $address } lukt niet: { $why }
trouble-missing = Dit ontbreekt: { $flags }
trouble-not-set-up = Er is nog geen bedrijf ingericht. Doe dat eerst met: gehoor setup
trouble-invalid = De invoer heeft { $count } fouten:
trouble-no-team = Er is geen team { $name }.

## Zeker weten
sure-close = U heft team { $name } op. Zeker weten? [j/N]
sure-leave = { $name } gaat weg. Zeker weten? [j/N]
sure-erase = Alles wat { $name } noemt gaat weg, voorgoed. Zeker weten? [j/N]
sure-undo = Inlezing { $batch } ongedaan maken? [j/N]
trouble-not-sure = Er is niets veranderd.
