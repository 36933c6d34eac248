# What an attempt met.
class-reached = Reached
class-busy = Busy
class-noAnswer = No answer
class-temporarilyUnreachable = Not reachable now
class-voicemail = Voicemail
class-rejected = Refused
class-numberChanged = Number changed
class-doesNotExist = Number does not exist
class-badFormat = Number is not right
class-networkFailure = Network failed
class-providerFault = Fault on our side
class-delivered = Message delivered
class-inProgress = Not known yet
class-cancelledByUs = We stopped it
class-unknown = Not clear

# Over which way.
channel-phone = Telephone
channel-email = E-mail
channel-sms = Text message
channel-letter = Letter
channel-inPerson = Face to face

# Parts of the day.
daypart-morning = Morning
daypart-midday = Midday
daypart-afternoon = Afternoon
daypart-evening = Evening
daypart-weekend = Weekend

# What the next step asks.
step-call = Call
step-write = Write
step-deliver = Deliver
step-visit = Go and see the customer
step-findOut = Find out
step-handOver = Hand over
step-signOfLife = Say that it is not there yet
step-askLead = Decide with the lead
step-findNumber = Find the right number
step-verifyNumber = Check whose number it is
step-fixAddress = Correct the number or address
step-confirmHuman = Say whether you reached the customer
step-askPerson = Look at this and decide
step-waitReport = Look whether the message arrived
step-letter = Send a letter

# Why the step stands where it stands.
why-promised = You promised this moment.
why-eventHappened = What the customer waited for is here.
why-expectedPassed = It should be here by now, and it is not. Tell the customer that you have not forgotten.
why-signOfLifeDue = It is still not here. Tell the customer again that you have not forgotten.
why-askedFirst = The customer had to ask. Do it now.
why-insideWindow = The promised time is not over. Once more before it is.
why-windowMissed = The promised time passed without an answer. Write, and ask when it suits the customer.
why-busy = The line was busy.
why-notReachable = The phone was off or out of range.
why-retryAfter = The other side asked us to wait until then.
why-noAnswer = Nobody answered. Now at another time of the day.
why-leaveMessageOnce = Voicemail answered. Next time leave one short message, without details.
why-messageLeft = Voicemail has your message. Call at another time of the day and leave no second one.
why-somebodyElse = Somebody else answered. Call when the customer is there.
why-timeAgreed = The customer chose this moment.
why-otherNumber = The other number is of no use. This one may be.
why-otherChannel = The other way does not work. Try this way.
why-noticeSent = Your message arrived. That is not yet an answer, so call.
why-reportPending = We do not know yet whether the message arrived.
why-reportMissing = No report came about the message. Look at it and decide.
why-answerUnconfirmed = Somebody or something answered. Say whether it was the customer.
why-reachedNotKept = You spoke with the customer. Say what comes next.
why-refused = The customer refused the call. Write once, kindly.
why-refusedAndWritten = The customer refused the call, and you can write no more. Decide what is right.
why-callerIdHidden = Calls without a number are refused there. Call with your number shown.
why-newNumberGiven = There is a new number. First check whose it is.
why-numberChanged = The customer has another number now. Find it.
why-numberDoesNotExist = This number does not exist, they say. Find the right one; the promise stays.
why-wrongPerson = This number is somebody else's now. Tell nothing there; find the right one.
why-badFormat = This number or address cannot be right. Correct it.
why-noAddress = We know no number that works. Find one.
why-technical = The network or the provider failed. It does not count as a try.
why-otherRoute = It failed three times. Take another line or provider.
why-setUpFault = Our own set-up does not work. The lead knows. Meanwhile try over another line.
why-technicalAlert = It has failed for half an hour. The lead knows.
why-heldBack = We held it back ourselves.
why-notUnderstood = We do not understand the answer. Look at it and decide.
why-messageFailed = The message did not get through. Tell the customer yourself that you have not forgotten.
why-inDoubt = We do not know whether it went out. Ask, and do not send it twice.
why-limitReached = All tries are used. The lead decides how to go on.
why-letterLeft = Nothing else worked. Send a letter.
why-letterUnanswered = The letter had its time. The lead decides how to go on.
why-noCommonHours = No time suits both us and the customer. Agree on one.

# What is wrong with the policy.
fault-notZone = This is not a time zone such as Europe/Amsterdam.
fault-notCountry = Two letters, such as NL.
fault-notRanges = Times such as "09:00-17:30", one after the other, none over another.
fault-notWaits = Whole minutes from 0 to 10080, each at least as long as the one before.
fault-otherCustomersPoint = This number or address is not this customer's.
