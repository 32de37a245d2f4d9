"""Imports the corpus into a database of its own and compares scores with people's judgements; started by run."""

import itertools
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import uuid
import zipfile

# What Lee and others found between one person and all others is about 0.605.
LEAST_CORRELATION = 0.60
STORIES = 50


def corpus(folder):
    """The fifty stories, the three hundred others, and the judgements of each pair, from 0 to 1."""
    (wheel,) = folder.glob("gensim-*.whl")
    with zipfile.ZipFile(wheel) as archive:

        def lines(name):
            text = archive.read(f"gensim/test/test_data/{name}").decode("utf-8", "replace")
            return [line for line in text.splitlines() if line.strip()]

        # Only the upper triangle of the matrix is filled in.
        judged = [[float(cell) for cell in line.split()] for line in lines("similarities0-1.txt")]
        return lines("lee.cor"), lines("lee_background.cor"), judged


class Program:
    """The executable on a database of its own."""

    def __init__(self, root, folder):
        self.root, self.folder = root, folder
        self.server = urllib.parse.urlsplit(os.environ["STET_TEST_DATABASE_URL"])
        self.database = f"stet_corpus_{uuid.uuid4().hex}"

    def url(self, role, database=None):
        host = urllib.parse.parse_qs(self.server.query).get("host", [self.server.hostname or ""])[0]
        rest = urllib.parse.urlencode(
            [("host", host)] + [pair for pair in urllib.parse.parse_qsl(self.server.query) if pair[0] != "host"]
        )
        return f"postgres://{role}@/{database or self.database}?{rest}"

    def psql(self, *arguments, database=None):
        superuser = self.server.username or "postgres"
        subprocess.run(
            ["psql", "--quiet", "--set=ON_ERROR_STOP=1", self.url(superuser, database), *arguments],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stet(self, *arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("STET_")}
        environment |= {
            "STET_DATABASE_URL": self.url("stet_console"),
            "STET_SITE_DATABASE_URL": self.url("stet_site"),
            "STET_PREVIEW_DATABASE_URL": self.url("stet_preview"),
            "STET_OWNER_DATABASE_URL": self.url("stet_owner"),
        }
        ended = subprocess.run(
            [os.environ["STET_PROGRAM"], *arguments], cwd=self.folder, env=environment,
            capture_output=True, text=True)
        if ended.returncode:
            sys.exit(f"stet {arguments[0]} ended with {ended.returncode}: {ended.stderr or ended.stdout}")
        return ended.stdout

    def __enter__(self):
        self.psql("--command", f"CREATE DATABASE {self.database}", database="postgres")
        self.psql("--file", str(self.root / "Sources/Kernel/Bootstrap/roles.sql"))
        self.stet("migrate")
        return self

    def __exit__(self, *_):
        self.psql("--command", f"DROP DATABASE {self.database} WITH (FORCE)", database="postgres")


def write(folder, slug, text):
    """A story as a file to import; a story has no title, so its first words are one."""
    words = text.split()
    # What Markdown would read as something else than text.
    body = " ".join(words[8:])
    for sign in "\\`*_[]<>#|~:":
        body = body.replace(sign, f"\\{sign}")
    path = folder / f"{slug}.md"
    path.write_text(
        f"---\nkind: article\ntitle: {json.dumps(' '.join(words[:8]))}\nslug: {slug}\ncategory: News\n---\n\n{body}\n",
        encoding="utf-8")
    return str(path)


def correlation(left, right):
    """Pearson's."""
    mean_left, mean_right = sum(left) / len(left), sum(right) / len(right)
    shared = sum((a - mean_left) * (b - mean_right) for a, b in zip(left, right))
    return shared / math.sqrt(
        sum((a - mean_left) ** 2 for a in left) * sum((b - mean_right) ** 2 for b in right))


def main():
    data, root = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    stories, others, judged = corpus(data)
    scores = {}
    with tempfile.TemporaryDirectory() as folder, Program(root, folder) as program:
        place = pathlib.Path(folder)
        files = [write(place, f"other-{number:03}", text) for number, text in enumerate(others)]
        files += [write(place, f"story-{number:02}", text) for number, text in enumerate(stories)]
        program.stet("import", "article", *files, "--publish", "--reason", "A corpus to measure with")
        for number in range(STORIES):
            report = json.loads(program.stet("related", f"story-{number:02}", "--all", "--json"))
            found = {candidate["slug"]: candidate["text_score"] for candidate in report["candidates"]}
            scores[number] = [found.get(f"story-{other:02}") for other in range(STORIES)]
            scores[number, "all"] = len(found)
    return judge(scores, judged, len(stories) + len(others))


def judge(scores, judged, articles):
    pairs = list(itertools.combinations(range(STORIES), 2))
    found = [scores[a][b] for a, b in pairs]
    ways = {
        "every article is compared with every other": all(
            scores[number, "all"] == articles - 1 for number in range(STORIES)) and None not in found,
        "two articles are as alike one way as the other": all(
            scores[a][b] == scores[b][a] for a, b in pairs),
    }
    if None not in found:
        reached = correlation([judged[a][b] for a, b in pairs], found)
        print(f"{len(pairs)} pairs, Pearson {reached:.4f}, the most alike {max(found):.3f}")
        ways[f"scores agree with people's by at least {LEAST_CORRELATION:.2f}"] = reached >= LEAST_CORRELATION
        ways["no two stories are taken for one"] = max(found) < 0.9
    for name, holds in ways.items():
        print(f"{'ok' if holds else 'FAILED'} {name}")
    passed = sum(ways.values())
    print(f"{passed} passed, {len(ways) - passed} failed")
    return 0 if passed == len(ways) == 4 else 1


if __name__ == "__main__":
    sys.exit(main())
