"""Drills 1 and 2: the web's processes, or the database's, die while people vote."""

from collections.abc import Callable

from tests.drills.register import Outcome, drill
from tests.drills.site import Site
from tests.drills.votes import Storm, committee

WEB_KILLS, DATABASE_KILLS = 6, 2


@drill(1, "kill -9 of web workers during votes")
def web_workers(site: Site) -> Outcome:
    return _killed(site, site.kill_a_worker, WEB_KILLS)


@drill(2, "kill -9 of PostgreSQL during votes")
def database(site: Site) -> Outcome:
    return _killed(site, site.kill_database, DATABASE_KILLS)


def _killed(site: Site, kill: Callable[[], None], times: int) -> Outcome:
    members = committee()
    with Storm(site, members, members.open_round()) as storm:
        for _kill in range(times):
            storm.until_acknowledged(15)
            kill()
        storm.until_acknowledged(15)
    faults = storm.faults()
    return Outcome(f"{times} kills, {storm.figures}", faults)
