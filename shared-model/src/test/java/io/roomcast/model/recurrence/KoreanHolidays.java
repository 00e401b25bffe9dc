package io.roomcast.model.recurrence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The table of holidays as the migrations write it. */
final class KoreanHolidays {
    private static final Pattern ROW = Pattern.compile("\\('(\\d{4}-\\d\\d-\\d\\d)', '([^']*)', 'statutory'\\)");

    private static final List<String> MIGRATIONS =
            List.of("V011__add_korean_holidays.sql", "V030__add_days_of_elections.sql");

    private KoreanHolidays() {}

    static SortedMap<LocalDate, String> table() {
        var found = new TreeMap<LocalDate, String>();
        for (String migration : MIGRATIONS) {
            var matcher = ROW.matcher(read(migration));
            while (matcher.find()) {
                found.put(LocalDate.parse(matcher.group(1)), matcher.group(2));
            }
        }
        return found;
    }

    private static String read(String migration) {
        try (var stream = Objects.requireNonNull(
                KoreanHolidays.class.getResourceAsStream("/io/roomcast/db/migrations/" + migration))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
