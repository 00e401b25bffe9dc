package io.roomcast.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Tokens that let nobody in, though each looks like one that does. */
final class BadTokens {
    static final List<String> ALL = List.of(
            "",
            unsigned(),
            ApiTest.token("hq", ApiTest.keys(), Duration.ofMinutes(5)),
            ApiTest.token("hq", ApiTest.KEYS, Duration.ofMinutes(-5)),
            signedWithThePublicKeyAsASecret(),
            withTheClaimsOfAnother(),
            ApiTest.token("nobody"),
            "garbage");

    private BadTokens() {}

    private static String unsigned() {
        String header = base64("{\"alg\":\"none\"}");
        String claims = base64("{\"iss\":\"https://roomcast.io\",\"sub\":\"hq\",\"exp\":4102444800}");
        return header + "." + claims + ".";
    }

    /** The branch's own token, which says head office behind the branch's signature. */
    private static String withTheClaimsOfAnother() {
        String[] own = ApiTest.token("branch").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(own[1]), StandardCharsets.UTF_8);
        return own[0] + "." + base64(claims.replace("\"branch\"", "\"hq\"")) + "." + own[2];
    }

    private static String signedWithThePublicKeyAsASecret() {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("https://roomcast.io")
                        .subject("hq")
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .build());
        try {
            jwt.sign(new MACSigner(ApiTest.KEYS.getPublic().getEncoded()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
