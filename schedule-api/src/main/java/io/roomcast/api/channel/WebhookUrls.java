package io.roomcast.api.channel;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Which URLs a webhook may have. */
final class WebhookUrls {
    static final String ANY_RULE = "A URL of http or https without a user in it";
    static final String PUBLIC_RULE = "A URL of https without a user in it, and no address of a private network";

    private static final Set<String> WEB = Set.of("http", "https");

    private WebhookUrls() {}

    static boolean isCallable(String text, boolean privateAddresses) {
        try {
            URI url = URI.create(text);
            boolean isWeb = url.getHost() != null
                    && url.getScheme() != null
                    && WEB.contains(url.getScheme().toLowerCase(Locale.ROOT))
                    && url.getUserInfo() == null;
            return isWeb && (privateAddresses || !PublicAddresses.isForbidden(url));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
