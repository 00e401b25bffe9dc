package io.roomcast.api.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roomcast.api.access.SecurityProperties;
import java.net.URI;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Where members sign in, as the page must know it. */
@Component
@RequiredArgsConstructor
class SignInAddress {
    private final SecurityProperties security;
    private final UiProperties ui;
    private final ObjectMapper json;

    /** For the content of an attribute: {@code authority}, {@code scope} and {@code clientId} as JSON; empty where members sign in here. */
    String asAttribute() {
        if (security.issuerUri() == null) {
            return "";
        }
        var issuer = new HashMap<String, String>();
        issuer.put("authority", security.issuerUri());
        issuer.put("scope", ui.scope());
        if (ui.clientId() != null) {
            issuer.put("clientId", ui.clientId());
        }
        try {
            return HtmlUtils.htmlEscape(json.writeValueAsString(issuer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a content security policy: what the page may ask besides this service, each with a space before it. */
    String origins() {
        if (security.issuerUri() == null) {
            return "";
        }
        return Stream.concat(Stream.of(URI.create(security.issuerUri())), ui.issuerOrigins().stream())
                .map(address -> " " + address.getScheme() + "://" + address.getAuthority())
                .distinct()
                .collect(Collectors.joining());
    }
}
