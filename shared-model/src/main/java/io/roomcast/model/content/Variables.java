package io.roomcast.model.content;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code #{name}} in a text. A name is 1–30 letters, digits, spaces, hyphens or underscores of any script. */
public final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("#\\{([\\p{L}\\p{N} _-]{1,30})}");

    private Variables() {}

    /** The names used, in order of appearance. */
    public static Set<String> usedIn(String text) {
        var names = new LinkedHashSet<String>();
        VARIABLE.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    /** Puts values in; a name without a value stays as it is written. */
    public static String substitute(String text, Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }
}
