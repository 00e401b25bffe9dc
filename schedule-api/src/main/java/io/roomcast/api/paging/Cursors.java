package io.roomcast.api.paging;

import io.roomcast.api.problem.Parameters;
import io.roomcast.api.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Places in lists, as clients carry them: not for reading, and not for making up. */
final class Cursors {
    private Cursors() {}

    static String write(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    static String read(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return Parameters.bad("cursor", "unknown", "Not a cursor of this list");
    }
}
