package io.roomcast.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** Tokens as the API itself would sign them. */
final class Tokens {
    private Tokens() {}

    /** Good for an hour. */
    static String of(Home home, String login) throws IOException, GeneralSecurityException {
        String pem = Files.readString(home.privateKey()).replaceAll("-----[A-Z ]+-----|\\s", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        long expiry = Instant.now().plusSeconds(3_600).getEpochSecond();
        String content = base64("{\"alg\":\"RS256\"}") + "."
                + base64("{\"iss\":\"https://roomcast.io\",\"sub\":\"" + login + "\",\"exp\":" + expiry + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
