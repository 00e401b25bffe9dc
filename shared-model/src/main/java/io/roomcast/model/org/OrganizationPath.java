package io.roomcast.model.org;

import java.util.Arrays;
import java.util.List;

/**
 * The ids from the root to an organisation, as {@code /1/7/31/}: an organisation's subtree is what begins with its path.
 */
public record OrganizationPath(String value) {
    public OrganizationPath {
        if (!isPath(value)) {
            throw new IllegalArgumentException("Not a path of ids: " + value);
        }
    }

    /** Made for every row that is looked at, so by hand: a slash, then digits and a slash once or more. */
    private static boolean isPath(String value) {
        boolean afterDigit = false;
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            boolean isDigit = next >= '0' && next <= '9';
            boolean fits = next == '/' ? i == 0 || afterDigit : isDigit && i > 0;
            if (!fits) {
                return false;
            }
            afterDigit = isDigit;
        }
        return value.length() > 2 && value.endsWith("/");
    }

    public OrganizationPath child(long id) {
        return new OrganizationPath(value + id + "/");
    }

    /** The organisation's own and all above it, the root first. */
    public List<Long> ids() {
        return Arrays.stream(value.substring(1).split("/")).map(Long::valueOf).toList();
    }

    /** Whether {@code other} is this organisation or lies below it. */
    public boolean contains(OrganizationPath other) {
        return other.value.startsWith(value);
    }

    /** For {@code path LIKE …}: the path holds only digits and slashes, so nothing in it needs escaping. */
    public String subtreePattern() {
        return value + "%";
    }
}
