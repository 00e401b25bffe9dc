package io.roomcast.model.recurrence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The table of holidays as the migration writes it. */
final class KoreanHolidays {
    private static final Pattern ROW = Pattern.compile("\\('(\\d{4}-\\d\\d-\\d\\d)', '([^']*)', 'statutory'\\)");

    private KoreanHolidays() {}

    static SortedMap<LocalDate, String> table() {
        var found = new TreeMap<LocalDate, String>();
        var matcher = ROW.matcher(migration());
        while (matcher.find()) {
            found.put(LocalDate.parse(matcher.group(1)), matcher.group(2));
        }
        return found;
    }

    private static String migration() {
        try (var stream = Objects.requireNonNull(
                KoreanHolidays.class.getResourceAsStream("/io/roomcast/db/migrations/V011__add_korean_holidays.sql"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
