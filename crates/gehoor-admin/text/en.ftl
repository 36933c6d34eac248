# Administration: what needs attention, people, company, hours, policy, texts, tokens, backups.
nav-admin = Administration
admin-places = Settings
admin-back = Back
admin-save = Save
admin-remove = Remove
admin-nobody = Nobody
admin-done-added = The colleague was added. Now hand out a link to set a password.
admin-done-changed = The change was saved.
admin-done-left = The colleague has left. The open steps were handed on.
admin-done-returned = The colleague is here again.
admin-done-erased = The name and address were erased.
admin-done-team = The team was added.
admin-done-closed = The team was closed.
admin-done-renamed = The team has another name.
admin-done-member = The members were changed.
admin-done-absent = The absence was noted.
admin-done-back = The absence has ended.
admin-done-token = The token was made.
admin-done-revoked = The token does not work any more.
admin-done-company = The company's details were saved.
admin-done-hours = The hours were saved.
admin-done-day = The day was added.
admin-done-dayGone = The day was removed.
admin-done-policy = The policy was saved. It holds for every next step.
admin-done-text = The text was saved.
admin-done-standard = The standard text holds again.
admin-done-backup = The backup was made.

# What needs attention.
attention-title = What needs attention
attention-none = Nothing needs your attention now.
attention-none-what = Gehoor looked at lines and messages, people, hours and backups.
attention-since = since { $moment }
attention-trouble = Calls or messages fail for { $what } { $what ->
    [one] promise
   *[other] promises
}
attention-trouble-effect = These customers do not hear from us now. The fault is ours or a provider's.
attention-trouble-do = See the promises
attention-post = Messages are left lying
attention-post-effect = Customers hear from us later than promised.
attention-post-do = See what is left lying
attention-doubts = { $what ->
    [one] Of one message it is not sure whether it left
   *[other] Of { $what } messages it is not sure whether they left
}
attention-doubts-effect = A person must find out whether the customer got it.
attention-doubts-do = See them
attention-repairs = { $what ->
    [one] One number or address is wrong
   *[other] { $what } numbers or addresses are wrong
}
attention-repairs-effect = These customers can not be reached now.
attention-repairs-do = See them
attention-codes = { $what ->
    [one] One answer of a line or provider is unknown
   *[other] { $what } answers of a line or provider are unknown
}
attention-codes-effect = A person must judge whether the customer was reached.
attention-codes-do = See the first
attention-away = Nobody has the work of { $what }
attention-away-effect = This colleague is away. The steps are left lying.
attention-away-do = Choose a stand-in
attention-apart = { $what ->
    [one] One colleague is in no team and has no stand-in
   *[other] { $what } colleagues are in no team and have no stand-in
}
attention-apart-effect = When they are ill, their work goes to an administrator.
attention-apart-do = See the colleagues
attention-alone = There is only one administrator
attention-alone-effect = If that password is lost, only the server can help.
attention-alone-do = Add an administrator
attention-samples = There are still examples
attention-samples-effect = Made-up customers stand among real ones.
attention-samples-do = Remove them
attention-hours = No opening hours are set
attention-hours-effect = Gehoor thinks that somebody is always there, at night too.
attention-hours-do = Set the hours
attention-task = A task in the background failed: { $what }
attention-task-effect = Gehoor tries again by itself. Look in the server's log, or run gehoor doctor there.
attention-backup = There is no recent backup
attention-backup-effect = If the disk breaks, promises of the last days are gone.
attention-backup-do = Make a backup

# Colleagues.
admin-users = Colleagues
admin-users-about = Who works here, in which role, and how somebody signs in
admin-user-new = New colleague
admin-user-name = Name
admin-user-email = E-mail address
admin-user-email-hint = To sign in with. Without an address the colleague signs in with the name.
admin-user-role = Role
admin-user-role-hint = A lead sees what is left lying in the team. An administrator sets everything up.
admin-user-teams-hint = Colleagues in a team see each other's promises.
admin-user-add = Add
admin-user-facts = Details
admin-stand-in = Stand-in
admin-stand-in-hint = Gets the steps when this colleague is not there. Without one the team gets them.
admin-no-team = In no team
admin-away = Away, the work is with { $name }
admin-left = Left the company: { $count }
admin-left-on = left on { $day }
admin-left-to = the work went to { $name }
admin-steps = Open steps
admin-steps-with = now with { $name }
admin-since = Here since
admin-gone = Left on
admin-signin = Signing in
admin-signin-can = This colleague has a password.
admin-signin-not-yet = This colleague has no password yet.
admin-signin-sessions = Signed in at { $count } { $count ->
    [one] place
   *[other] places
} now.
admin-link-make = Make a link for a password
admin-link-without-codes = The phone with codes is lost: ask for no code any more
admin-link-made = The link was made
admin-link = Link
admin-link-give = Give this link to { $name }. It works once, within an hour. You see it only now.
admin-leave = Leaving the company
admin-leave-open = { $name } leaves
admin-leave-steps = { $count } open steps stand in this name.
admin-leave-no-steps = No open steps stand in this name.
admin-leave-what = Afterwards nobody can sign in with it, and its tokens do not work.
admin-successor = Who takes over the work?
admin-successor-hint = That holds at once, for every open step.
admin-successor-team = The team
admin-leave-go = Note that this colleague has left
admin-return = Not gone after all, or back?
admin-return-what = What is still open in this name is then with this colleague again. Signing in works as before. Tokens for software stay withdrawn.
admin-return-go = This colleague is here again
admin-erase = Erase
admin-erase-what = The name and address go. What was done stays, without a name.
admin-erase-type = To be sure, type: { $name }
admin-erase-go = Erase name and address
fault-notTheColleague = This is not exactly the name.

# Teams.
admin-teams = Teams
admin-teams-about = Who belongs together, and who leads
admin-team-new = New team
admin-team-name = Name of the team
admin-team-members = Members
admin-team-members-hint = Choose at least one colleague.
admin-team-add = Make the team
admin-team-steps = { $count ->
    [0] No open steps stand in the name of this team.
    [one] One open step stands in the name of this team.
   *[other] { $count } open steps stand in the name of this team.
}
admin-team-closed = Closed: { $day }. What still stands in the name of this team is with { $name }.
admin-team-close = Close the team
admin-team-close-open = Close { $name }
admin-team-close-what = The members stay colleagues, but are no longer in this team. Tokens for this team only end. Closing can’t be undone.
admin-team-close-go = Close the team
admin-teams-closed = Closed teams: { $count }
admin-team-rename = Another name
admin-leads = leads
admin-leads-yes = Let lead
admin-leads-no = No longer lead
admin-leads-tick = Leads this team
admin-member-add = Add a colleague
admin-member-go = Put into the team
admin-member-remove = Take out of the team
fault-teamMembers = Choose at least one colleague.

# Away.
admin-absences = Absences
admin-absences-about = Ill, on leave or away: who has the work then
admin-absences-what = Who is away gets no steps. They go to the stand-in or the team at once.
admin-absences-none = No absence is noted.
admin-absences-all-here = Everybody is here.
admin-away-now = away now
admin-until-unknown = not known yet
admin-absence-stand-in = stand-in: { $name }
admin-work-with = the work is with { $name }
admin-work-nobody = nobody has the work
admin-is-back = Is back
admin-not-away = Will not be away
admin-absence-go = Note an absence
admin-absence-new = Note an absence
admin-absence-who = Who
admin-absence-from = First day
admin-absence-until = Last day
admin-absence-until-hint = Empty when nobody knows yet.
admin-absence-stand-in-hint = Without a choice the usual stand-in has the work, otherwise the team.
admin-absence-save = Note

# Tokens.
admin-tokens = Tokens for software
admin-tokens-about = To connect other programs
admin-tokens-what = With a token another program may use Gehoor. Treat it like a password.
admin-tokens-none = There are no tokens.
admin-token-new = New token
admin-token-label = What for
admin-token-label-hint = Such as: till, or planning board.
admin-token-user = In whose name
admin-token-user-hint = What the program does stands in the name of this colleague.
admin-token-scope = What it may do
admin-scope-read = Look only
admin-scope-write = Look and note
admin-scope-admin = Everything, settings too
admin-token-life = For how long
admin-life-30 = 30 days
admin-life-90 = 90 days
admin-life-365 = A year
admin-life-1825 = Five years
admin-token-make = Make the token
admin-secret = The token was made
admin-secret-label = Token
admin-secret-once = You see it only now. Put it into the other program at once.
admin-token-team = team { $name } only
admin-token-dates = made { $made }, good until { $until }
admin-token-used = last used { $day }
admin-token-unused = never used
admin-token-revoke = Withdraw
admin-token-revoke-what = Afterwards the program can't get in. This can't be undone.
admin-token-revoke-go = Withdraw the token
admin-tokens-gone = Old tokens: { $count }
admin-token-revoked = withdrawn { $day }
admin-token-expired = expired { $day }

# Company.
admin-company = Company
admin-company-about = Name, language, how people are addressed, country and time
admin-company-name-hint = Customers see this name.
admin-country-hint = Two letters, such as NL. Telephone numbers without a country code are of this country.

# Hours.
admin-hours = Opening hours
admin-hours-about = When you are there, holidays, and when you call customers
admin-hours-hint = Such as 09:00-12:30, 13:00-17:30. Leave a closed day empty.
admin-hours-company = When is somebody there?
admin-hours-company-what = Steps come at these times.
admin-hours-always = Now it says: always open.
admin-holidays = Holidays
admin-days = Special days
admin-days-what = A day unlike the week: closed, or with hours of its own.
admin-day = Day
admin-day-hours = Hours
admin-day-hours-hint = Empty: closed that day.
admin-day-add = Add the day
admin-closed = closed
admin-early = Closed early every year
admin-early-at = closed at { $time }
admin-early-day = Day
admin-early-month = Month
admin-early-time = Closed at
admin-early-add = Add
admin-holidays-coming = Coming holidays
admin-hours-courtesy = When do you call customers?
admin-hours-courtesy-what = Outside these hours nobody calls a customer, unless the customer asked for it.

# Policy.
admin-policy = How we reach customers
admin-policy-about = How often and when is called again
admin-policy-what = Every promise stays open until the customer was really reached. Here stands how soon and how often the next try comes.
policy-usual = Usual: { $value }.
policy-group-rings = How often
policy-group-soon = How soon again
policy-group-waiting = When the customer waits for something
policy-messages = Let a sign of life leave by itself, as a text message or mail
policy-group-messages = Messages and letters
policy-group-trouble = When our line fails
policy-ringsPerDay = Calls a day
policy-hint-ringsPerDay = How often one customer's phone may ring on a day.
policy-ringsInAll = Calls in all
policy-hint-ringsInAll = After that the lead decides how to go on. The promise stays open.
policy-ringDays = Within so many working days
policy-hint-ringDays = The total counts over these working days.
policy-dayparts = Parts of the day
policy-hint-dayparts = The tries are spread over at least so many parts of the day, 1 to 5.
policy-spreadGapMinutes = Minutes between two tries
policy-hint-spreadGapMinutes = The try in another part of the day waits at least so long.
policy-spreadDays = Days to look ahead
policy-hint-spreadDays = Gehoor looks for a good moment over so many open days.
policy-recentLifeDays = Days that a number stays good
policy-hint-recentLifeDays = When a number worked lately, a person confirms first that it is wrong.
policy-busyMinutes = After a busy line
policy-hint-busyMinutes = Minutes until the next try, one after the other.
policy-unreachableMinutes = After not reachable
policy-hint-unreachableMinutes = Minutes until the next try. After that another part of the day.
policy-windowMinutes = Within the promised time
policy-hint-windowMinutes = Tries so many minutes after the promised time begins.
policy-windowLastMinutes = Last try before the end
policy-hint-windowLastMinutes = Minutes before the promised time is over.
policy-talkMinutes = Minutes before closing
policy-hint-talkMinutes = So long before closing no call begins any more.
policy-jitterSeconds = Seconds of spread
policy-hint-jitterSeconds = So that not all steps come at the same moment.
policy-signOfLifeDays = Days until a sign of life
policy-hint-signOfLifeDays = So often a waiting customer hears that we have not forgotten.
policy-signOfLifeWithinDays = Days of grace for a sign of life
policy-hint-signOfLifeWithinDays = After that the promise is broken. 0 is the same day.
policy-eventWithinDays = Days until the call
policy-hint-eventWithinDays = So soon after the event the customer hears of it. 0 is the same day.
policy-reportWaitMinutes = Waiting for delivery
policy-hint-reportWaitMinutes = Minutes until we check whether a message arrived.
policy-replyWaitMinutes = Waiting for an answer
policy-hint-replyWaitMinutes = Minutes until the next try after a delivered message.
policy-letterWaitDays = Days for a letter
policy-hint-letterWaitDays = So long a letter is given.
policy-technicalBaseSeconds = First wait
policy-hint-technicalBaseSeconds = Seconds until the next try. It doubles with every failure.
policy-technicalCapSeconds = Longest wait
policy-hint-technicalCapSeconds = It does not get more seconds than this.
policy-technicalOtherRoute = Another way after
policy-hint-technicalOtherRoute = After so many failures in a row Gehoor takes another line.
policy-technicalAlertMinutes = Tell it after
policy-hint-technicalAlertMinutes = After so many minutes the lead hears of it.
policy-enough = When is a message enough?
policy-enough-hint = For these kinds a delivered message or a voicemail keeps the promise.
policy-if = Suppose that the next try meets this
policy-if-hint = With it Gehoor shows what happens to twenty open promises. Nothing changes yet.
policy-if-noAnswer = No answer
policy-if-busy = Busy
policy-if-temporarilyUnreachable = Not reachable
policy-look = See what changes
policy-save = Save this policy
policy-preview = What would happen
policy-preview-none = No promise is open now whose next step is a call.
policy-preview-what = { $count } open promises looked at. For { $moved } the next step comes otherwise.
policy-col-promise = Promise
policy-col-tried = Try
policy-col-before = Then, as it is now
policy-col-after = With this policy
policy-step = { $step }, { $moment }
policy-same = the same

# Texts.
admin-texts = Own texts
admin-texts-about = What customers read, in your own words
admin-texts-what = This is what customers read. Choose a text to word it otherwise.
admin-text-own = own text
admin-text-standard = The standard text is:
admin-text-yours = Your text
admin-text-values = Leave this in, Gehoor fills it in: { $values }
value-name = name
value-moment = moment
value-from = start
value-until = end
value-number = number
value-day = day
value-span = time
value-company = company
admin-text-back = Back to the standard text
fault-textMissing = { $name } is missing in the text. Put it back, with its brackets.
fault-textUnknown = Gehoor does not know { $name } here. Use between brackets only what stands above.

# Backups.
admin-backups = Backups
admin-backups-about = Copies of everything, and how one is put back
admin-backups-what = A backup is one file with everything in it. Keep it in another place too.
admin-backups-folder = Folder on the server
admin-backups-make = Make a backup now
admin-backups-none = There is no backup yet.
admin-backups-none-why = There is none in this folder. Of copies elsewhere Gehoor does not know.
admin-restore = Putting a copy back
admin-restore-what = This is done on the server, into an empty folder, while Gehoor stands still. Verify the copy first.
admin-restore-file = FILE
conflict-noBackupFolder = No folder for backups is set. Put backup.folder into the server's settings.
conflict-backupThere = A backup was made just now.
conflict-backupFolder = Gehoor can't write into the folder for backups. Give the server the right to.
conflict-backupFailed = The backup did not succeed. See whether there is room on the disk.
samples-title-about = Made-up customers and promises to look around
