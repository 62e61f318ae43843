#!/usr/bin/env python3
"""Grows the forest that chooses a page's article (../src/html/weights.txt) from hand-marked pages.

    train.py MATERIAL                 grow it on all pages, print its scores, and write it
    train.py MATERIAL --dry           the same, and only say whether the file would stay as it is

MATERIAL is a folder with `pages/*.html` and `gold.jsonl`, one page a line: {page, set, url, and the truth}, where the truth is
`text` (sets `news` and `articles`) or the snippets `with` and `without` (set `web`). README.md says where they are from.
"""
import argparse
import bisect
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path
from urllib.parse import urlparse

import lightgbm
import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WEIGHTS = HERE.parent / "src/html/weights.txt"
SETS = ("news", "web", "articles")
FOLDS = 5
# As in ../src/html: below this chance no block is chosen, and from so many bytes on comments and forms are done without.
UNLIKELY, WHOLE = 0.2, 500
# Comments and forms are left out by a rule, so the forest need not learn them.
ADDED_COUNTS = 0.05
TREES = 260
# Extremely randomised trees try one bound a measure and draw from few measures: they fit the pages at hand less closely, and
# those of other sites better. The last two make the same rows give the same trees.
FOREST = {"objective": "binary", "extra_trees": True, "num_leaves": 9, "learning_rate": 0.1, "min_data_in_leaf": 150,
          "lambda_l2": 20, "feature_fraction": 0.3, "bagging_fraction": 0.7, "bagging_freq": 1, "seed": 1, "num_threads": 2,
          "verbose": -1, "deterministic": True, "force_row_wise": True}

words = re.compile(r"\w+").findall


def flat(text):
    return re.sub(r"\s+", " ", text).strip()


def runs(tokens, length):
    return [tuple(tokens[i:i + length]) for i in range(len(tokens) - length + 1)]


class Page:
    """A page's blocks, what is measured about each, and what is true of it."""

    def __init__(self, measured, gold):
        self.name, self.gold = gold["page"], gold
        self.blocks = measured["blocks"]
        self.rows = np.array(measured["rows"], dtype=np.float32)
        self.added = np.array(measured["added"], dtype=bool)
        self.lengths = np.array([len(block.encode()) for block in self.blocks], dtype=float)

    @cached_property
    def fold(self):
        """Pages of one site are in one fold."""
        address = urlparse(self.gold.get("url") or "").netloc
        site = ".".join(address.split(".")[-2:]) or self.name
        return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS

    @cached_property
    def labels(self):
        """For each block 1 (article), 0 (not) or -1 (nobody said), and how much it counts."""
        if self.gold["set"] == "web":
            return by_snippets(self.blocks, self.gold["with"], self.gold["without"])
        labels = by_text(self.blocks, self.gold["text"])
        sizes = [len(words(block)) for block in self.blocks]
        whole = sum(size for size, label in zip(sizes, labels) if label == 1) or sum(sizes) or 1
        # A block counts by its share of the article, so that each page counts alike.
        return labels, [min(3, (size + 2) / whole * 100) ** 0.75 + 0.05 for size in sizes]

    def chosen(self, chances):
        """The text that the program would take, before its second opinion."""
        likely = chances > bound(chances[~self.added], self.lengths[~self.added])
        own = likely & ~self.added
        if self.lengths[own].sum() < WHOLE:
            own = likely
        return "\n\n".join(block for block, is_own in zip(self.blocks, own) if is_own)


def bound(chances, lengths):
    """The chance above which blocks make the text with the best F1 that can be hoped for."""
    order = np.argsort(-chances)
    right = (chances * lengths)[order]
    return max(UNLIKELY, (right.cumsum() / (lengths[order].cumsum() + right.sum())).max(initial=0))


def by_text(blocks, text):
    """Which blocks stand in an article's whole `text`."""
    truth = words(text.lower())
    if not truth:
        return [0] * len(blocks)
    known, joined = set(runs(truth, 4)), f" {' '.join(truth)} "
    lines = Counter(" ".join(words(line)) for line in text.lower().split("\n"))
    tokens = [words(block.lower()) for block in blocks]
    labels, short = [], defaultdict(list)
    for at, block in enumerate(tokens):
        if len(block) >= 5:
            found = [run in known for run in runs(block, 4)]
            labels.append(int(sum(found) * 2 >= len(found)))
        else:
            labels.append(0 if block else -1)
            key = " ".join(block)
            if block and f" {key} " in joined:
                short[key].append(at)
    long = [at for at, block in enumerate(tokens) if len(block) >= 5]
    # A few words may stand anywhere: they are the article's beside its longer blocks, as often as its text has them as a line.
    for key, places in short.items():
        times = lines[key] or int(len(key) > 3)
        for inside, far, at in sorted(lie(at, long, labels) for at in places):
            beside = inside <= (-1 if lines[key] else -2) and far <= 12
            if times > 0 and beside:
                labels[at] = 1
                times -= 1
    return labels


def lie(at, long, labels):
    """How the block `at` lies among the long blocks: minus how many of those before and after are the article's, and how far."""
    place = bisect.bisect(long, at)
    near = [long[i] for i in (place - 1, place) if 0 <= i < len(long) and labels[long[i]] == 1]
    return -len(near), min((abs(at - other) for other in near), default=99), at


def by_snippets(blocks, wanted, unwanted):
    """Which blocks hold a snippet that an article must or must not have."""
    labels, counts = [-1] * len(blocks), [0.0] * len(blocks)
    lines = [flat(block) for block in blocks]
    for snippet in map(flat, wanted):
        hits = [at for at, line in enumerate(lines) if snippet in line]
        # A few words found twice are the article's once.
        for at in hits[:1] if len(snippet) < 15 else hits:
            labels[at], counts[at] = 1, 1.5 / len(hits)
    for snippet in map(flat, unwanted):
        for at, line in enumerate(lines):
            if snippet in line and labels[at] != 1:
                labels[at], counts[at] = 0, 1.5
    return labels, counts


def overlap(truth, guess):
    both = (truth & guess).total()
    return np.array([both, guess.total() - both, truth.total() - both], dtype=float)


def f1(hit, extra, miss):
    return float(2 * hit / (2 * hit + extra + miss)) if hit + extra + miss else 1.0


def scores(read):
    """F1 a set, each by the measure of those who made it. `read` holds pages' truths and the texts read from them."""
    sums, articles = defaultdict(lambda: np.zeros(3)), []
    for gold, text in read:
        if gold["set"] == "news":
            parts = overlap(Counter(runs(words(gold["text"]), 4)), Counter(runs(words(text), 4)))
            sums["news"] += parts / (parts.sum() or 1)
        elif gold["set"] == "articles":
            articles.append(f1(*overlap(Counter(words(gold["text"].lower())), Counter(words(text.lower())))))
        elif gold["set"] == "web":
            body = flat(text)
            hit = sum(flat(snippet) in body for snippet in gold["with"])
            extra = sum(flat(snippet) in body for snippet in gold["without"])
            sums["web"] += (hit, extra, len(gold["with"]) - hit)
    told = {name: f1(*parts) for name, parts in sums.items()} | {"articles": float(np.mean(articles))}
    return {name: round(told[name], 4) for name in SETS}


def grown(pages):
    """A forest grown on `pages`."""
    labels, counts = zip(*(page.labels for page in pages))
    labels, counts = np.concatenate(labels), np.concatenate(counts)
    counts = np.where(np.concatenate([page.added for page in pages]), counts * ADDED_COUNTS, counts)
    said = labels >= 0
    rows = np.concatenate([page.rows for page in pages])
    return lightgbm.train(FOREST, lightgbm.Dataset(rows[said], labels[said], weight=counts[said]), TREES)


def written(forest):
    """`forest` as ../src/html/choice.rs reads it: a tree a line, `measure<bound?yes:no`, an answer being a node or `=weight`."""
    lines = []
    for tree in forest.dump_model()["tree_info"]:
        line = []
        walk(tree["tree_structure"], line)
        lines.append(" ".join(line))
    return "\n".join(lines) + "\n"


def walk(node, line):
    """Writes `node` and all below it to `line`, and tells how its parent names it."""
    if "leaf_value" in node:
        return f"={node['leaf_value']:.5f}"
    place = len(line)
    line.append("")
    yes, no = walk(node["left_child"], line), walk(node["right_child"], line)
    line[place] = f"{node['split_feature']}<{node['threshold']:.6g}?{yes}:{no}"
    return str(place)


def lines_of(example, *arguments):
    """What an example of the crate prints about pages, a line of JSON each."""
    command = ["cargo", "run", "--quiet", "--release", "--package", "documents", "--example", example, "--", *map(str, arguments)]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout.decode()
    # Some texts have other ends of lines in them.
    return [json.loads(line) for line in printed.split("\n") if line]


def loaded(material):
    golds = [json.loads(line) for line in (material / "gold.jsonl").open(encoding="utf8")]
    # Trees are grown on drawn rows, so the order of the pages is a part of the seed.
    golds = sorted((gold for gold in golds if gold["set"] in SETS), key=lambda gold: gold["page"])
    rows = lines_of("measure", *(material / "pages" / gold["page"] for gold in golds))
    return [Page(one, gold) for one, gold in zip(rows, golds, strict=True) if one["rows"]]


def folds(pages):
    """For each fold, the pages on other sites and those on its own."""
    for fold in range(FOLDS):
        yield [page for page in pages if page.fold != fold], [page for page in pages if page.fold == fold]


def on_blocks(forest, pages):
    return [(page.gold, page.chosen(forest.predict(page.rows))) for page in pages]


def by_program(forest, pages, material):
    """The same by the whole program, had it been shipped with `forest`."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(written(forest))
        file.flush()
        read = lines_of("read", "--forest", file.name, *(material / "pages" / page.name for page in pages))
    texts = {one["page"]: one.get("text") or "" for one in read}
    return [(page.gold, texts[page.name]) for page in pages]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("material", type=Path)
    arguments.add_argument("--dry", action="store_true", help="write nothing; exit 1 when the file would change")
    given = arguments.parse_args()
    material = given.material.resolve()
    pages = loaded(material)
    print(f"{len(pages)} pages, {sum(len(page.blocks) for page in pages)} blocks", flush=True)
    forest = grown(pages)
    text = written(forest)
    same = text == WEIGHTS.read_text()
    print(f"{len(text)} bytes of weights,", "the same as shipped" if same else "other than shipped", flush=True)
    print("blocks, in sample:", scores(on_blocks(forest, pages)))
    print("program, in sample:", scores(by_program(forest, pages, material)), flush=True)
    blocks, program = [], []
    for others, own in folds(pages):
        forest = grown(others)
        blocks += on_blocks(forest, own)
        program += by_program(forest, own, material)
    print("blocks, in folds by site:", scores(blocks))
    print("program, in folds by site:", scores(program))
    if given.dry:
        sys.exit(not same)
    WEIGHTS.write_text(text)


if __name__ == "__main__":
    main()
