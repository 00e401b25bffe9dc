package io.roomcast.api.paging;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a row as an entity tag. */
public final class Version {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private Version() {}

    static String tag(int version) {
        return "\"" + version + "\"";
    }

    /** @throws ProblemException VERSION_REQUIRED when missing, STALE when it is no tag of ours */
    public static int required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw ProblemException.of(
                    ProblemKind.VERSION_REQUIRED, "Send the ETag of what you read as If-Match with your change");
        }
        Matcher matcher = TAG.matcher(ifMatch.trim());
        if (!matcher.matches()) {
            throw stale();
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** @throws ProblemException STALE when they differ */
    public static void check(int expected, int actual) {
        if (expected != actual) {
            throw stale();
        }
    }

    public static ProblemException stale() {
        return new ProblemException(ProblemKind.STALE, "Read it again, then repeat your change", List.of());
    }
}
