package io.roomcast.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Things that are somebody's, by the first segment of their path: what the matrix of rights is tried on. */
final class Belongings {
    private Belongings() {}

    /**
     * Where something is that does not belong to somebody.
     *
     * @param things by the first segment of the path
     */
    record Place(String name, Map<String, Long> things, List<String> outsiders) {}

    static final Place BESIDE = new Place(
            "of the branch beside",
            things(ApiTest.WORLD.otherBranch, ApiTest.OTHER_ROOM, "other-branch"),
            List.of("branch", "viewer", "other-distributor"));

    static final List<Place> PLACES = List.of(
            BESIDE,
            new Place(
                    "of the agency above",
                    things(ApiTest.WORLD.agency, ApiTest.WORLD.room(ApiTest.WORLD.agency, ApiTest.BOT), "agency"),
                    List.of("branch", "viewer", "other-distributor")),
            new Place(
                    "of another distributor",
                    things(
                            ApiTest.WORLD.otherDistributor,
                            ApiTest.WORLD.room(ApiTest.WORLD.otherDistributor, ApiTest.BOT),
                            "other-distributor"),
                    List.of("branch", "agency", "distributor")));

    /** What is restored must have been deleted, what is put back must have been changed. */
    static void prepare(Operation operation, long own) {
        if (operation.path().endsWith("/restore")) {
            ApiTest.DATABASE.execute(
                    "UPDATE kb_schedule SET deleted_at = UTC_TIMESTAMP(3), deleted_status = 'active' WHERE id = ?",
                    own);
        }
        if (operation.path().endsWith("{originalAt}")) {
            ApiTest.DATABASE.execute(
                    "INSERT INTO kb_schedule_exception (schedule_id, original_at, action, created_by) VALUES (?, '2080-01-01', 'skip', 1)",
                    own);
            ApiTest.DATABASE.execute("UPDATE kb_schedule SET has_exceptions = 1 WHERE id = ?", own);
        }
    }

    /** The same, of which nothing else is a part: it may be changed, or be gone afterwards. */
    static long spare(String resource, String login) {
        return switch (resource) {
            case "organizations" -> ApiTest.WORLD.organization(ApiTest.WORLD.agency, "branch", ApiTest.key());
            case "members" -> ApiTest.WORLD.member(ApiTest.WORLD.branch, ApiTest.key(), "manager", null);
            case "bots" -> ApiTest.WORLD.bot(ApiTest.key().substring(0, 8), "log", "http://127.0.0.1:9");
            case "stops" -> stopOfTheBranch();
            case "rooms" -> ApiTest.WORLD.room(ApiTest.WORLD.branch, ApiTest.BOT);
            default -> own(resource, login);
        };
    }

    private static long stopOfTheBranch() {
        long stop = Things.stop(ApiTest.ROOM, "branch");
        ApiTest.DATABASE.execute(
                "UPDATE kb_stop SET created_by_path = (SELECT path FROM kb_organization WHERE id = ?) WHERE id = ?",
                ApiTest.WORLD.branch,
                stop);
        return stop;
    }

    /** Something of the caller's own that the operation may be tried on. */
    static long own(String resource, String login) {
        return switch (resource) {
            case "organizations" -> ApiTest.WORLD.branch;
            case "members" -> ApiTest.DATABASE.count("SELECT id FROM kb_member WHERE login_id = 'viewer'");
            case "bots" -> ApiTest.BOT;
            case "rooms" -> ApiTest.ROOM;
            case "templates" -> Things.template(ApiTest.WORLD.branch);
            case "images" -> Things.image(ApiTest.WORLD.branch);
            case "schedules" ->
                ApiTest.WORLD.once(ApiTest.ROOM, Instant.parse("2080-01-01T00:00:00Z"), "own of " + login);
            case "stops" -> Things.stop(ApiTest.ROOM, "branch");
            case "grants" -> Things.grant(ApiTest.WORLD.branch);
            case "alert-channels" -> Things.alertChannel(ApiTest.WORLD.branch);
            case "broadcasts" -> Things.broadcast(ApiTest.WORLD.branch);
            case "exports" -> Things.export(login);
            default -> Things.occurrence(ApiTest.WORLD.branch, ApiTest.ROOM, "QUEUED");
        };
    }

    private static Map<String, Long> things(long organization, long room, String login) {
        return Map.ofEntries(
                Map.entry("organizations", organization),
                Map.entry("members", ApiTest.DATABASE.count("SELECT id FROM kb_member WHERE login_id = ?", login)),
                Map.entry("bots", ApiTest.WORLD.bot("unused of " + login, "log", "http://127.0.0.1:9")),
                Map.entry("rooms", room),
                Map.entry("templates", Things.template(organization)),
                Map.entry("images", Things.image(organization)),
                Map.entry("schedules", ApiTest.WORLD.once(room, Instant.parse("2080-01-01T00:00:00Z"), "foreign")),
                Map.entry("occurrences", Things.occurrence(organization, room, "QUEUED")),
                Map.entry("stops", Things.stop(room, login)),
                Map.entry("broadcasts", Things.broadcast(organization)),
                Map.entry("alert-channels", Things.alertChannel(organization)),
                Map.entry("exports", Things.export(login)),
                Map.entry("grants", Things.grant(organization)));
    }
}
