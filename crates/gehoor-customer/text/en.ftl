# Customers: telephone numbers, addresses and wishes.
fault-phoneEmpty = Enter a telephone number.
fault-phoneNotANumber = This is not a telephone number.
fault-phoneNotANumber-guess = Something else stands beside this telephone number. Did you mean { $guess }?
fault-phoneCountry = There is no country with this code.
fault-phoneCountry-guess = There is no country with this code. Did you mean { $guess }?
fault-phoneAreaCodeMissing = The area code is missing. Ask the customer for it.
fault-phoneDigitsMissing = { $digits ->
    [one] One digit is missing.
   *[other] { $digits } digits are missing.
}
fault-phoneDigitsTooMany = { $digits ->
    [one] There is one digit too many.
   *[other] There are { $digits } digits too many.
}
fault-phoneDigitsTooMany-guess = { $digits ->
    [one] There is one digit too many. Did you mean { $guess }?
   *[other] There are { $digits } digits too many. Did you mean { $guess }?
}
fault-phoneNotGivenOut = This number is not in use. Read it back to the customer.
fault-phoneNotGivenOut-guess = This number is not in use. Did you mean { $guess }?
fault-phoneNotReachable = { $kind ->
    [pager] This is a pager. You can speak to nobody on it.
    [paid] This is a paid service number. Ask for a number of the customer's own.
    [free] This is a free service number. Ask for a number of the customer's own.
    [machine] This is the number of a machine. Ask for a number of the customer's own.
    [municipality] This is the number of a municipality. Ask for a number of the customer's own.
    [emergency] This is the emergency number. Ask for a number of the customer's own.
   *[other] You can call nobody back on this number. Ask for a number of the customer's own.
}
fault-postTooLong = This address is too long. It may have 400 characters.
fault-pointTwice = This customer has this number or address already.
fault-notLanguage = This is not a language code. Use for example nl or en.
fault-notTimeZone = This is not a time zone. Use for example Europe/Amsterdam.
fault-notTimeRange = Write a range as 09:00-17:30, with the end after the start.
conflict-customerErased = The data of this customer were erased. Nothing can be added.
conflict-customerMerged = This card was merged into another. Go on there.
conflict-mergeNotLast = This card was merged again since. Undo that first.
fault-sameCard = This is the same card. Choose another one.
