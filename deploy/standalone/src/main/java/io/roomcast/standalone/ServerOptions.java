package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which server, as whom. Password and token come from the environment or are asked for: arguments are for all to see. A server
 * whose members sign in at an outside issuer takes a token of that issuer, in {@code ROOMCAST_TOKEN}.
 */
final class ServerOptions {
    @Option(
            names = "--server",
            defaultValue = "${env:ROOMCAST_SERVER:-http://127.0.0.1:18080}",
            description = "Address of the API, or ROOMCAST_SERVER (default: ${DEFAULT-VALUE})")
    private URI server = URI.create("http://127.0.0.1:18080");

    @Option(
            names = "--login",
            defaultValue = "${env:ROOMCAST_LOGIN:-branch}",
            description = "Login of a member, or ROOMCAST_LOGIN (default: ${DEFAULT-VALUE})")
    private String login = "branch";

    @Option(
            names = "--password",
            interactive = true,
            arity = "0",
            description = "Asks for the password; without it ROOMCAST_PASSWORD is taken, else the samples' one")
    private @Nullable String password;

    URI uri(String path) {
        return server.resolve(path);
    }

    /** The one given, else signs in. */
    String token() {
        String issued = System.getenv("ROOMCAST_TOKEN");
        return issued == null || issued.isBlank() ? signIn() : issued.strip();
    }

    private String signIn() {
        String given = password != null ? password : System.getenv("ROOMCAST_PASSWORD");
        JsonNode body = Http.JSON
                .createObjectNode()
                .put("loginId", login)
                .put("password", Objects.requireNonNullElse(given, Services.DEMO_PASSWORD));
        return Http.post(uri("/api/auth/login"), "", body, "")
                .path("accessToken")
                .asText();
    }
}
