package io.roomcast.api.simulation;

import io.roomcast.api.simulation.Lane.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reckons ahead what one phone and its rooms will do with the messages given: room by room in order, under each room's
 * rules, one part at a time on the phone, and among the rooms that are ready the earlier moment first. Pure.
 *
 * <p>It holds for a phone that works, and as long as nothing else is sent: neither commands of other systems, nor broadcasts,
 * nor what people do meanwhile.
 */
final class Forecast {
    private final Instant now;
    private final Map<Long, Lane> lanes = new HashMap<>();
    private final List<Expected> outcomes = new ArrayList<>();

    private Forecast(Instant now, Collection<RoomRules> rooms, List<Message> messages) {
        this.now = now;
        rooms.forEach(room -> lanes.put(room.id(), new Lane(room, outcomes::add)));
        List<Message> inOrder = messages.stream()
                .sorted(Comparator.comparing(Message::dueAt).thenComparing(Message::priority))
                .toList();
        for (int place = 0; place < inOrder.size(); place++) {
            Lane lane = lanes.get(inOrder.get(place).roomId());
            if (lane != null) {
                lane.add(inOrder.get(place), place);
            }
        }
    }

    /**
     * @param messages those of one moment and priority in the order in which they are claimed
     * @return one for each message of a room that is given, in the order of their ends
     */
    static List<Expected> of(Instant now, Collection<RoomRules> rooms, List<Message> messages) {
        return new Forecast(now, rooms, messages).run();
    }

    private List<Expected> run() {
        lanes.values().forEach(lane -> lane.look(now));
        Instant free = now;
        Message holder = null;
        for (Lane lane = next(free); lane != null; lane = next(free)) {
            Instant at = later(free, Objects.requireNonNull(lane.turn()).at());
            // While it waited for the phone its room may have become quiet, or its window may have ended.
            if (lane.isReadyAt(at, holder)) {
                free = lane.send(at);
                holder = lane.last();
            }
        }
        return outcomes;
    }

    /** Of those that are ready when the phone is free the first in line, else the first to be ready; null: nothing is left. */
    private @Nullable Lane next(Instant free) {
        Instant earliest = null;
        for (Lane lane : lanes.values()) {
            Turn turn = lane.turn();
            if (turn != null && (earliest == null || turn.at().isBefore(earliest))) {
                earliest = turn.at();
            }
        }
        return earliest == null ? null : firstInLine(later(free, earliest));
    }

    private @Nullable Lane firstInLine(Instant moment) {
        Lane first = null;
        int place = Integer.MAX_VALUE;
        for (Lane lane : lanes.values()) {
            Turn turn = lane.turn();
            if (turn != null && !turn.at().isAfter(moment) && turn.place() < place) {
                first = lane;
                place = turn.place();
            }
        }
        return first;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
