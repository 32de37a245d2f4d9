"""What journeys share that wait for public pages."""

import datetime
import threading
import time
import urllib.error
import urllib.request

from journey import URL

# A schedule is a range in the database, so nothing has to run at its instant; this is for the requests.
PATIENCE = 10


def soon():
    """The next full minute, since forms know no seconds, that leaves time to fill one in."""
    return (now() + datetime.timedelta(seconds=65)).replace(second=0, microsecond=0)


def now():
    return datetime.datetime.now(datetime.UTC)


def eventually(ask, wish):
    """Asks until the answer is as wished: servers hear of a change a moment after whoever made it."""
    end = time.monotonic() + PATIENCE
    while (told := ask()) != wish:
        assert time.monotonic() < end, f"{told!r}, and not {wish!r}"
        time.sleep(0.05)


class Watch(threading.Thread):
    """Reads a public page over and over until an instant has passed, while the journey goes on.

    `tell` makes of the status and the text of each answer what is to be remembered.
    """

    def __init__(self, path, tell, at):
        super().__init__(daemon=True)
        self.path = path
        self.tell = tell
        self.at = at
        self.readings = []
        self.start()

    def run(self):
        asked = None
        while not asked or asked < self.at:
            asked = now()
            told = self.tell(*read(self.path))
            self.readings.append((asked, now(), told))
            time.sleep(0.1)

    def expect(self, before, after):
        """Waits for the instant: all that was told up to it must be `before`, and what is told since, `after`."""
        self.join((self.at - now()).total_seconds() + PATIENCE)
        early = [(answered, told) for _, answered, told in self.readings if answered < self.at]
        assert early, f"nobody read {self.path} before {self.at}"
        wrong = [f"{told!r} at {answered}" for answered, told in early if told != before]
        assert not wrong, f"{self.path} told {wrong[0]}, and not {before!r} until {self.at}"
        asked, _, told = self.readings[-1]
        assert asked >= self.at, f"{self.path} did not answer any more at {asked}"
        assert told == after, f"{self.path} told {told!r} at {asked}, and not {after!r} from {self.at} on"


def read(path):
    """The status and the text of a page, for anyone."""
    try:
        with urllib.request.urlopen(URL + path, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()
