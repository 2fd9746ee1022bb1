#!/usr/bin/env python3
"""Checks one output of dateline against the text that it was made from.

    tools/check_output.py RELEASE.txt OUTPUT.json

Offsets must be characters. Every mention must stand where it says; the lists must not be empty where the release of
`.ci/run` has something to find.
"""
import json
import sys


def main(text_path, output_path):
    with open(text_path, encoding="utf-8", newline="") as file:
        text = file.read()
    with open(output_path, encoding="utf-8") as file:
        output = json.load(file)
    assert output["schema"] == "dateline/1", output["schema"]
    assert output["generator"]["offsets"] == "char", output["generator"]
    mentions = 0
    for kind in ("people", "roles", "organizations", "places", "dates", "agreements"):
        assert output[kind], f"no {kind}"
        for record in output[kind]:
            for mention in record["mentions"]:
                piece = text[mention["start"]:mention["end"]]
                assert piece == mention["text"], f"{record['id']}: {piece!r} is not {mention['text']!r}"
                mentions += 1
    assert output["document"]["date"] == {"value": "2024-05-21", "source": "header"}, output["document"].get("date")
    names = {person["name"] for person in output["people"]}
    assert {"Thomas Averill", "Arben Krasniqi", "Renee Stallworth"} <= names, names
    values = {date.get("value") for date in output["dates"]}
    assert "2024-05-04/2024-05-17" in values, values
    print(f"{mentions} mentions stand where the output says")


main(*sys.argv[1:])
