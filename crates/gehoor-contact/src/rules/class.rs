//! What one attempt met (class) and what the table advises next (advice).

use super::words::words;

words! {
    /// What one attempt over one route met. It never says what the customer is, and none of them ends a promise.
    Class {
        /// A conversation; provisional when only a machine says so.
        Reached = "reached",
        /// The phone is in use.
        Busy = "busy",
        /// The phone rang, nobody answered.
        NoAnswer = "noAnswer",
        /// Off, out of range, absent, mailbox full: the phone did not ring.
        TemporarilyUnreachable = "temporarilyUnreachable",
        /// An answering machine took the call.
        Voicemail = "voicemail",
        /// The callee, or something acting for the callee, refused.
        Rejected = "rejected",
        /// Moved, or the address has a new owner.
        NumberChanged = "numberChanged",
        /// The network claims that nobody is there.
        DoesNotExist = "doesNotExist",
        /// Cannot be a valid address; nothing was sent.
        BadFormat = "badFormat",
        /// Something failed between us and them.
        NetworkFailure = "networkFailure",
        /// Our own account, trunk, credit, signing or content failed.
        ProviderFault = "providerFault",
        /// A text or mail lies in the box; nobody was reached yet.
        Delivered = "delivered",
        /// No verdict yet.
        InProgress = "inProgress",
        /// We hung up or held back ourselves.
        CancelledByUs = "cancelledByUs",
        /// The code carries no usable meaning.
        Unknown = "unknown",
    }
}

impl Class {
    /// Whether this outcome uses up one of the customer's tries. A fault of a network or provider never does.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Reached | Self::Busy | Self::NoAnswer | Self::Voicemail | Self::Rejected)
    }

    /// Whether the phone really rang at the customer's side: what the caps on rings count.
    pub const fn rang(self) -> bool {
        matches!(self, Self::Reached | Self::NoAnswer | Self::Voicemail | Self::Rejected)
    }

    /// Whether the fault lies with a network or with us.
    pub const fn technical(self) -> bool {
        matches!(self, Self::NetworkFailure | Self::ProviderFault)
    }

    /// Whether it says something about the address that further attempts on it can't change.
    pub const fn against_address(self) -> bool {
        matches!(self, Self::NumberChanged | Self::DoesNotExist | Self::BadFormat)
    }

    /// What to do after this outcome when the table does not say it more precisely (a person's tap).
    pub const fn default_advice(self) -> Advice {
        match self {
            Self::Reached => Advice::Done,
            Self::Busy => Advice::RetrySoon,
            Self::NoAnswer => Advice::RetrySpread,
            Self::TemporarilyUnreachable => Advice::RetryLater,
            Self::Voicemail => Advice::LeaveMessage,
            Self::Rejected => Advice::RespectRefusal,
            Self::NumberChanged => Advice::FindNewNumber,
            Self::DoesNotExist => Advice::VerifyThenRetire,
            Self::BadFormat => Advice::FixAddress,
            Self::NetworkFailure => Advice::RetryOtherRoute,
            Self::ProviderFault => Advice::FixConfig,
            Self::Delivered => Advice::WaitReply,
            Self::InProgress => Advice::WaitReport,
            Self::CancelledByUs => Advice::RetrySpread,
            Self::Unknown => Advice::HumanReview,
        }
    }
}

words! {
    /// What the table of outcomes advises after a code. The policy turns it into a step with a moment.
    Advice {
        /// A person finished it.
        Done = "done",
        /// A machine says answered: a person must say whether the customer was reached.
        ConfirmHuman = "confirmHuman",
        /// No verdict yet: wait for the report, with a limit.
        WaitReport = "waitReport",
        /// Delivered: wait for an answer, with a limit.
        WaitReply = "waitReply",
        /// A sub-code holds the meaning: read it.
        ReadStatus = "readStatus",
        /// A person must look.
        HumanReview = "humanReview",
        /// Again within minutes.
        RetrySoon = "retrySoon",
        /// Again after half an hour or more.
        RetryLater = "retryLater",
        /// Again in another part of the day.
        RetrySpread = "retrySpread",
        /// Again over another line or provider.
        RetryOtherRoute = "retryOtherRoute",
        /// Our own set-up needs repair.
        FixConfig = "fixConfig",
        /// Our message is too large or of the wrong form.
        ShrinkMessage = "shrinkMessage",
        /// Call again with our number shown.
        ShowCallerId = "showCallerId",
        /// Use another way to reach the customer.
        OtherChannel = "otherChannel",
        /// Leave one message, then as after no answer.
        LeaveMessage = "leaveMessage",
        /// Somebody else answered: ask when the customer is there.
        AskBestTime = "askBestTime",
        /// The customer named a moment: call then.
        ScheduleAgreedTime = "scheduleAgreedTime",
        /// One written message, then a person decides.
        RespectRefusal = "respectRefusal",
        /// The address is malformed: correct it.
        FixAddress = "fixAddress",
        /// A new number was given: check who it is, then use it.
        FollowNewNumber = "followNewNumber",
        /// Find the customer's new number.
        FindNewNumber = "findNewNumber",
        /// Somebody else has this address now: stop at once, find the right one.
        StopAndFindNewNumber = "stopAndFindNewNumber",
        /// Said not to exist: needs a second witness before it counts.
        VerifyThenRetire = "verifyThenRetire",
    }
}

words! {
    /// The way over which a customer is tried.
    Channel {
        /// A telephone call.
        Phone = "phone",
        /// An e-mail.
        Email = "email",
        /// A text message.
        Sms = "sms",
        /// A letter by post.
        Letter = "letter",
        /// Face to face.
        InPerson = "inPerson",
    }
}

impl Channel {
    /// Whether words are left behind instead of spoken.
    pub const fn written(self) -> bool {
        matches!(self, Self::Email | Self::Sms | Self::Letter)
    }
}
