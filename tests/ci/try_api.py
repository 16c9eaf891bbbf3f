"""
Tries an API by its own OpenAPI document with schemathesis and prints as JSON what is wrong with the answers.

The one argument is a file: {document, base, known: {path parameter: [ids]}, skipped: [operation ids], examples, seed,
roles: [{name, token, secrets: [words that this role must never read]}]}. Every case is sent once for each role.
"""

import json
import sys

import hypothesis
import requests
import schemathesis
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi import checks as openapi

CHECKS = [
    not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_schema_conformance,
]
MOST_WORDS = 600


def readable(text):
    """Control characters by their numbers: Python's expressions have no names for them."""
    return text.replace(r"\\p{Cc}", r"\\x00-\\x1f\\x7f-\\x9f")


def known_ids(document, known):
    """Path parameters with ids that are there: made-up ones alone would be answered 404 and nothing else."""
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path" and parameter["name"] in known:
                    parameter["schema"] = {"enum": known[parameter["name"]]}
    return document


def text_of(response):
    """Files are bytes of any kind."""
    return response.content.decode("utf-8", "replace")


def faults_of(case, response, role):
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        yield from (f"{one.title}: {one.message}" for one in group.exceptions)
    except Failure as one:
        yield f"{one.title}: {one.message}"
    asked = f"{response.request.url} {response.request.body}"
    said = text_of(response)
    for secret in role["secrets"]:
        if secret in said and secret not in asked:
            yield f"shows {secret}, which is another realm's"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        wanted = json.loads(readable(file.read()))
    load_all_checks()
    schema = schemathesis.openapi.from_dict(known_ids(wanted["document"], wanted["known"]))
    schema.config.update(base_url=wanted["base"])
    session = requests.Session()
    faults, answers = {}, {}

    def send(name, case):
        for role in wanted["roles"]:
            session.cookies.clear()
            token = role["token"]
            headers = {} if token is None else {"Authorization": f"Bearer {token}"}
            response = case.call(session=session, headers=headers, timeout=30)
            counts = answers.setdefault(name, {}).setdefault(role["name"], {})
            counts[response.status_code] = counts.get(response.status_code, 0) + 1
            for fault in faults_of(case, response, role):
                key = f"{name} as {role['name']}: {fault.splitlines()[0]}"
                curl = case.as_curl_command(headers={})
                said = f"{fault}\n{curl}\n{response.status_code} {text_of(response)}"
                faults.setdefault(key, said[:MOST_WORDS])

    for result in schema.get_all_operations():
        operation = result.ok()
        name = operation.definition.raw["operationId"]
        if name in wanted["skipped"]:
            continue
        for mode, share in ((GenerationMode.POSITIVE, 0.6), (GenerationMode.NEGATIVE, 0.4)):

            @hypothesis.seed(wanted["seed"])
            @hypothesis.settings(
                max_examples=max(1, round(wanted["examples"] * share)),
                database=None,
                deadline=None,
                phases=[hypothesis.Phase.generate],
                suppress_health_check=list(hypothesis.HealthCheck),
            )
            @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
            def run(case):
                send(name, case)

            try:
                run()
            except hypothesis.errors.Unsatisfiable:
                # Nothing about it can be wrong: an address without parameters, and no body.
                pass
    json.dump({"faults": faults, "answers": answers}, sys.stdout)


main()
