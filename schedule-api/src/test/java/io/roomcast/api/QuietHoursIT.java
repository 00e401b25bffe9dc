package io.roomcast.api;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hours in which a room is left alone, as they are entered. */
class QuietHoursIT extends ApiTest {
    @ParameterizedTest
    @ValueSource(strings = {"22:00:00", "22:00:00.4"})
    void quietHoursAreWholeSecondsApart(String until) {
        var room = Bodies.room(WORLD.branch, BOT).put("quietFrom", "22:00:00").put("quietUntil", until);
        post("agency", "/api/rooms", room, 422);
    }
}
