package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.model.content.Sha256;
import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges what phones and rooms got by their journals alone. */
final class Evidence {
    private final List<Phone> phones;
    private final Map<String, String> pictures;

    Evidence(List<Phone> phones) {
        this(phones, List.of());
    }

    /** @param pictures the contents of those that may be there */
    Evidence(List<Phone> phones, List<String> pictures) {
        this.phones = phones;
        this.pictures = pictures.stream().collect(Collectors.toMap(Sha256::hex, Function.identity()));
    }

    /** How often each part was accepted by a phone: a text, or the content of a picture. */
    Map<String, Long> acceptedParts() {
        return accepted().stream().collect(Collectors.groupingBy(this::part, Collectors.counting()));
    }

    private String part(Journal.Entry entry) {
        return entry.type().equals("text") ? entry.text() : pictures.getOrDefault(entry.sha256(), entry.sha256());
    }

    /** Parts end in a number that grows with the due moment, and in a message with their place. */
    void assertRoomsInOrder() {
        Map<Long, List<Double>> byRoom = new TreeMap<>();
        accepted()
                .forEach(entry -> byRoom.computeIfAbsent(entry.room(), room -> new ArrayList<>())
                        .add(numberOf(part(entry))));
        byRoom.forEach(
                (room, numbers) -> assertThat(numbers).as("room %d", room).isSorted());
    }

    /** From one message to the next of a room, each of which begins with its text. */
    void assertGap(String channel, Duration gap) {
        List<Journal.Entry> entries = phones.stream()
                .flatMap(phone -> phone.journal().entries().stream())
                .filter(entry ->
                        entry.event().equals("accepted") && entry.type().equals("text"))
                .filter(entry -> entry.room() == Long.parseLong(channel))
                .toList();
        assertThat(entries).hasSizeGreaterThan(2);
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).at() - entries.get(i - 1).at())
                    .as("%s after %s", entries.get(i).text(), entries.get(i - 1).text())
                    .isGreaterThanOrEqualTo(gap.toMillis());
        }
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

    private static double numberOf(String text) {
        return Double.parseDouble(text.substring(text.lastIndexOf(' ') + 1));
    }
}
