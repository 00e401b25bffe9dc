package io.roomcast.api.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Rows as CSV (RFC 4180), UTF-8 with a byte order mark: without it Excel takes Korean for something else.
 *
 * <p>A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP's page on CSV injection
 * advises.
 */
public final class Csv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final ObjectWriter WRITER =
            CsvMapper.builder().build().writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    private Csv() {}

    /** Emits line by line. @param cells of a row; null is an empty cell */
    public static <T> Flux<String> lines(List<String> header, List<T> rows, Function<T, List<@Nullable Object>> cells) {
        return Flux.concat(Flux.just(header(header)), Flux.fromIterable(rows).map(row -> line(cells.apply(row))));
    }

    /** The first line of a file. */
    public static String header(List<String> names) {
        return BYTE_ORDER_MARK + line(names);
    }

    public static String line(List<? extends @Nullable Object> cells) {
        try {
            return WRITER.writeValueAsString(cells.stream().map(Csv::cell).toArray(String[]::new));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
