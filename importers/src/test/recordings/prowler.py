"""Records what Prowler's own mutelist answers.

    python prowler.py generate > prowler-generated.jsonl
    python prowler.py answer < questions.jsonl > answers.jsonl

Needs Prowler on the path (PYTHONPATH). A line is a mutelist, and findings with Prowler's answer.
"""

import json
import random
import sys

from prowler.lib.mutelist.mutelist import Mutelist
from prowler.lib.outputs.utils import unroll_dict, unroll_tags

SEED = 20261129
MUTELISTS = 100
FINDINGS = 8
CANDIDATES = 400

ACCOUNTS = ["111122223333", "444455556666", "777788889999"]
CHECKS = [
    "iam_user_hardware_mfa_enabled",
    "ec2_instance_public_ip",
    "s3_bucket_object_versioning",
    "s3_bucket_object_versioning_mfa",
    "ecs_task_definitions_no_environment_secrets",
    "awslambda_function_url_public",
    "rds_instance_ec2_link",
    "beta_thing_is_enabled",
    "zed_inside_alpha",
]
CHECK_ITEMS = CHECKS + [
    "*", "**", "s3_*", "ec2_*", "ec2", "lambda_function_*", "lambda*", "^iam", "_enabled$",
    "^ec2.*ip$", "prowler", "^s3_bucket_object_versioning$", "*link", "rds|ecs", "beta_*_enabled",
    "alpha_*", "*_public_*", "s3_*_mfa", "(iam|ec2)_.*", "[es]c[2s]_", "zed_*alpha", "s3_.+_mfa",
    "e*", "_*_", "*s*s*",
]
REGIONS = ["eu-west-1", "eu-south-2", "us-east-1", "us-west-2"]
REGION_ITEMS = REGIONS + ["*", "*", "*", "**", "us-*-1", "eu-*", "^us-", "*-1", "west", "(eu|us)-west-[12]",
                          "*south*", "us-.*-2", "^eu-west-1$"]
NAMES = [
    "anna", "ben", "benjamin", "ci-logs", "ci-logs-replica", "qa-cache", "-cache", "prod-canary", "scratch",
    "my-scratch-1", "i-0123456789abcdef0", "root", "pre-mid-post", "pre-post", "db.internal", "dbXinternal", "a+b",
]
NAME_ITEMS = NAMES[:-1] + [
    "*", "*", "*", "**", "^ben$", ".+-cache", "*-canary", "scratch$", "i-[0-9a-f]{17}", "^(ci|qa)-", "pre-*-post",
    "ci-*", "*.internal", "db\\.internal", "a\\+b", "a+b", "^pre", "my-*-[0-9]", "b*n", "*o*t*", "(?i)ANNA",
    "ci-logs(?!-replica)", "\\w+-\\w+-\\w+",
]
ARNS = [
    "arn:aws:s3:::%s",
    "arn:aws:iam::111122223333:user/%s",
    "arn:aws:lambda:eu-west-1:111122223333:function:%s",
    "arn:aws:ec2:eu-west-1:111122223333:instance/%s",
    "arn:aws:sns:us-east-1:111122223333:%s",
    "arn:aws:logs:eu-west-1:111122223333:log-group:%s",
    "%s",
]
TAGS = {
    "environment": ["dev", "development", "prod", ""],
    "project": ["one", "two", "three"],
    "team": ["red-1", "blue-x", "green-1", "r.d"],
    "owner": ["nobody", "test"],
    "stage": ["test", "prod"],
    "keep": ["yes", "no"],
}
TAG_ITEMS = [
    "environment=dev", "environment=*", "environment=dev*", "environment=**", "environment=", "project=one|project=two",
    "project=t*", "team=(red|blue)-.*", "team=red-*", "team=r\\.d", "team=r.d", "stage=prod", "stage=prod|keep=no", "keep=yes",
    "*", "**", "owner=(nobody|test)", "owner=nobody|project=*|keep=no", "team=[rg]", "environment=dev(?!e)",
]
ACCOUNT_ITEMS = ACCOUNTS + ["*", "1111*", "^44", "5555", "**", "7+8"]


class Asked(Mutelist):
    def is_finding_muted(self):
        raise NotImplementedError


def answered(line):
    mutelist = Asked(mutelist_content=line["mutelist"])
    if mutelist.mutelist != line["mutelist"]:
        raise ValueError(f"Prowler takes this for no mutelist: {line['mutelist']}")
    for finding in line["findings"]:
        finding["muted"] = mutelist.is_muted(
            finding["account"],
            finding["check"],
            finding["region"],
            finding["resource"],
            unroll_dict(unroll_tags(finding["tags"])),
        )
    return line


def some(choice, items, most, may_be_empty=True):
    if may_be_empty and choice.random() < 0.04:
        return []
    return [choice.choice(items) for _ in range(choice.randint(1, most))]


def entry(choice):
    made = {"Regions": some(choice, REGION_ITEMS, 2), "Resources": some(choice, NAME_ITEMS, 3)}
    if choice.random() < 0.35:
        made["Tags"] = some(choice, TAG_ITEMS, 2)
    if choice.random() < 0.45:
        exceptions = {}
        if choice.random() < 0.4:
            exceptions["Accounts"] = some(choice, ACCOUNT_ITEMS, 2)
        if choice.random() < 0.4:
            exceptions["Regions"] = some(choice, REGION_ITEMS, 2)
        if choice.random() < 0.4:
            exceptions["Resources"] = some(choice, NAME_ITEMS, 2)
        if choice.random() < 0.4:
            exceptions["Tags"] = some(choice, TAG_ITEMS, 2)
        made["Exceptions"] = exceptions
    if choice.random() < 0.1:
        made["Description"] = "Nobody minds"
    return made


def finding(choice):
    name = choice.choice(NAMES)
    keys = choice.sample(sorted(TAGS), choice.randint(0, 4))
    return {
        "account": choice.choice(ACCOUNTS),
        "check": choice.choice(CHECKS),
        "region": choice.choice(REGIONS),
        "resource": name,
        "arn": choice.choice(ARNS) % name,
        "tags": {key: choice.choice(TAGS[key]) for key in keys},
    }


def telling(line, findings):
    """Half of them muted, as far as the mutelist mutes so many."""
    asked = answered({"mutelist": line["mutelist"], "findings": findings})["findings"]
    muted = [finding for finding in asked if finding["muted"]][: FINDINGS // 2]
    spared = [finding for finding in asked if not finding["muted"]][: FINDINGS - len(muted)]
    return {"mutelist": line["mutelist"], "findings": muted + spared}


def generated():
    choice = random.Random(SEED)
    for _ in range(MUTELISTS):
        accounts = {}
        for _ in range(choice.randint(1, 3)):
            checks = {choice.choice(CHECK_ITEMS): entry(choice) for _ in range(choice.randint(1, 4))}
            accounts[choice.choice(["*", "*"] + ACCOUNTS)] = {"Checks": checks}
        yield telling({"mutelist": {"Accounts": accounts}}, [finding(choice) for _ in range(CANDIDATES)])


if __name__ == "__main__":
    questions = generated() if sys.argv[1:] == ["generate"] else map(json.loads, sys.stdin)
    for question in questions:
        print(json.dumps(answered(question), separators=(",", ":"), ensure_ascii=False))
