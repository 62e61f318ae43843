"""Reads moments.tsv as dateparser does: for each row the interval it gives, "from to", or "-"."""

import calendar
import datetime
import sys

from dateparser.date import DateDataParser


def interval(period, on):
    """First and last day of the period that dateparser says it found."""
    if period == "year":
        return datetime.date(on.year, 1, 1), datetime.date(on.year, 12, 31)
    if period == "month":
        return on.replace(day=1), on.replace(day=calendar.monthrange(on.year, on.month)[1])
    if period == "week":
        monday = on - datetime.timedelta(days=on.weekday())
        return monday, monday + datetime.timedelta(days=6)
    return on, on


with open(sys.argv[1], encoding="utf-8") as rows:
    next(rows)
    for row in rows:
        language, published, _, words, *_ = row.rstrip("\n").split("\t")
        settings = {"RELATIVE_BASE": datetime.datetime.fromisoformat(published), "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": False}
        # It is given the words alone: its search through sentences finds far less.
        read = DateDataParser(languages=[language], settings=settings).get_date_data(words)
        if read is None or read.date_obj is None:
            print("-")
        else:
            print(*interval(read.period, read.date_obj.date()))
