"""Makes what both decide on, from the fixtures of awsfindingsmanagerlib's tests.

    prepare.py CHECKOUT FOLDER FINDINGS

FOLDER gets 9.yaml, the library's own rules; 1000.yaml, these and more of the kind, each about something of its own; and
FINDINGS findings in all.json, of which some.json and few.json have the first ones. Each finding has an id of its own; one in four is
about what a rule names that only the large book has.
"""

import copy
import json
import pathlib
import shutil
import sys

import yaml

RULES = 1000
SOME = 2800
FEW = 280
FIXTURES = ["matching_findings", "non_matching_findings", "query_non_matching_findings"]
NAMING = ["security_control_id", "rule_or_control_id", "title"]


def varied(text, number):
    return f"{text}-{number}" if number else text


def rules(own):
    for at in range(RULES):
        rule = copy.deepcopy(own[at % len(own)])
        number = at // len(own)
        rule["note"] = varied(rule["note"], number)
        for name in NAMING:
            if name in rule["match_on"]:
                rule["match_on"][name] = varied(rule["match_on"][name], number)
        yield rule


def finding(own, at):
    """Which of its rules' kinds a finding is about is told by its control and its title."""
    made = copy.deepcopy(own[at % len(own)])
    turn = at // len(own)
    copies = RULES // 9 - 1
    number = 1 + 37 * turn % copies if turn % 4 == 3 else 0
    made["Id"] = f"{made['Id']}-{at}"
    made["Title"] = varied(made["Title"], number)
    for members, name in [("Compliance", "SecurityControlId"), ("ProductFields", "ControlId")]:
        if name in made.get(members, {}):
            made[members][name] = varied(made[members][name], number)
    return made


def write(path, findings):
    path.write_text(json.dumps({"Findings": findings}, ensure_ascii=False), encoding="utf-8")


def prepare(fixtures, folder, number):
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(fixtures / "rules.yaml", folder / "9.yaml")
    own_rules = yaml.safe_load((fixtures / "rules.yaml").read_text(encoding="utf-8"))["Rules"]
    (folder / "1000.yaml").write_text(json.dumps({"Rules": list(rules(own_rules))}), encoding="utf-8")  # JSON is YAML
    own = [one for name in FIXTURES for one in json.loads((fixtures / f"{name}.json").read_text(encoding="utf-8"))]
    findings = [finding(own, at) for at in range(number)]
    write(folder / "all.json", findings)
    write(folder / "some.json", findings[:SOME])
    write(folder / "few.json", findings[:FEW])


if __name__ == "__main__":
    prepare(pathlib.Path(sys.argv[1]) / "tests" / "fixtures", pathlib.Path(sys.argv[2]), int(sys.argv[3]))
