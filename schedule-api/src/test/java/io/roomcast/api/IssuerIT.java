package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.roomcast.embedded.FreePort;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** People sign in at an outside OpenID Connect issuer; Roomcast only checks what that one says. */
class IssuerIT {
    private static final int PORT = FreePort.any();
    private static final String ISSUER = "http://127.0.0.1:" + PORT;
    private static final String AUDIENCE = "roomcast";

    private static TestDatabase database;
    private static RunningApi api;
    private static HttpServer server;
    private static RSAKey rsa;
    private static ECKey ec;

    @BeforeAll
    static void start() throws JOSEException {
        database = TestDatabase.create();
        var world = new World(database);
        world.member(world.branch, "kim", "manager", null);
        newKeys();
        api = new RunningApi(
                database,
                List.of(
                        "--roomcast.security.issuer-uri=" + ISSUER,
                        "--roomcast.security.audience=" + AUDIENCE,
                        "--roomcast.security.login-claim=preferred_username",
                        "--roomcast.ui.issuer-origins=https://tokens.example"));
        // Before the issuer is there: the service is up, and says that it cannot tell who asks.
        var answer = ask(token(claims -> claims));
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("5");
        server = issuer();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        api.close();
        database.close();
    }

    @Test
    void whoeverTheIssuerNamesIsTheMemberOfThatLogin() throws JOSEException {
        for (String token : List.of(
                token(claims -> claims),
                signed(JWSAlgorithm.ES256, ec.getKeyID(), new ECDSASigner(ec), claims(it -> it)))) {
            var answer = ask(token);
            assertThat(answer.getStatus()).isEqualTo(HttpStatus.OK);
            assertThat(new String(answer.getResponseBody(), StandardCharsets.UTF_8))
                    .contains("\"kim\"");
        }
    }

    @Test
    void onlyWhatIsAnAccessTokenByItsTypeIsOne() throws JOSEException {
        for (String type : List.of("JWT", "at+jwt", "application/at+jwt")) {
            assertThat(ask(ofType(type)).getStatus()).as(type).isEqualTo(HttpStatus.OK);
        }
        refused("a word of the issuer to log out", ofType("logout+jwt"));
    }

    private static String ofType(String type) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(rsa.getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        return signed(header, new RSASSASigner(rsa), claims(it -> it));
    }

    @Test
    void theDescriptionIsThereWithoutASignInOfOurOwn() throws JOSEException {
        var answer = api.web
                .get()
                .uri("/api/openapi")
                .header("Authorization", "Bearer " + token(claims -> claims))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class);

        assertThat(String.join("", answer.getResponseBody().collectList().block()))
                .contains("ScheduleRequest")
                .doesNotContain("LoginRequest");
    }

    @Test
    void aTokenForAnotherApplicationOrPersonOrTimeIsRefused() {
        refused("another audience", token(claims -> claims.audience("another-app")));
        refused("no audience", token(claims -> claims.audience((String) null)));
        refused("another issuer", token(claims -> claims.issuer("https://evil.example")));
        refused(
                "expired",
                token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(300)))));
        refused(
                "not yet",
                token(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(300)))));
        refused("a stranger", token(claims -> claims.claim("preferred_username", "lee")), "unknown_member");
        refused("nobody", token(claims -> claims.claim("preferred_username", null)), "unknown_member");
    }

    @Test
    void whatTheIssuerDidNotSignIsRefused() throws JOSEException {
        var ours = claims(it -> it);
        RSAKey strange = new RSAKeyGenerator(2048).keyID(rsa.getKeyID()).generate();
        refused("a strange key", signed(JWSAlgorithm.RS256, rsa.getKeyID(), new RSASSASigner(strange), ours));
        refused("no signature", new PlainJWT(ours).serialize());
        byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
        refused(
                "the public key as a secret",
                signed(JWSAlgorithm.HS256, rsa.getKeyID(), new MACSigner(publicKey), ours));
        refused("another algorithm", signed(JWSAlgorithm.PS256, rsa.getKeyID(), new RSASSASigner(rsa), ours));
    }

    @Test
    void newKeysOfTheIssuerAreTakenAtOnce() throws JOSEException {
        newKeys();

        assertThat(ask(token(claims -> claims)).getStatus()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void theAdminWebMayAskItAndNobodyElse() {
        var answer = api.web.get().uri("/app/").exchange().expectStatus().isOk().returnResult(String.class);

        assertThat(answer.getResponseHeaders().getFirst("Content-Security-Policy"))
                .contains("connect-src 'self' " + ISSUER + " https://tokens.example;");
    }

    @Test
    void nobodySignsInHere() {
        api.web
                .post()
                .uri("/api/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"loginId\":\"kim\",\"password\":\"anything at all\"}")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private static void refused(String why, String token) {
        refused(why, token, "unauthenticated");
    }

    private static void refused(String why, String token, String code) {
        var answer = ask(token);
        assertThat(answer.getStatus()).as(why).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(answer.getResponseHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(new String(answer.getResponseBody(), StandardCharsets.UTF_8)).contains("\"" + code + "\"");
    }

    private static EntityExchangeResult<byte[]> ask(String token) {
        return api.web
                .get()
                .uri("/api/me")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(JWSAlgorithm.RS256, rsa.getKeyID(), new RSASSASigner(rsa), claims(change));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject("0f3c")
                        .claim("preferred_username", "kim")
                        .expirationTime(Date.from(Instant.now().plusSeconds(300))))
                .build();
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        return signed(new JWSHeader.Builder(algorithm).keyID(keyId).build(), signer, claims);
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static void newKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        ec = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    /** As much of a provider as a resource server asks: its description and its keys. */
    private static HttpServer issuer() {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
            answer(http, "/.well-known/openid-configuration", () -> """
                    {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize",
                     "token_endpoint":"%1$s/token","subject_types_supported":["public"],
                     "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256","ES256"]}""".formatted(ISSUER));
            answer(
                    http,
                    "/keys",
                    () -> new JWKSet(List.of(rsa, ec)).toPublicJWKSet().toString());
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpServer http, String path, java.util.function.Supplier<String> json) {
        http.createContext(path, exchange -> {
            byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange;
                    var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }
}
