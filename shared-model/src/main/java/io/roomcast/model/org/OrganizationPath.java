package io.roomcast.model.org;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The ids from the root to an organisation, as {@code /1/7/31/}: an organisation's subtree is what begins with its path.
 */
public record OrganizationPath(String value) {
    private static final Pattern FORM = Pattern.compile("/(\\d+/)+");

    public OrganizationPath {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a path of ids: " + value);
        }
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
