"""How many queries a screen makes, and that a larger estate does not make them more."""

from portal.app import create_app
from portal.bench.estate import open_sessions
from portal.bench.installation import queries_of, settings_for, workers_of
from portal.bench.pages import headers_of
from portal.bench.report import Figure
from portal.bench.workshop import Workshop
from portal.store.database import connect
from portal.web.references import References

TITLE = "Queries of a screen, the one for the session among them"
MOST = 10
SCREENS = {
    "start": ("Start", "/"),
    "finance": ("Finanse", "/finanse"),
    "charges": ("Naliczenia", "/finanse/naliczenia"),
    "premises": ("Lokale", "/lokale"),
    "charge": ("One charge with its components", "/finanse/naliczenia/{charge}"),
}


def measure(workshop: Workshop) -> list[Figure]:
    """Count the queries of the screens that are opened most."""
    database = workshop.small_estate()
    session = open_sessions(database, workshop.small, 1)[0]
    with_reader = connect(database, read_only=True)
    (key,) = with_reader.execute("SELECT reference_key FROM installation").fetchone()
    (charge_id,) = with_reader.execute(
        "SELECT max(charge_id) FROM charges WHERE lease_id = ?", (session.tenant_id,)
    ).fetchone()
    with_reader.close()
    app = create_app(settings_for(database))
    try:
        return [
            Figure(
                name=f"queries-{name}",
                words=words,
                value=len(
                    queries_of(
                        app,
                        path.format(charge=References(key).hide(charge_id)),
                        headers_of(session),
                    )
                ),
                bound="at most",
                goal=MOST,
                unit="count",
            )
            for name, (words, path) in SCREENS.items()
        ]
    finally:
        workers_of(app).close()
