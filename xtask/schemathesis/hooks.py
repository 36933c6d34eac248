"""What schemathesis must know of this API beside its document, and two checks of our own."""

import ast
import os
import re
import threading

import schemathesis

# Python 3.11 counts the depth of a tree that it reads in one place for all threads and stops with a SystemError when two
# read at once (CPython issue 106905); hypothesis reads sources from each worker.
READING = threading.RLock()
READ = ast.parse


def one_at_a_time(*args, **kwargs):
    with READING:
        return READ(*args, **kwargs)


ast.parse = one_at_a_time

# The token and the employee that the run itself works with: they must outlive it.
OWN = {os.environ.get("GEHOOR_TEST_TOKEN_ID"), os.environ.get("GEHOOR_TEST_USER_ID")}
BEARER = os.environ.get("GEHOOR_TEST_BEARER", "")
NOBODY = "0" * 26
ID = re.compile(r"^([a-z]{2})_[0-9a-hjkmnp-tv-z]{26}$")
# Ids that stood in answers, newest last, by their prefix: made-up ids lead nowhere.
SEEN = {}
REMEMBERED = 20


@schemathesis.hook
def after_call(ctx, case, response):
    """Remembers what there is."""
    if response.status_code < 300 and response.content:
        try:
            learn(response.json())
        except ValueError:
            pass


def learn(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            learn(part)
    elif isinstance(value, str) and (match := ID.match(value)):
        known = SEEN.setdefault(match.group(1), [])
        if value not in known:
            known.append(value)
            del known[:-REMEMBERED]


# Of these a body has one; made up at random it mostly has several.
ONE_OF = [("userId", "teamId"), ("at", "when", "soon"), ("class", "code")]
# What made-up letters never are.
KNOWN = {
    "timeZone": ["Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "UTC"],
    "zone": ["Europe/Amsterdam", "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns"],
    "defaultCountry": ["NL", "BE", "DE"],
}
CODES = {
    "sip": ["486", "480", "404", "603", "503", "200"],
    "q850": ["1", "16", "17", "18", "19", "20", "27", "41"],
    "smtpEnhanced": ["5.1.1", "4.2.2", "5.7.1", "2.0.0"],
    "smtpReply": ["250", "421", "550"],
    "smppState": ["2", "3", "5", "8"],
    "dsnAction": ["delivered", "failed", "delayed"],
}


def real(value):
    """The same value as somebody would send it who knows this company, except for a few, so that refusals are tried too."""
    if isinstance(value, dict):
        value = chosen(value)
        if isinstance(value.get("family"), str) and "code" in value:
            value = {**value, "code": pick(CODES.get(value["family"], []), value["code"])}
        return {name: pick(KNOWN[name], part) if name in KNOWN else real(part) for name, part in value.items()}
    if isinstance(value, list):
        parts = [real(part) for part in value]
        # Waits and the like grow.
        return sorted(parts) if all(type(part) is int for part in parts) else parts
    if isinstance(value, str) and (match := ID.match(value)):
        known = SEEN.get(match.group(1), [])
        return value if value in known else pick(known, value)
    return value


def pick(known, value):
    """One that is known in place of a text, seven times of eight; always the same one for the same text."""
    number = sum(value.encode("utf-8", "surrogatepass")) if isinstance(value, str) else 0
    return known[number % len(known)] if known and number % 8 else value


def chosen(value):
    """With one of the fields that exclude each other, three times of four."""
    for names in ONE_OF:
        given = [name for name in names if value.get(name) is not None]
        number = sum(len(str(value[name])) for name in given)
        if len(given) > 1 and number % 4:
            kept = given[number % len(given)]
            value = {name: part for name, part in value.items() if name not in names or name == kept}
    return value


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Puts real ids in, keeps the run's own token, and lets a stream of changes end by itself."""
    if isinstance(case.path_parameters, dict):
        case.path_parameters = real(case.path_parameters)
        if case.method.upper() == "DELETE" or case.path.endswith("/departures"):
            spared = lambda value: value[:3] + NOBODY if value in OWN else value
            case.path_parameters = {name: spared(value) for name, value in case.path_parameters.items()}
    if isinstance(case.body, (dict, list)):
        case.body = real(case.body)
    if case.path.endswith("/changes"):
        query = case.query if case.query else {}
        if waits(query.get("wait", "0")):
            case.query = {**query, "wait": "0"}


def waits(value):
    return isinstance(value, (int, str)) and str(value).isdigit() and int(value) <= 3600


@schemathesis.check
def refusal_names_what_is_wrong(ctx, response, case):
    """Every refusal is a problem document (RFC 9457); a 400 names each field."""
    if response.status_code < 400 or case.method.upper() == "HEAD":
        return
    kind = response.headers.get("content-type", [""])[0]
    assert kind == "application/problem+json", f"a refusal of the kind {kind}"
    problem = response.json()
    for name in ("type", "title", "detail", "instance", "code"):
        assert problem.get(name), f"a problem without {name}"
    assert problem["status"] == response.status_code
    if response.status_code == 400 and problem["code"] == "invalid":
        assert problem.get("errors"), "a 400 that names no field"
        for fault in problem["errors"]:
            assert "pointer" in fault and fault.get("code") and fault.get("detail"), f"a fault without its place: {fault}"
            assert not fault["detail"].startswith("fault-"), f"a fault without a text: {fault}"


@schemathesis.check
def token_still_holds(ctx, response, case):
    """The run did not lock itself out: what follows would test nothing."""
    sent = response.request.headers.get("Authorization", "") if response.request is not None else ""
    assert response.status_code != 401 or sent != f"Bearer {BEARER}", "the token of this run is not valid any more"
