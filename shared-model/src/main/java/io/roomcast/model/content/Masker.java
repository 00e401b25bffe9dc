package io.roomcast.model.content;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text what no log, event or answer may show: resident registration numbers, numbers of mobile phones, access
 * tokens, secrets of webhooks, passwords in addresses. Everything else stays as it is.
 */
public final class Masker {
    private static final String HIDDEN = "***";
    private static final Pattern MOBILE =
            Pattern.compile("(?<![\\w-])(01[016789])([- .]?)\\d{3,4}\\2(\\d{4})(?![\\w-])");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*");
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]+");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(://[^\\s/:@]+:)[^\\s/@]+@");

    private Masker() {}

    public static String mask(String text) {
        String masked = ResidentNumbers.masked(text);
        masked = MOBILE.matcher(masked).replaceAll(Masker::mobile);
        masked = TOKEN.matcher(masked).replaceAll(HIDDEN);
        masked = WEBHOOK_SECRET.matcher(masked).replaceAll(HIDDEN);
        return PASSWORD_IN_URL.matcher(masked).replaceAll("$1" + HIDDEN + "@");
    }

    public static @Nullable String maskNullable(@Nullable String text) {
        return text == null ? null : mask(text);
    }

    private static String mobile(MatchResult number) {
        return number.group(1) + number.group(2) + "****" + number.group(2) + number.group(3);
    }
}
