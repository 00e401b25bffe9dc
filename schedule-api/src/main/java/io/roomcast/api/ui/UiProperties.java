package io.roomcast.api.ui;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The admin web as a client of an outside issuer; unused where members sign in here.
 *
 * @param clientId of a public client at the issuer (authorization code with PKCE); without it only programs can use the issuer
 * @param scope what the web asks for, separated by spaces
 * @param issuerOrigins where the issuer answers besides its own address, as at a token endpoint elsewhere
 */
@ConfigurationProperties("roomcast.ui")
record UiProperties(
        @Nullable String clientId,
        @DefaultValue("openid") String scope,
        @DefaultValue List<URI> issuerOrigins) {
    UiProperties {
        for (URI origin : issuerOrigins) {
            if (origin.getScheme() == null || origin.getAuthority() == null) {
                throw new IllegalArgumentException(
                        "roomcast.ui.issuer-origins: \"" + origin + "\" is no origin; write https://tokens.example");
            }
        }
    }
}
