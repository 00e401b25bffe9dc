package io.roomcast.dispatch.turn;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** A line of one place per phone: of the lanes of this process only one asks the database for the phone's turn. */
@Component
public class Lines {
    private final Map<Long, Line> byBot = new ConcurrentHashMap<>();

    public Line of(long botId) {
        return byBot.computeIfAbsent(botId, id -> new Line(1));
    }
}
