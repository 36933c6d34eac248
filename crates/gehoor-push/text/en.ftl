# Messages on phone and computer.
push-title = Notifications
push-what = Gehoor notifies you on your phone or computer when a step of yours is for now. Also when a colleague wants to hand you a promise.
push-safe = A notification says only how much waits. It never holds a customer's name, number or words.
push-devices = Devices
push-shared = This is a shared device. Turn notifications on at your own phone or computer.
push-none = This browser cannot turn notifications on. That takes scripts, and a connection by https.
push-denied = Notifications of this site are off in your browser. Allow them in the settings of the site, then come back.
push-failed = Turning them on did not work. See whether there is internet and try again.
push-on = Turn notifications on at this device
push-unknown = Unknown browser
push-here = this device
push-off = Off
push-since = since { $day }
push-good = last one arrived: { $moment }
push-good-none = none has arrived yet
push-failing = Notifications have not arrived since { $moment }. We are trying again.
push-off-why = No notification has arrived since { $moment }. We have stopped. Remove this device and turn it on again.
push-try = Send a test
push-remove = Remove
push-ios = On an iPhone or iPad
push-ios-how = Open Gehoor in Safari, tap Share and choose "Add to Home Screen". Then open Gehoor from the home screen. Only there can you turn notifications on.
push-choice = What about, and when
push-steps = A step of mine or my team is for now
push-handovers = A colleague wants to hand me a promise
push-times = When
push-times-hint = Outside these times it is quiet. What comes then is told afterwards, at once.
push-times-company = While the company is open
push-times-own = Every day between my own times
push-from = From
push-until = Until
push-go = Save
push-done-on = This device takes notifications now.
push-done-off = The device takes no notifications any more.
push-done-chosen = Your choice is kept.
push-done-tried = The test is on its way.

# The messages themselves: counts only.
push-title-steps = { $count ->
    [one] 1 step is for now
   *[other] { $count } steps are for now
}
push-title-handovers = { $count ->
    [one] A colleague wants to hand you a promise
   *[other] Colleagues want to hand you { $count } promises
}
push-body = Tap to look.
push-title-try = Notifications work
push-body-try = This is a test by Gehoor.

fault-pushHost = Your browser uses a service for notifications that is not on the list here. Ask the administrator (push.hosts).
fault-pushAddress = Your browser gave no good address for notifications.
fault-pushKeys = Your browser gave no good keys for notifications.
conflict-pushOther = This browser belongs to somebody else. Remove its notifications there first.
conflict-pushOff = Nothing is sent to this device any more. Remove it and turn it on again.
conflict-pushShared = This can't be done on a shared device.
