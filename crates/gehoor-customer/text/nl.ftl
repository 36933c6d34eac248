# Klanten: telefoonnummers, adressen en wensen.
fault-phoneEmpty = Vul een telefoonnummer in.
fault-phoneNotANumber = Dit is geen telefoonnummer.
fault-phoneNotANumber-guess = Bij dit telefoonnummer staat nog iets anders. Bedoelt u { $guess }?
    .je = Bij dit telefoonnummer staat nog iets anders. Bedoel je { $guess }?
fault-phoneCountry = Dit landnummer bestaat niet.
fault-phoneCountry-guess = Dit landnummer bestaat niet. Bedoelt u { $guess }?
    .je = Dit landnummer bestaat niet. Bedoel je { $guess }?
fault-phoneAreaCodeMissing = Het netnummer ontbreekt. Vraag de klant ernaar.
fault-phoneDigitsMissing = { $digits ->
    [one] Er ontbreekt één cijfer.
   *[other] Er ontbreken { $digits } cijfers.
}
fault-phoneDigitsTooMany = { $digits ->
    [one] Er is één cijfer te veel.
   *[other] Er zijn { $digits } cijfers te veel.
}
fault-phoneDigitsTooMany-guess = { $digits ->
    [one] Er is één cijfer te veel. Bedoelt u { $guess }?
   *[other] Er zijn { $digits } cijfers te veel. Bedoelt u { $guess }?
}
    .je = { $digits ->
        [one] Er is één cijfer te veel. Bedoel je { $guess }?
       *[other] Er zijn { $digits } cijfers te veel. Bedoel je { $guess }?
    }
fault-phoneNotGivenOut = Dit nummer is niet in gebruik. Lees het de klant nog eens voor.
fault-phoneNotGivenOut-guess = Dit nummer is niet in gebruik. Bedoelt u { $guess }?
    .je = Dit nummer is niet in gebruik. Bedoel je { $guess }?
fault-phoneNotReachable = { $kind ->
    [pager] Dit is een semafoon. Daarop kunt u niemand spreken.
    [paid] Dit is een betaald servicenummer. Vraag een nummer van de klant zelf.
    [free] Dit is een gratis servicenummer. Vraag een nummer van de klant zelf.
    [machine] Dit is het nummer van een apparaat. Vraag een nummer van de klant zelf.
    [municipality] Dit is het nummer van een gemeente. Vraag een nummer van de klant zelf.
    [emergency] Dit is het alarmnummer. Vraag een nummer van de klant zelf.
   *[other] Op dit nummer kunt u niemand terugbellen. Vraag een nummer van de klant zelf.
}
    .je = { $kind ->
        [pager] Dit is een semafoon. Daarop kun je niemand spreken.
        [paid] Dit is een betaald servicenummer. Vraag een nummer van de klant zelf.
        [free] Dit is een gratis servicenummer. Vraag een nummer van de klant zelf.
        [machine] Dit is het nummer van een apparaat. Vraag een nummer van de klant zelf.
        [municipality] Dit is het nummer van een gemeente. Vraag een nummer van de klant zelf.
        [emergency] Dit is het alarmnummer. Vraag een nummer van de klant zelf.
       *[other] Op dit nummer kun je niemand terugbellen. Vraag een nummer van de klant zelf.
    }
fault-postTooLong = Dit adres is te lang. Er passen 400 tekens in.
fault-pointTwice = Deze klant heeft dit nummer of adres al.
fault-notLanguage = Dit is geen taalcode. Gebruik bijvoorbeeld nl of en.
fault-notTimeZone = Dit is geen tijdzone. Gebruik bijvoorbeeld Europe/Amsterdam.
fault-notTimeRange = Schrijf een tijdvak als 09:00-17:30, met het einde na het begin.
conflict-customerErased = De gegevens van deze klant zijn gewist. Er kan niets meer bij.
conflict-customerMerged = Deze kaart is samengevoegd met een andere. Werk daar verder.
conflict-mergeNotLast = Deze kaart is daarna nog eens samengevoegd. Maak eerst dat ongedaan.
fault-sameCard = Dit is dezelfde kaart. Kies een andere.
