"""The document that describes the API is valid and true."""

from types import NoneType
from typing import get_args

import pytest
from django.test import Client
from openapi_spec_validator import validate

from denyut.gateway.api import api
from denyut.gateway.resources import ROUTERS
from denyut.spine.deeds import DEEDS


@pytest.fixture
def document(db):
    return Client().get("/api/v1/openapi.json", headers={"Accept-Language": "id"}).json()


def test_document_is_valid(document):
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert {tag for path in document["paths"].values() for op in path.values() for tag in op["tags"]} == set(ROUTERS)


def test_operations_are_named_once_and_described(document):
    operations = [op for path in document["paths"].values() for op in path.values()]
    assert len({op["operationId"] for op in operations}) == len(operations)
    assert all(op["description"] and op["summary"] for op in operations)
    assert all({"401", "422"} <= set(op["responses"]) for op in operations)


# What is read by sending something: a goal's words have no business in an address.
READS = {"lint"}


def test_changes_are_named_like_their_deeds(document):
    names = {op["operationId"] for path in document["paths"].values() for method, op in path.items() if method != "get"}
    assert names - READS == names & {name.partition(".")[2] for name in DEEDS}


def test_body_is_the_deeds_signature(document):
    path = document["paths"]["/api/v1/key-results/{id}/check-ins"]["post"]
    ref = path["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    schema = document["components"]["schemas"][ref]
    assert list(schema["properties"]) == ["value", "confidence", "note", "at", "external_key"]
    assert schema["required"] == ["value"]
    assert path["parameters"][-1]["name"] == "Idempotency-Key"


def test_token_is_the_way_in(document):
    assert document["components"]["securitySchemes"]["Bearer"]["scheme"] == "bearer"
    assert document["paths"]["/api/v1/me"]["get"]["security"] == [{"Bearer": []}, {"Session": []}]


def test_problem_titles_are_english(document):
    assert document["components"]["responses"]["Problem403"]["description"] == "Not allowed"


def test_examples_fit_their_bodies():
    bodies = [
        model.model_fields["body"].annotation
        for bound in api._get_bound_routers()
        for path in bound.path_operations.values()
        for operation in path.operations
        for model in operation.models
        if model.__ninja_param_source__ == "body"
    ]
    assert len(bodies) > 10
    for annotation in bodies:
        body = next(part for part in (*get_args(annotation), annotation) if part is not NoneType)
        [example] = body.model_config["json_schema_extra"]["examples"]
        assert body.model_validate(example).model_fields_set == set(example)


def test_bodies_and_answers_do_not_share_a_name(document):
    schemas = document["components"]["schemas"]
    assert "key_result" in schemas["CheckIn"]["properties"]
    assert "key_result" not in schemas["CheckInBody"]["properties"]
