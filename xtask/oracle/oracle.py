"""What PM4Py says about a log, to be compared with what Paceline says. Run by `cargo x check --oracle`.

PM4Py is a program of its own here: it is installed beside the build, and neither linked nor shipped.

    oracle.py generate LOG.csv ANSWERS.json    a log with leaps, returns and repeats, and the answers about it
    oracle.py answer LOG.csv ANSWERS.json      the answers about a log
    oracle.py compare ORIGINAL.xes EXPORT.xes EXPORT.json    whether two files tell the same
"""

import csv
import json
import random
import sys
import warnings
from collections import Counter
from datetime import datetime, timedelta, timezone

import pandas
import pm4py
from pm4py.objects.petri_net.obj import Marking, PetriNet
from pm4py.objects.petri_net.utils import petri_utils

STAGES = ["Contact", "Needs", "Visit", "Offer", "Terms"]
ENDS = ["Won", "Lost"]
# what PM4Py says about its own ways of reading is not about the files
OWN = ("ignore", ".*(r4pm|rustxes).*")


def generate(path):
    luck = random.Random(20261122)
    rows = []
    for case in range(1, 161):
        moment = datetime(2026, 1, 1, 8, tzinfo=timezone.utc) + timedelta(minutes=luck.randrange(200_000))
        at = luck.choices([0, 1], [9, 1])[0]
        while True:
            rows.append((f"case {case}", STAGES[at], moment.isoformat()))
            moment += timedelta(minutes=luck.randrange(1, 30_000))
            step = luck.choices(["on", "leap", "back", "again", "won", "lost", "open"], [60, 9, 8, 5, 4, 9, 5])[0]
            if step == "won" or (step in ("on", "leap") and at == len(STAGES) - 1):
                rows.append((f"case {case}", "Won", moment.isoformat()))
                break
            if step == "lost":
                rows.append((f"case {case}", "Lost", moment.isoformat()))
                break
            if step == "open":
                break
            at = {"on": at + 1, "leap": min(at + 2, len(STAGES) - 1), "back": max(at - 1, 0), "again": at}[step]
    luck.shuffle(rows)
    # stages stand in the order in which they first appear
    rows = sorted(rows, key=lambda row: (row[0] != "case 1", row[0]))
    first = [(f"case {0}", name, datetime(2025, 12, 1 + place, tzinfo=timezone.utc).isoformat()) for place, name in enumerate(STAGES)]
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case_id", "activity", "timestamp"])
        writer.writerows(first + rows)


def read_csv(path):
    frame = pandas.read_csv(path)
    frame = frame.drop(columns=[c for c in ("Activity",) if "concept:name" in frame])
    names = {"case_id": "case:concept:name", "activity": "concept:name", "timestamp": "time:timestamp"}
    frame = frame.rename(columns={old: new for old, new in names.items() if old in frame and new not in frame})
    frame["time:timestamp"] = pandas.to_datetime(frame["time:timestamp"], utc=True, format="ISO8601")
    frame["case:concept:name"] = frame["case:concept:name"].astype(str)
    return frame.sort_values(["case:concept:name", "time:timestamp"], kind="stable")


def line(stages):
    """The straight line of these stages as a Petri net."""
    net = PetriNet("line")
    places = [PetriNet.Place(f"p{at}") for at in range(len(stages) + 1)]
    for place in places:
        net.places.add(place)
    for at, name in enumerate(stages):
        transition = PetriNet.Transition(f"t{at}", name)
        net.transitions.add(transition)
        petri_utils.add_arc_from_to(places[at], transition, net)
        petri_utils.add_arc_from_to(transition, places[at + 1], net)
    return net, Marking({places[0]: 1}), Marking({places[-1]: 1})


def answers(path):
    frame = read_csv(path)
    ways = Counter(tuple(way) for way in frame.groupby("case:concept:name", sort=False)["concept:name"].agg(tuple))
    order = list(dict.fromkeys(pandas.read_csv(path)[next(c for c in ("activity", "concept:name") if c in pandas.read_csv(path))]))
    stages = [name for name in order if name not in ENDS]
    variants = []
    for way, deals in sorted(ways.items(), key=lambda item: (-item[1], item[0])):
        net = line(stages + [way[-1]] if way[-1] in ENDS else stages)
        trace = frame.iloc[: len(way)].copy()
        trace["case:concept:name"] = "one"
        trace["concept:name"] = list(way)
        aligned = pm4py.conformance_diagnostics_alignments(trace, *net)[0]
        variants.append({"way": list(way), "deals": deals, "cost": aligned["cost"] // 10000, "fitness": aligned["fitness"]})
    follows, _, _ = pm4py.discover_dfg(frame)
    spans = frame.groupby("case:concept:name")["time:timestamp"].agg(lambda at: (at.max() - at.min()).total_seconds())
    return {
        "cases": int(frame["case:concept:name"].nunique()),
        "events": len(frame),
        "stages": stages,
        "variants": variants,
        "follows": sorted([*pair, int(count)] for pair, count in follows.items()),
        "seconds": {case: seconds for case, seconds in spans.items()},
    }


def told(frame):
    """What a log tells, whatever its cases are called."""
    frame = frame.sort_values(["case:concept:name", "time:timestamp"], kind="stable")
    groups = frame.groupby("case:concept:name", sort=False)
    ways = Counter(tuple(way) for way in groups["concept:name"].agg(tuple))
    spans = sorted((at.max() - at.min()).total_seconds() for _, at in groups["time:timestamp"])
    follows, _, _ = pm4py.discover_dfg(frame)
    return len(groups), len(frame), ways, spans, Counter({pair: int(count) for pair, count in follows.items()})


def compare(original, export, ocel):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings(OWN[0], message=OWN[1])
        theirs, ours = told(pm4py.read_xes(original)), told(pm4py.read_xes(export))
        objects = pm4py.read_ocel2_json(ocel)
    names = ["cases", "events", "variants", "case durations", "directly-follows counts"]
    wrong = [name for name, one, other in zip(names, theirs, ours) if one != other]
    deals = objects.objects[objects.objects["ocel:type"] == "deal"]
    if (len(deals), len(objects.events)) != (theirs[0], theirs[1]):
        wrong.append("OCEL")
    print(f"{theirs[0]} cases, {theirs[1]} events, {len(theirs[2])} variants")
    if wrong:
        sys.exit(f"not the same: {', '.join(wrong)}")


def main():
    match sys.argv[1:]:
        case ["generate", log, kept]:
            generate(log)
            with open(kept, "w") as file:
                json.dump(answers(log), file, indent=1)
        case ["answer", log, kept]:
            with open(kept, "w") as file:
                json.dump(answers(log), file, indent=1)
        case ["compare", original, export, ocel]:
            compare(original, export, ocel)
        case _:
            sys.exit(__doc__)


main()
