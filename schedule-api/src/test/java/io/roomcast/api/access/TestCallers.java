package io.roomcast.api.access;

import io.roomcast.testkit.TestDatabase;

/** Callers of tests that ask without a service. */
public final class TestCallers {
    private TestCallers() {}

    /** A manager at this organisation. */
    public static Caller managerAt(TestDatabase database, long organization) {
        var row = database.query("SELECT code, level, path FROM kb_organization WHERE id = ?", organization)
                .get(0);
        return new Caller(
                1,
                "somebody",
                "manager",
                organization,
                (String) row.get("code"),
                (String) row.get("level"),
                (String) row.get("path"),
                null);
    }
}
