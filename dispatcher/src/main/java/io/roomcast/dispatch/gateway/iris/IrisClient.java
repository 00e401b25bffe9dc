package io.roomcast.dispatch.gateway.iris;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.ChannelOption;
import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The HTTP calls of Iris (github.com/dolidolih/Iris): {@code /reply}, {@code /query}, {@code /config},
 * {@code /dashboard/status}.
 *
 * <p>Never repeats a call by itself, follows no redirect, and reads at most 64 KB of an answer (1 MB of a query's).
 */
@Component
class IrisClient {
    private static final int ANSWER_LIMIT = 64 * 1024;
    private static final int QUERY_LIMIT = 1024 * 1024;
    private static final Duration BOT_ID_KNOWN_FOR = Duration.ofMinutes(5);

    private final WebClient replies;
    private final WebClient queries;
    private final Map<String, Mono<String>> botIds = new ConcurrentHashMap<>();

    IrisClient(IrisProperties properties) {
        var connections = ConnectionProvider.builder("iris")
                .maxConnections(10_000)
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
        var http = HttpClient.create(connections)
                // A call on a pooled connection that was just closed may have been read: repeating it may double it.
                .disableRetry(true)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis())
                .responseTimeout(properties.responseTimeout());
        this.replies = client(http, ANSWER_LIMIT);
        this.queries = client(http, QUERY_LIMIT);
    }

    /** Emits what {@code read} makes of the answer, whatever its status. */
    <T> Mono<T> reply(Bot bot, Map<String, Object> body, java.util.function.Function<ClientResponse, Mono<T>> read) {
        return replies.post()
                .uri(bot.endpoint() + "/reply")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchangeToMono(read);
    }

    /** The rows of a query. An error for any answer but 200 with rows. */
    Mono<List<Map<String, String>>> query(Bot bot, String sql, List<String> bind) {
        return queries.post()
                .uri(bot.endpoint() + "/query")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("query", sql, "bind", bind))
                .retrieve()
                .bodyToMono(QueryAnswer.class)
                .map(QueryAnswer::data);
    }

    /** The phone's own user id, kept for five minutes. An error when KakaoTalk's account was never detected. */
    Mono<String> botId(Bot bot) {
        return botIds.computeIfAbsent(
                bot.endpoint(),
                endpoint -> Mono.defer(() -> askBotId(endpoint))
                        .cache(id -> BOT_ID_KNOWN_FOR, failure -> Duration.ZERO, () -> Duration.ZERO));
    }

    /** The same, asked now. */
    Mono<String> askBotId(String endpoint) {
        return queries.get()
                .uri(endpoint + "/config")
                .retrieve()
                .bodyToMono(JsonNode.class)
                .map(config -> config.path("bot_id").asText("0"))
                .filter(id -> !id.equals("0"))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(ReasonDetail.NO_ACCOUNT.of())));
    }

    /** An error where Iris does not watch KakaoTalk's database: it would not see what arrives in a room. */
    Mono<Void> requireObserving(String endpoint) {
        return queries.get()
                .uri(endpoint + "/dashboard/status")
                .retrieve()
                .bodyToMono(JsonNode.class)
                .filter(status -> status.path("isObserving").asBoolean())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(ReasonDetail.NOT_WATCHING.of())))
                .then();
    }

    private static WebClient client(HttpClient http, int bodyLimit) {
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(bodyLimit))
                .build();
    }

    record QueryAnswer(List<Map<String, String>> data) {}
}
