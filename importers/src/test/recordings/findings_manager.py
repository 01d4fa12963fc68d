"""Records which rules of the findings manager match which findings, as its library says.

    python findings_manager.py generate > findings-manager-generated.jsonl
    python findings_manager.py answer < questions.jsonl > answers.jsonl

Needs awsfindingsmanagerlib on the path (PYTHONPATH). A line is the rules, and findings with the notes
of the rules that the library registers and finds matching, in their order in the file.
"""

import json
import random
import sys

from awsfindingsmanagerlib import FindingsManager
from awsfindingsmanagerlib.awsfindingsmanagerlib import Finding

SEED = 20261129
BOOKS = 100
FINDINGS = 8
CANDIDATES = 300

CONTROLS = ["S3.9", "S3.1", "S3.14", "EC2.8", "1.14", "s3.9"]
PRODUCTS = ["Inspector", "Security Hub", "Health"]
TITLES = ["CVE-2023-44487 - nghttp2", "Another", "another"]
REGIONS = ["eu-west-1", "eu-central-1", "us-east-1"]
TAGS = {"ManagedBy": ["Pipeline", "CDK", ""], "purpose": ["training", "logs"], "team": ["red"]}
IDS = [
    "arn:aws:s3:::logs-test",
    "arn:aws:s3:::logs-qa-2",
    "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123abcd",
    "course-12",
    "arn:aws:s3:::course-x",
    "a.b+c",
]
REGEXPS = [
    "^arn:aws:s3:::.*-test$", "-qa", "instance/i-[0-9a-f]{8}$", "course-\\d+", "(test|qa)", "i-0123ABCD", "^course",
    "", ".*", "a\\.b\\+c", "a.b", "(?i)LOGS", "\\bqa\\b", "logs-(?!qa)", "^arn:[^:]*:s3:", "[[:]s3",
]
STATUS = ["NEW", "NOTIFIED"]


class Asked(FindingsManager):
    @staticmethod
    def _get_sts_client():
        return None

    @staticmethod
    def _get_ec2_client(region):
        return None

    @property
    def regions(self):
        return []

    @property
    def _sts_client_config_region(self):
        return "eu-west-1"


def whole(finding):
    """With the members that the library asks of a finding, whatever they say."""
    made = {name: "none" for name in Finding.required_fields}
    made.update({"ProductFields": {}, "Severity": {}, "FindingProviderFields": {}, "Workflow": {"Status": "NEW"}})
    made.update(finding)
    return made


def answered(line):
    manager = Asked()
    manager.register_rules(line["rules"])
    notes = list(dict.fromkeys(rule["note"] for rule in line["rules"]))
    for finding in line["findings"]:
        asked = Finding(whole(finding["finding"]))
        matching = {rule.note for rule in manager.rules if asked.is_matching_rule(rule)}
        finding["matching"] = [note for note in notes if note in matching]
    return line


def rule(choice, number):
    match_on = {}
    while not any(match_on.values()):
        if choice.random() < 0.4:
            match_on["rule_or_control_id" if choice.random() < 0.3 else "security_control_id"] = choice.choice(CONTROLS)
        if choice.random() < 0.2:
            match_on["product_name"] = choice.choice(PRODUCTS + [""])
        if choice.random() < 0.2:
            match_on["title"] = choice.choice(TITLES)
        if choice.random() < 0.25:
            match_on["regions"] = choice.sample(REGIONS, choice.randint(0, 2))
        if choice.random() < 0.35:
            match_on["tags"] = [tag(choice) for _ in range(choice.randint(0, 2))]
        if choice.random() < 0.35:
            match_on["resource_id_regexps"] = choice.sample(REGEXPS, choice.randint(0, 2))
    return {"note": f"Note {number}", "action": "SUPPRESSED", "match_on": match_on}


def tag(choice):
    key = choice.choice(sorted(TAGS))
    return {"key": key, "value": choice.choice(TAGS[key])}


def finding(choice):
    made = {
        "Region": choice.choice(REGIONS),
        "Title": choice.choice(TITLES),
        "ProductName": choice.choice(PRODUCTS),
        "Workflow": {"Status": choice.choice(STATUS)},
        "Resources": [],
    }
    if choice.random() < 0.6:
        made["Compliance"] = {"SecurityControlId": choice.choice(CONTROLS)}
    if choice.random() < 0.5:
        made["ProductFields"] = {choice.choice(["ControlId", "RuleId"]): choice.choice(CONTROLS)}
    for _ in range(choice.randint(1, 3)):
        resource = {"Type": "Other", "Id": choice.choice(IDS)}
        if choice.random() < 0.6:
            resource["Tags"] = {one["key"]: one["value"] for one in [tag(choice), tag(choice)]}
        made["Resources"].append(resource)
    return {"finding": made}


def telling(rules, findings):
    """Half of them matched, as far as the rules match so many."""
    asked = answered({"rules": rules, "findings": findings})["findings"]
    matched = [one for one in asked if one["matching"]][: FINDINGS // 2]
    spared = [one for one in asked if not one["matching"]][: FINDINGS - len(matched)]
    return {"rules": rules, "findings": matched + spared}


def generated():
    choice = random.Random(SEED)
    for _ in range(BOOKS):
        rules = [rule(choice, number) for number in range(choice.randint(1, 4))]
        yield telling(rules, [finding(choice) for _ in range(CANDIDATES)])


if __name__ == "__main__":
    questions = generated() if sys.argv[1:] == ["generate"] else map(json.loads, sys.stdin)
    for question in questions:
        print(json.dumps(answered(question), separators=(",", ":"), ensure_ascii=False))
