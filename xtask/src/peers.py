"""What Python's readers make of the pages that ours is measured on, and how long they compute.

    peers.py GOLD.jsonl PAGES READ.jsonl

GOLD names a page and its address a line, PAGES is the folder they lie in. READ gets what trafilatura and htmldate say,
a line a page; standard output gets the seconds.
"""
import json
import sys
import time

import htmldate
import trafilatura


def spent(work, *given, **named):
    start = time.process_time()
    try:
        answer = work(*given, **named)
    except Exception:
        answer = None
    return answer, time.process_time() - start


def main():
    gold, pages, read = sys.argv[1:]
    seconds = {"pages": 0, "trafilatura_seconds": 0.0, "htmldate_seconds": 0.0}
    with open(gold, encoding="utf8") as rows, open(read, "w", encoding="utf8") as out:
        for row in map(json.loads, rows):
            with open(f"{pages}/{row['page']}", "rb") as page:
                content = page.read()
            text, reading = spent(trafilatura.extract, content, include_comments=False)
            date, dating = spent(htmldate.find_date, content, original_date=True, url=row.get("url"))
            print(json.dumps({"page": row["page"], "text": text or "", "published": date}), file=out)
            seconds["pages"] += 1
            seconds["trafilatura_seconds"] += reading
            seconds["htmldate_seconds"] += dating
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
