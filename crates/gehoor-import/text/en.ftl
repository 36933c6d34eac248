## Import
fault-notMoment = A moment is needed, such as 2026-11-22 14:05 or 22-11-2026 14:05.
fault-notAmount = An amount is needed, such as 12,50 or 1250.
fault-notOwnerName = There is no team with this name. Write the id of a user or the name of a team.
fault-noWayToReach = Give a telephone number or a mail address.
fault-momentOrKey = Give a moment, or a key with the date on which it is expected.
conflict-batchUndone = This import was undone already.
