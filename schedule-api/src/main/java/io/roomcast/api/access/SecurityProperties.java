package io.roomcast.api.access;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Either an outside issuer, or a key pair of our own.
 *
 * @param issuerUri of an OpenID Connect provider; when set, Roomcast issues no tokens itself
 * @param audience what the outside issuer writes into tokens meant for Roomcast; tokens for anything else are refused
 * @param loginClaim claim of the outside token that holds the member's login
 * @param privateKey RSA, PKCS#8 PEM, at least 2,048 bits
 * @param publicKey RSA, X.509 PEM
 * @param administrationAddresses from which organisations, members, phones, holidays and stops may be changed, and the
 *     record of changes and operations read; everywhere where none is named
 * @param secureCookie keeps a browser's refresh token off plain http where TLS ends in front of this service
 */
@ConfigurationProperties("roomcast.security")
public record SecurityProperties(
        @Nullable String issuerUri,
        @Nullable String audience,
        @DefaultValue("sub") String loginClaim,
        @Nullable Resource privateKey,
        @Nullable Resource publicKey,
        @DefaultValue("15m") Duration accessTokenLife,
        @DefaultValue("14d") Duration refreshTokenLife,
        @DefaultValue("false") boolean secureCookie,
        @DefaultValue List<String> administrationAddresses) {
    /** The issuer written into, and required of, our own tokens. */
    public static final String OWN_ISSUER = "https://roomcast.io";

    public SecurityProperties {
        if (issuerUri == null && (privateKey == null || publicKey == null)) {
            throw new IllegalArgumentException("Set roomcast.security.issuer-uri to use an outside issuer, or both"
                    + " roomcast.security.private-key and roomcast.security.public-key to sign tokens here");
        }
        if (issuerUri != null && audience == null) {
            throw new IllegalArgumentException("Set roomcast.security.audience to what the issuer writes into tokens"
                    + " for Roomcast: without it, a token for any other application of the issuer would do");
        }
    }
}
