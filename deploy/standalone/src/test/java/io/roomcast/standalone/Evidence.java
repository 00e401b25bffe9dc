package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges what phones and rooms got by their journals alone. */
final class Evidence {
    private final List<Phone> phones;

    Evidence(List<Phone> phones) {
        this.phones = phones;
    }

    /** How often each text was accepted by a phone. */
    Map<String, Long> acceptedTexts() {
        return accepted().stream().collect(Collectors.groupingBy(Journal.Entry::text, Collectors.counting()));
    }

    /** Texts end in a number that grows with their due moment. */
    void assertRoomsInOrder() {
        Map<Long, List<Integer>> byRoom = new TreeMap<>();
        accepted()
                .forEach(entry -> byRoom.computeIfAbsent(entry.room(), room -> new ArrayList<>())
                        .add(numberOf(entry.text())));
        byRoom.forEach(
                (room, numbers) -> assertThat(numbers).as("room %d", room).isSorted());
    }

    /** A phone gets nothing new before its room shows what it got last. */
    void assertOneSendAtATimePerPhone() {
        for (Phone phone : phones) {
            boolean busy = false;
            for (Journal.Entry entry : phone.journal().entries()) {
                boolean accepts = entry.event().equals("accepted");
                assertThat(accepts && busy)
                        .as("phone on port %d accepted %s while it was sending", phone.port(), entry.text())
                        .isFalse();
                busy = accepts;
            }
        }
    }

    private Collection<Journal.Entry> accepted() {
        return phones.stream()
                .flatMap(phone -> phone.journal().entries().stream())
                .filter(entry -> entry.event().equals("accepted"))
                .toList();
    }

    static int numberOf(String text) {
        return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
    }
}
