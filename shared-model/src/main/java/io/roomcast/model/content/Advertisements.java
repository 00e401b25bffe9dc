package io.roomcast.model.content;

import java.util.regex.Pattern;

/**
 * What an advertisement must say about itself: Act on Promotion of Information and Communications Network Utilization
 * (Korea), article 50 (4), and its enforcement decree, table 6.
 */
public final class Advertisements {
    public static final String LABEL = "(광고)";

    private static final Pattern OPT_OUT = Pattern.compile("수신\\s*거부");

    private Advertisements() {}

    /** @param shown the text that the room sees, empty where only pictures are sent */
    public static boolean isLabelled(String shown) {
        return shown.strip().startsWith(LABEL);
    }

    /** Whether it names a way to receive no more of them. */
    public static boolean saysHowToOptOut(String shown) {
        return OPT_OUT.matcher(shown).find();
    }
}
