package io.roomcast.standalone;

import io.roomcast.simulator.Phone;
import io.roomcast.simulator.PhoneSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Phones and rooms of one test's own, in a cluster that others use too. */
final class Stage implements AutoCloseable {
    final Cluster cluster;
    final List<Phone> phones;
    final List<Long> rooms;

    /** @param folder of the phones */
    Stage(Cluster cluster, Path folder, int phoneCount, int roomCount) {
        this.cluster = cluster;
        phones = IntStream.rangeClosed(1, phoneCount)
                .mapToObj(number -> Phone.start(PhoneSettings.of(folder.resolve("phone-" + number), 0)))
                .toList();
        List<Long> bots = phones.stream()
                .map(phone -> cluster.world.bot(name(), "iris", phone.endpoint()))
                .toList();
        rooms = cluster.world.rooms(cluster.world.branch, bots, roomCount);
    }

    /** A port is given again to the phones of a later test. */
    private static String name() {
        return "phone-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Every room gets its share. */
    long room(int number) {
        return rooms.get(number % rooms.size());
    }

    /** How many rows of this test's rooms a table has. */
    long count(String table, String where) {
        return cluster.database.count(
                "SELECT COUNT(*) FROM " + table + " WHERE " + OWN_ROOMS + " AND " + where, first(), last());
    }

    /** For a query that ends its condition with {@link #OWN_ROOMS}. */
    Object[] ownRooms() {
        return new Object[] {first(), last()};
    }

    static final String OWN_ROOMS = "room_id BETWEEN ? AND ?";

    private long first() {
        return rooms.get(0);
    }

    private long last() {
        return rooms.get(rooms.size() - 1);
    }

    @Override
    public void close() {
        phones.forEach(Phone::close);
    }
}
