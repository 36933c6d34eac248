## Inlezen
fault-notMoment = Hier hoort een moment, zoals 2026-11-22 14:05 of 22-11-2026 14:05.
fault-notAmount = Hier hoort een bedrag, zoals 12,50 of 1250.
fault-notOwnerName = Er is geen team met deze naam. Schrijf de id van een medewerker of de naam van een team.
fault-noWayToReach = Geef een telefoonnummer of een e-mailadres.
fault-momentOrKey = Geef een moment, of een sleutel met de datum waarop die verwacht is.
conflict-batchUndone = Deze inlezing is al ongedaan gemaakt.
