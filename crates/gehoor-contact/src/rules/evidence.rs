//! What is known about one attempt, as it was received: judged now, and again by a newer table later.

use super::class::Class;
use super::words::words;

words! {
    /// Which book of codes a code comes from.
    Family {
        /// SIP response codes (RFC 3261 and later).
        Sip = "sip",
        /// What our own dialler saw: `ring_timeout_after_180`, `timer_b`, …
        SipLocal = "sipLocal",
        /// ITU-T Q.850 causes; 16 is split into `16:answered` and `16:unanswered`.
        Q850 = "q850",
        /// DIALSTATUS of Asterisk.
        AsteriskDialstatus = "asteriskDialstatus",
        /// Answering machine detection.
        Amd = "amd",
        /// What a person said, more precisely than by class: `wrong_person`, `voicemail_full`, …
        Agent = "agent",
        /// Why a telephone number is malformed.
        PhoneFormat = "phoneFormat",
        /// Enhanced mail status codes (RFC 3463): `5.1.1`.
        SmtpEnhanced = "smtpEnhanced",
        /// Three-digit SMTP replies (RFC 5321).
        SmtpReply = "smtpReply",
        /// Action of a delivery status notification (RFC 3464).
        DsnAction = "dsnAction",
        /// Disposition of a message disposition notification (RFC 8098).
        Mdn = "mdn",
        /// SMPP message_state.
        SmppState = "smppState",
        /// The word after `stat:` in an SMPP receipt.
        SmppStatText = "smppStatText",
        /// SMPP command_status of the submit response, `0x0000000B`.
        SmppStatus = "smppStatus",
        /// TP-Status of 3GPP TS 23.040, `0x41`.
        GsmTpSt = "gsmTpSt",
        /// MAP user errors of 3GPP TS 29.002.
        GsmMap = "gsmMap",
        /// Absent subscriber diagnostics of 3GPP TS 29.002.
        GsmAbsentDiagnostic = "gsmAbsentDiagnostic",
        /// An example of a provider's own table of receipt codes.
        SmsProviderExample = "smsProviderExample",
        /// Why a letter came back.
        Post = "post",
    }
}

/// One code of one family, as received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The book it comes from.
    pub family: Family,
    /// The code as it was received; `judge` normalises it.
    pub code: String,
}

impl Code {
    /// The code of this family.
    pub fn new(family: Family, code: impl Into<String>) -> Self {
        Self { family, code: code.into() }
    }
}

/// What a person said about the attempt. It beats every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Human {
    /// The class that was tapped.
    pub class: Class,
}

/// What our own side of the line saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// The other side rang: a 180 or 183 was seen.
    pub rang: bool,
    /// The call was answered.
    pub answered: bool,
    /// We stopped because our own ring limit was reached.
    pub ring_limit: bool,
}

/// All that is known about one attempt, in its raw form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What a person said, if somebody did.
    pub human: Option<Human>,
    /// Codes in the order of their arrival; a later one of the same family replaces an earlier one.
    pub codes: Vec<Code>,
    /// The `Reason` header field or fields (RFC 3326), as received.
    pub reason: Option<String>,
    /// What our own side saw.
    pub signals: Signals,
}

impl Evidence {
    /// What a person tapped.
    pub fn tapped(class: Class) -> Self {
        Self { human: Some(Human { class }), ..Self::default() }
    }

    /// One code from a machine.
    pub fn code(family: Family, code: impl Into<String>) -> Self {
        Self { codes: vec![Code::new(family, code)], ..Self::default() }
    }

    /// The same with a `Reason` header.
    #[must_use]
    pub fn with_reason(self, header: impl Into<String>) -> Self {
        Self { reason: Some(header.into()), ..self }
    }

    /// The same with one more code.
    #[must_use]
    pub fn and(mut self, family: Family, code: impl Into<String>) -> Self {
        self.codes.push(Code::new(family, code));
        self
    }

    /// The same with what our own side saw.
    #[must_use]
    pub fn seen(self, signals: Signals) -> Self {
        Self { signals, ..self }
    }
}
