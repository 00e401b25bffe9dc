package io.roomcast.api.login;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.roomcast.api.access.SecurityProperties;
import java.io.IOException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Signs short-lived RS256 tokens that say who, and nothing of what they may. */
@Component
@ConditionalOnOwnTokens
class AccessTokens {
    private final JwtEncoder encoder;
    private final SecurityProperties properties;
    private final Clock clock;

    AccessTokens(SecurityProperties properties, Clock clock) throws IOException {
        this.properties = properties;
        this.clock = clock;
        try (var privatePem = Objects.requireNonNull(properties.privateKey()).getInputStream();
                var publicPem = Objects.requireNonNull(properties.publicKey()).getInputStream()) {
            RSAPrivateKey privateKey =
                    Objects.requireNonNull(RsaKeyConverters.pkcs8().convert(privatePem));
            RSAPublicKey publicKey =
                    Objects.requireNonNull(RsaKeyConverters.x509().convert(publicPem));
            var key = new RSAKey.Builder(publicKey).privateKey(privateKey).build();
            this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
        }
    }

    String issue(String loginId) {
        Instant now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(SecurityProperties.OWN_ISSUER)
                .subject(loginId)
                .issuedAt(now)
                .expiresAt(now.plus(properties.accessTokenLife()))
                .id(UUID.randomUUID().toString())
                .build();
        var header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
