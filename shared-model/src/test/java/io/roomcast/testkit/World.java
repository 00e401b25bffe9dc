package io.roomcast.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Organisations of every level, with a second branch beside the first so that there is an outside, and plain SQL to add
 * phones, rooms and schedules.
 */
public final class World {
    private final TestDatabase database;
    private int channels = 1_000;

    public final long headOffice;
    public final long distributor;
    public final long agency;
    public final long branch;
    public final long otherBranch;
    public final long otherDistributor;

    public World(TestDatabase database) {
        this.database = database;
        headOffice = organization(0, "headquarters", "hq");
        distributor = organization(headOffice, "distributor", "dt-1");
        agency = organization(distributor, "agency", "ag-1");
        branch = organization(agency, "branch", "br-1");
        otherBranch = organization(agency, "branch", "br-2");
        otherDistributor = organization(headOffice, "distributor", "dt-2");
    }

    public long organization(long parent, String level, String code) {
        long id = database.execute(
                "INSERT INTO kb_organization (parent_id, level, code, name, path) VALUES (?, ?, ?, ?, '')",
                parent == 0 ? null : parent,
                level,
                code,
                code);
        String above = parent == 0
                ? "/"
                : (String) database.query("SELECT path FROM kb_organization WHERE id = ?", parent)
                        .get(0)
                        .get("path");
        database.execute("UPDATE kb_organization SET path = ? WHERE id = ?", above + id + "/", id);
        return id;
    }

    /** @param role manager or viewer @param passwordHash null: signs in elsewhere */
    public long member(long organization, String login, String role, String passwordHash) {
        return database.execute(
                "INSERT INTO kb_member (organization_id, login_id, name, role, password_hash) VALUES (?, ?, ?, ?, ?)",
                organization,
                login,
                login,
                role,
                passwordHash);
    }

    public long bot(String name, String gateway, String endpoint) {
        return database.execute(
                "INSERT INTO kb_bot (organization_id, name, gateway, endpoint) VALUES (?, ?, ?, ?)",
                headOffice,
                name,
                gateway,
                endpoint);
    }

    public long room(long organization, long bot) {
        int channel = channels++;
        return database.execute(
                "INSERT INTO kb_room (organization_id, bot_id, channel_id, name, kind) VALUES (?, ?, ?, ?, 'operation')",
                organization,
                bot,
                Integer.toString(channel),
                "room " + channel);
    }

    /** So many, of each phone its share, by one statement; returns their ids, which follow one another. */
    public List<Long> rooms(long organization, List<Long> bots, int count) {
        String rows = IntStream.range(0, count)
                .mapToObj(number -> "(%d, %d, '%3$d', 'room %3$d', 'operation')"
                        .formatted(organization, bots.get(number % bots.size()), channels++))
                .collect(Collectors.joining(","));
        long first = database.execute(
                "INSERT INTO kb_room (organization_id, bot_id, channel_id, name, kind) VALUES " + rows);
        return LongStream.range(first, first + count).boxed().toList();
    }

    public String channelOf(long room) {
        return (String) database.query("SELECT channel_id FROM kb_room WHERE id = ?", room)
                .get(0)
                .get("channel_id");
    }

    /** An active schedule of the branch that is due once, at {@code dueAt} (whole seconds count for its rule). */
    public long once(long room, Instant dueAt, String text) {
        return schedule(room, "once", dueAt, text);
    }

    /** @param type once or daily, at the UTC time of {@code dueAt} */
    public long schedule(long room, String type, Instant dueAt, String text) {
        var utc = dueAt.atZone(ZoneOffset.UTC);
        String time = DateTimeFormatter.ofPattern("HH:mm:ss").format(utc);
        return database.execute(
                """
                INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,
                  target_bot_name, target_room_id, message_text, schedule_type, schedule_date, schedule_time,
                  schedule_times, time_zone, valid_from, valid_until, next_send_at)
                SELECT ?, 'branch', 'br-1', 'tester', r.organization_id, r.id, b.name, r.channel_id, ?, ?, ?, ?, ?, 'UTC',
                  ?, ?, ? FROM kb_room r JOIN kb_bot b ON b.id = r.bot_id WHERE r.id = ?""",
                "schedule of " + text,
                text,
                type,
                type.equals("once") ? utc.toLocalDate().toString() : null,
                time,
                "[\"" + time + "\"]",
                dueAt.minusSeconds(86_400L * 30),
                dueAt.plusSeconds(86_400L * 30),
                dueAt,
                room);
    }
}
