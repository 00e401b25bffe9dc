package io.roomcast.dispatch.gateway.iris;

import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateway;
import io.roomcast.dispatch.gateway.CallFailure;
import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.dispatch.gateway.GatewayKind;
import io.roomcast.dispatch.gateway.SendOutcome;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Iris: {@code /reply} only queues, so the proof is the room's own {@code chat_logs}.
 *
 * <p>Its queue holds one message for the whole phone and the newest wins: one send at a time per phone is not a courtesy
 * but the only way not to lose messages that were answered with success.
 */
@Component
@RequiredArgsConstructor
class IrisGateway implements BotGateway {
    private static final String NEWEST = "SELECT _id FROM chat_logs WHERE chat_id=? ORDER BY _id DESC LIMIT 1";
    private static final String AFTER = """
            SELECT _id,id,type,chat_id,user_id,message,attachment,created_at,v FROM chat_logs \
            WHERE chat_id=? AND _id>? AND user_id=? ORDER BY _id LIMIT 50""";

    private final IrisClient iris;

    @Override
    public GatewayKind kind() {
        return GatewayKind.IRIS;
    }

    @Override
    public boolean confirms() {
        return true;
    }

    @Override
    public Mono<String> baseline(Bot bot, String channelId) {
        return iris.botId(bot)
                .then(Mono.defer(() -> iris.query(bot, NEWEST, List.of(channelId))))
                .map(rows -> rows.isEmpty() ? "0" : rows.get(0).get("_id"));
    }

    @Override
    public Mono<String> ailment(Bot bot) {
        return iris.askBotId(bot.endpoint())
                .then(Mono.defer(() -> iris.requireObserving(bot.endpoint())))
                .then(Mono.<String>empty())
                .onErrorResume(failure -> Mono.just(CallFailure.of(failure).words()));
    }

    @Override
    public Mono<SendOutcome> send(Bot bot, String channelId, Delivery delivery) {
        return iris.reply(bot, body(channelId, delivery), IrisOutcomes::read)
                .onErrorResume(failure -> Mono.just(IrisOutcomes.ofFailure(failure)));
    }

    @Override
    public Mono<String> find(Bot bot, String channelId, String baseline, Delivery delivery) {
        return iris.botId(bot)
                .flatMap(botId -> iris.query(bot, AFTER, List.of(channelId, baseline, botId)))
                .flatMap(rows -> Mono.justOrEmpty(rows.stream()
                        .filter(row -> IrisRows.shows(row, delivery))
                        .map(row -> row.get("_id"))
                        .findFirst()));
    }

    private static Map<String, Object> body(String channelId, Delivery delivery) {
        if (delivery instanceof Delivery.Text text) {
            return Map.of("type", "text", "room", channelId, "data", text.text());
        }
        List<String> images = ((Delivery.Images) delivery)
                .images().stream()
                        .map(bytes -> Base64.getEncoder().encodeToString(bytes))
                        .toList();
        return images.size() == 1
                ? Map.of("type", "image", "room", channelId, "data", images.get(0))
                : Map.of("type", "image_multiple", "room", channelId, "data", images);
    }
}
