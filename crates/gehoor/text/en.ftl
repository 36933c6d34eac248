## The command line: headings
cli-heading-examples = Examples:
cli-heading-usage = Usage:
cli-heading-options = Options
cli-heading-commands = Commands
cli-error = error

## The commands
cli-about = Gehoor keeps every promise made to a customer, until the customer was really reached.
cli-examples =
    gehoor setup --company "Garage Jansen"
    gehoor serve
    gehoor today
cli-serve-about = Starts the server.
cli-serve-examples =
    gehoor serve
    gehoor serve --listen 0.0.0.0:4266 --data /var/lib/gehoor
cli-demo-about = Starts a demo company: a garage with customers and promises in every state.
cli-demo-examples =
    gehoor demo
    gehoor demo --fast 1440
cli-setup-about = Sets up the company: name, time zone, country, language and the first administrator. Running it again does no harm.
cli-setup-examples =
    gehoor setup
    gehoor setup --no-input --company "Garage Jansen" --zone Europe/Amsterdam --country NL \
        --company-language nl --admin-name "Fatima Jansen" --admin-email fatima@garage.example
cli-user-about = Employees.
cli-user-add-about = Adds an employee.
cli-user-add-examples = gehoor user add "Fatima Jansen" --email fatima@garage.example --team Balie
cli-user-list-about = Lists all employees.
cli-user-list-examples = gehoor user list --json
cli-user-leave-about = An employee leaves. The open steps go to the stand-in, the team or the administrator.
cli-user-leave-examples = gehoor user leave us_01… --stand-in us_02…
cli-user-return-about = An employee who had left works here again. Tokens stay withdrawn.
cli-user-return-examples = gehoor user return us_01…
cli-user-reset-about = Makes a link by which an employee sets a password, once, within the hour.
cli-user-reset-examples = gehoor user reset us_01…
cli-user-reset-arg-without-codes = Also take the app of one-time codes away: the phone is gone
cli-user-erase-about = Erases name, address and everything to sign in with of an employee who has left.
cli-user-erase-examples = gehoor user erase us_01…
cli-team-about = Teams.
cli-team-add-about = Adds a team.
cli-team-add-examples = gehoor team add Balie --lead us_01…
cli-team-list-about = Lists all teams.
cli-team-list-examples = gehoor team list
cli-team-join-about = Puts an employee into a team.
cli-team-join-examples = gehoor team join te_01… us_01…
cli-team-close-about = Closes a team. What still stands in its name goes at once to another team or an employee.
cli-team-close-examples = gehoor team close te_01… --to te_02…
cli-team-close-arg-to = Another team (te_…) or an employee (us_…) who gets the work
cli-token-about = Tokens for the API.
cli-token-create-about = Makes a token and shows it once.
cli-token-create-examples = gehoor token create werkplaats --scope write --days 90
cli-token-list-about = Lists all tokens, without their secrets.
cli-token-list-examples = gehoor token list
cli-token-revoke-about = Withdraws a token.
cli-token-revoke-examples = gehoor token revoke to_01…
cli-import-about = Reads customers, promises or events from a CSV file.
cli-import-examples =
    gehoor import customers klanten.csv --dry-run
    gehoor import promises beloften.csv --map "Terugbellen om=from"
    gehoor import undo ba_01…
cli-import-customers-about = Reads customers: name, language, phone, phone2, email.
cli-import-customers-examples = gehoor import customers klanten.csv --dry-run
cli-import-promises-about = Reads promises: customer, text, kind, owner, moment or key.
cli-import-promises-examples = gehoor import promises beloften.csv
cli-import-events-about = Reads events: key and time. Each key wakes the promises that wait for it.
cli-import-events-examples = gehoor import events binnengekomen.csv
cli-import-list-about = Lists what was imported.
cli-import-undo-about = Undoes an import, as far as nothing was done with it yet.
cli-import-undo-examples = gehoor import undo ba_01…
cli-today-about = Shows what is to be done today, in order of time.
cli-today-examples =
    gehoor today
    gehoor today --team te_01… --json
cli-promise-about = Promises, through the API of a running server.
cli-promise-make-about = Makes a promise to a customer.
cli-promise-make-examples =
    gehoor promise make "bellen of de auto klaar is" --customer cu_01… --soon 60
    gehoor promise make "bellen zodra het onderdeel er is" --customer cu_01… --when order-4711 --expected-by 2026-12-01T12:00:00+01:00
cli-promise-show-about = Shows a promise with its next step.
cli-promise-show-examples = gehoor promise show pr_01…
cli-promise-attempt-about = Records an attempt and what happened.
cli-promise-attempt-examples =
    gehoor promise attempt pr_01… noAnswer
    gehoor promise attempt pr_01… reached --kept
cli-promise-deliver-about = Records that what was promised was delivered.
cli-promise-deliver-examples = gehoor promise deliver pr_01…
cli-promise-release-about = The customer releases the promise, in their own words.
cli-promise-release-examples = gehoor promise release pr_01… "laat maar, ik kom zelf langs"
cli-check-about = Verifies every law over the whole store, the hash chain, and the database itself.
cli-check-examples =
    gehoor check
    gehoor check --json
cli-backup-about = Backups.
cli-backup-create-about = Makes a backup, while the server runs as well.
cli-backup-create-examples =
    gehoor backup create
    gehoor backup create /mnt/usb/gehoor.backup
cli-backup-verify-about = Examines a backup as `gehoor check` does.
cli-backup-verify-examples = gehoor backup verify data/backups/gehoor-20261122T140500.backup
cli-backup-list-about = Lists the backups.
cli-restore-about = Puts a backup back into an empty folder.
cli-restore-examples = gehoor restore gehoor-20261122T140500.backup --data /var/lib/gehoor
cli-config-about = Technical settings.
cli-config-show-about = Shows the settings in force.
cli-config-show-examples = gehoor config show --origin
cli-config-check-about = Says whether the settings are right.
cli-config-check-examples = gehoor config check
cli-config-sample-about = Writes a sample file with explanations.
cli-config-sample-examples = gehoor config sample > gehoor.toml
cli-doctor-about = Examines the set-up and says what to do about it.
cli-doctor-examples = gehoor doctor
cli-healthcheck-about = Says whether the server answers.
cli-healthcheck-examples = gehoor healthcheck --url http://127.0.0.1:4266
cli-completions-about = Writes completions for a shell.
cli-completions-examples = gehoor completions bash > /etc/bash_completion.d/gehoor
cli-man-about = Writes the manual page.
cli-man-examples =
    gehoor man | man -l -
    gehoor man --folder ./man
cli-version-about = Shows the version.
cli-reference-about = Writes the reference documents.

## The arguments
cli-arg-config = The file with settings
cli-arg-data = The folder with the data
cli-arg-url = Where the server runs
cli-arg-token-file = File with the token; otherwise GEHOOR_TOKEN counts
cli-arg-language = Language of messages: nl or en
cli-arg-json = One JSON document on stdout, errors too
cli-arg-quiet = No messages, only data and errors
cli-arg-yes = Do not ask for confirmation
cli-arg-no-input = Ask nothing; what is missing is an error
cli-arg-help = Shows this help
cli-arg-listen = Where the server listens, as address:port
cli-demo-arg-folder = The data folder of the demo company; gehoor-demo when not given
cli-demo-arg-port = The port to serve on; 8080, or a free one, when not given
cli-demo-arg-no-story = Leave the story out and serve the demo company at once
cli-demo-arg-story-only = Tell only the story, then end
cli-demo-arg-stage = Be the server of the story: the clock stands at this moment and is moved through the input
cli-arg-now = The clock begins at this moment instead of now, such as 2026-11-25T10:00:00+01:00
cli-arg-fast = The clock runs this many times as fast
cli-arg-seed = The same number gives the same company
cli-arg-company = Name of the company
cli-arg-zone = Time zone, like Europe/Amsterdam
cli-arg-country = Country, like NL; for phone numbers and holidays
cli-arg-company-language = Language of the company: nl or en
cli-arg-admin-name = Name of the first administrator
cli-arg-admin-email = E-mail address of the first administrator
cli-arg-name = Name
cli-arg-email = E-mail address
cli-arg-role = Role: employee, lead or admin
cli-arg-team = Team, as id or name
cli-arg-user = Employee, as id
cli-arg-lead = Lead, as the id of an employee
cli-arg-stand-in = Who takes over the open steps
cli-arg-dry-run = Say what would happen, change nothing
cli-arg-scope = What the token may do: read, write or admin
cli-arg-days = The token ends after this many days
cli-arg-token = Token, as id
cli-arg-file = File; - is stdin
cli-backup-create-arg-file = File of the backup; otherwise a name with the time
cli-backup-verify-arg-file = File of the backup
cli-restore-arg-file = File of the backup
cli-arg-map = Which column is which field, for example Surname=name
cli-arg-separator = Separator, otherwise found out: ; , tab or |
cli-arg-encoding = Encoding, otherwise found out: utf-8, windows-1252, utf-16le
cli-arg-batch = The import, as id
cli-arg-limit = How many lines at most
cli-arg-promise = Promise, as id
cli-arg-outcome = What happened: reached, noAnswer, busy, voicemail, doesNotExist…
cli-arg-channel = By which way: phone, email, sms, letter or inPerson
cli-arg-contact-point = Which number or address, as id
cli-arg-kept = The promise is kept by this
cli-arg-note = A note
cli-arg-words = What the customer said
cli-arg-text = What was promised, in the customer's words
cli-arg-customer = Customer, as id
cli-arg-kind = Kind: callBack, write, deliver, comeBy, findOut or handOver
cli-arg-owner = Owner, as id of an employee or team; otherwise the holder of the token
cli-arg-at = Promised moment, with its offset
cli-arg-until = End of the promised window
cli-arg-when = Key of the event that the promise waits for
cli-arg-expected-by = When that event is expected
cli-arg-soon = In this many minutes
cli-arg-reference = Reference, like an order number
cli-arg-origin = Show where each value comes from
cli-arg-shell = bash, zsh, fish, elvish or powershell
cli-arg-folder = Folder for the pages
cli-arg-check = Change nothing, say what differs

## Exit codes
exit-0 = done
exit-1 = failed
exit-2 = called wrongly
exit-3 = not found
exit-4 = the state of things does not allow it
exit-5 = the input is wrong
exit-6 = a check ran and found something
exit-75 = later it may work
exit-78 = the settings are wrong

## Settings
config-intro = Precedence: flag, environment, file, default. An unknown name is an error. The file is gehoor.toml in the working folder, or /etc/gehoor/gehoor.toml, or what --config names.
config-ok = The settings are right.
config-fault-unknown = { $name } is not a setting ({ $origin })
config-fault-unknown-near = { $name } is not a setting ({ $origin }); did you mean { $near }?
config-fault-value = { $name } can't be { $value }, but { $allowed } ({ $origin })
config-fault-shape = { $name } must be one value ({ $origin })
config-fault-file = { $file } can't be read: { $why }
config-key-server-listen = Where the server listens. Put a reverse proxy with TLS in front of it for the internet.
config-key-server-admin-listen = The address for those who run the server: figures at /metrics, health in detail at /healthz. off: none. The same as server.listen: there.
config-key-server-base-url = How people and software reach the server. Empty: the address it listens on.
config-key-server-trusted-proxies = Proxies of your own, with commas between them: what they say in X-Forwarded-For about the caller is believed.
config-key-server-rate-limit = A token may send this many requests to the API in a minute; whoever has none, a tenth of it. 0: any number.
config-key-server-max-connections = This many connections at once.
config-key-server-request-seconds = A request may take this long.
config-key-server-header-seconds = A connection may take this long to send the head of a request.
config-key-server-drain-seconds = Running requests get this long to end when the server stops.
config-key-server-body-kib = Largest request, in KiB.
config-key-store-folder = The folder with the database and the backups. A local disk, not a network disk.
config-key-store-database-url = PostgreSQL instead of the file of our own: postgres://user@host/database. Empty: the file of our own.
config-key-store-readers = This many readers at once on the file of our own.
config-key-store-connections = This many connections to PostgreSQL.
config-key-store-cache-mib = Memory for pages of the file of our own, in MiB.
config-key-backup-folder = The folder for backups. Empty: backups in the folder with the data.
config-key-push-hosts = Hosts that may be asked to carry push messages, with commas between them; *.domain: every name under it. Only these, by https at public addresses.
config-key-push-loopback = A push service on this machine, for tests: it may be asked without https. off: none.
config-key-log-level = How much the server tells.
config-key-log-format = Text or JSON. auto: text on a terminal, otherwise JSON.

## Messages
man-written = The manual pages are in { $folder }.
check-integrity = the database is whole
check-chain = the journal was not changed after it was sealed
column-file = File
column-bytes = Bytes
column-batch = Import
column-kind = Kind
column-made-at = Made
column-rows = Rows
column-undone-at = Undone
column-name = Name
column-role = Role
column-id = Id
column-left = Left
column-members = Members
column-scope = May
column-used = Last used
column-until = Until
column-time = Time
column-customer = Customer
column-promise = Promise
column-step = Step
column-owner = Owner
column-state = State
backup-made = The backup is in { $file }. Examine it with: gehoor backup verify { $file }
restored = Restored into { $file }. Start now: gehoor serve
restore-would = The backup is good and would go into { $file }.
restore-missed = { $count } steps were due meanwhile; they come up as soon as the server starts.

## Import
import-read = { $rows } rows read ({ $encoding }, separator { $separator }).
import-unused = Columns not used: { $columns }.
import-looking = Looking
import-storing = Storing
import-would = All { $rows } rows are good. Nothing was stored.
import-done = { $rows } rows stored. Undo: gehoor import undo { $batch }
import-undone = { $undone } undone. { $kept } stay, since something was done with them.
import-row-fault = row { $row }, { $column }: { $text }
import-fault-tooLarge = the file is larger than 64 MiB; cut it into parts
import-fault-encoding = the characters can't be read; name the encoding with --encoding
import-fault-broken = the file is not CSV
import-fault-tooManyColumns = the file has more than 200 columns
import-fault-extraCells = row { $row } has more cells than there are columns
import-fault-empty = the file is empty
import-fault-noColumn = no column was recognised; the fields are { $what }, point them out with --map
import-fault-map = { $what } is not COLUMN=FIELD
import-fault-noSuchColumn = there is no column { $what }
import-fault-noSuchField = there is no field { $what }

## What may go wrong
trouble-config = The settings have { $count } faults:
trouble-slow = The server does not answer in time.
trouble-address = That is not an address: { $why }
trouble-unreachable = The server at { $url } can't be reached: { $why }
trouble-token-file = The token in { $file } can't be read: { $why }
trouble-no-token = A token is needed: put it into GEHOOR_TOKEN, or name a file with --token-file. Make one with: gehoor token create
trouble-no-file = There is no file { $file }.
trouble-read-file = { $file } can't be read: { $why }
trouble-file-exists = { $file } exists; nothing was overwritten.
trouble-findings = The check found { $count } faults.
trouble-schema = The database has schema { $found }, this program { $known }. Start the server first; it brings the schema up to date.
trouble-not-empty = { $file } exists. A restore goes into an empty folder only.
trouble-bad-backup = The backup is not good ({ $check }). Nothing was restored.
trouble-import = Nothing was stored; { $count } faults:
trouble-encoding = { $encoding } is not an encoding.
trouble-separator = The separator is one character.

## Server and set-up
serving = Gehoor listens on { $url }. Ctrl-C stops it.
serving-admin = Figures and health stand on { $url }.
serving-no-admin = Nobody can listen on { $address } ({ $why }), so there are no figures. Set server.admin_listen to another address, or to off.
serving-empty = No company is set up yet. Open { $url } and fill in this code: { $code }
setup-done = The company is set up. This token is shown once; keep it well. Start now: gehoor serve
setup-again = The company was set up already. No new token was made.
healthy = The server at { $url } answers.
doctor-config = the settings are right; { $set } differ from the default
doctor-store = the data in { $place } can be opened
doctor-store-served = the data in { $place } is in use by a running server
doctor-backup = the newest backup is { $file }
doctor-no-backup = there is no backup; make one with: gehoor backup create
doctor-port-free = { $address } is free
doctor-port-used = { $address } is in use, probably by the server itself
doctor-port-bad = it is not possible to listen on { $address }: { $why }

## Employees, teams, tokens
user-added = { $name } was added.
team-closed = Team { $name } was closed; the open steps have another owner.
user-left = { $name } has left; the open steps have another owner.
user-returned = { $name } is back. What still stood in this name is with { $name } again.
user-would-leave = { $name } would leave. Nothing was changed.
user-reset = Give this address to the employee. It works once, within the hour.
user-erased = The words about this employee are gone; the facts stay.
team-added = Team { $name } was added.
team-joined = Added to team { $name }.
token-made = This token is shown once; keep it well.
token-revoked = The token { $id } does not work any more.
today-empty = Everything that was promised for today is done.
trouble-listen = It is not possible to listen on { $address }: { $why }
trouble-missing = This is missing: { $flags }
trouble-not-set-up = No company is set up yet. Do that first with: gehoor setup
trouble-invalid = The input has { $count } faults:
trouble-no-team = There is no team { $name }.

## Being sure
sure-close = You are closing team { $name }. Are you sure? [y/N]
sure-leave = { $name } leaves. Are you sure? [y/N]
sure-erase = Everything that names { $name } goes, for good. Are you sure? [y/N]
sure-undo = Undo import { $batch }? [y/N]
trouble-not-sure = Nothing was changed.
