package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which server, as whom. Password and token come from the environment or are asked for: arguments are for all to see. A server
 * whose members sign in at an outside issuer takes a token of that issuer, in {@code ROOMCAST_TOKEN}.
 */
final class ServerOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

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

    @Option(
            names = "--server",
            defaultValue = "${env:ROOMCAST_SERVER:-http://127.0.0.1:18080}",
            description = "Address of the API, or ROOMCAST_SERVER (default: ${DEFAULT-VALUE})")
    void setServer(URI given) {
        if (!"http".equals(given.getScheme()) && !"https".equals(given.getScheme())) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--server: an address that begins with http:// or https://, not " + given);
        }
        server = given;
    }

    /** @param path from the API's own root on, which may lie below another one's */
    URI uri(String path) {
        return URI.create(server.toString().replaceAll("/+$", "") + path);
    }

    /** Whether it was said as whom to ask. */
    boolean hasAccount() {
        return password != null || isSet("ROOMCAST_PASSWORD") || isSet("ROOMCAST_TOKEN");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** The one given, else signs in. */
    String token() {
        return isSet("ROOMCAST_TOKEN") ? System.getenv("ROOMCAST_TOKEN").strip() : signIn();
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
