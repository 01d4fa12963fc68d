"""What bench/run side-by-side asks awsfindingsmanagerlib, which PYTHONPATH has to name.

    library.py decide RULES FINDINGS     prints which rule suppresses each finding, as a list in JSON
    library.py measure RULES FINDINGS    prints microseconds of processor time a finding, as JSON
    library.py count RULES FINDINGS      prints how many findings it suppresses: a whole process

Nothing is sent, and no AWS client is made.
"""

import json
import statistics
import sys
import time

from awsfindingsmanagerlib import FindingsManager, Local

TURNS = 5
SHORTEST_TURN = 0.3


class DecidingOnly(FindingsManager):
    """Without the clients that the library makes when it starts: they ask AWS."""

    @staticmethod
    def _get_sts_client():
        return None

    @staticmethod
    def _get_ec2_client(region):
        return None

    @property
    def _sts_client_config_region(self):
        return "eu-west-1"

    @property
    def regions(self):
        return []


def manager(rules):
    deciding = DecidingOnly()
    deciding.register_rules(Local(rules).get_rules())
    return deciding


def read(path):
    with open(path, "rb") as file:
        return json.load(file)["Findings"]


def suppressed(deciding, findings):
    return sum(1 for finding in findings if deciding.validate_finding_on_matching_rules(finding))


def suppressed_of_events(deciding, events):
    return sum(suppressed(deciding, json.loads(event)["detail"]["findings"]) for event in events)


def notes(deciding, findings):
    for finding in findings:
        matched = deciding.validate_finding_on_matching_rules(finding)
        yield matched.matched_rule.note if matched else ""


def event(finding):
    """As EventBridge delivers it."""
    return json.dumps(
        {
            "version": "0",
            "id": "8e5622f9-d81c-4d81-612a-9319e7ee2506",
            "detail-type": "Security Hub Findings - Imported",
            "source": "aws.securityhub",
            "account": finding["AwsAccountId"],
            "time": "2026-11-30T12:00:00Z",
            "region": finding["Region"],
            "resources": [finding["Id"]],
            "detail": {"findings": [finding]},
        }
    ).encode()


def processor_time(work):
    """Seconds for once: the median of turns that are long enough for the clock."""
    repeat = 1
    turns = []
    while len(turns) < TURNS:
        start = time.process_time()
        for _ in range(repeat):
            work()
        taken = time.process_time() - start
        if taken < SHORTEST_TURN:
            repeat *= 2
        else:
            turns.append(taken / repeat)
    return statistics.median(turns)


def measured(deciding, findings):
    events = [event(finding) for finding in findings]
    return {
        name: 1_000_000 * processor_time(work) / len(findings)
        for name, work in {
            "parsed": lambda: suppressed(deciding, findings),
            "bytes": lambda: suppressed_of_events(deciding, events),
        }.items()
    }


if __name__ == "__main__":
    command, rules, findings = sys.argv[1:]
    answer = {
        "decide": lambda *given: list(notes(*given)),
        "measure": measured,
        "count": suppressed,
    }[command]
    print(json.dumps(answer(manager(rules), read(findings))))
