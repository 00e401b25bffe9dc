package io.roomcast.embedded;

import java.util.Locale;

final class Os {
    private Os() {}

    static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
