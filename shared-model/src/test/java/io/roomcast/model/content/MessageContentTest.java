package io.roomcast.model.content;

import static io.roomcast.model.content.PartKind.IMAGES_1;
import static io.roomcast.model.content.PartKind.IMAGES_2;
import static io.roomcast.model.content.PartKind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageContentTest {
    private static final List<ImageRef> ONE = List.of(new ImageRef(1, "a".repeat(64), "a.jpg", "image/jpeg"));

    @Test
    void everyCombinationComesInTheOrderAskedFor() {
        assertThat(content("hi", ONE, ONE, SendOrder.TEXT_FIRST).parts()).containsExactly(TEXT, IMAGES_1, IMAGES_2);
        assertThat(content("hi", ONE, ONE, SendOrder.IMAGES_FIRST).parts()).containsExactly(IMAGES_1, IMAGES_2, TEXT);
        assertThat(content("hi", ONE, ONE, SendOrder.IMAGES_ONLY).parts()).containsExactly(IMAGES_1, IMAGES_2);
        assertThat(content("hi", List.of(), ONE, SendOrder.TEXT_FIRST).parts()).containsExactly(TEXT, IMAGES_2);
        assertThat(content(null, ONE, List.of(), SendOrder.TEXT_FIRST).parts()).containsExactly(IMAGES_1);
        assertThat(content("", List.of(), List.of(), SendOrder.TEXT_FIRST).parts())
                .isEmpty();
    }

    @Test
    void variablesAreFilledInAndUnknownOnesStay() {
        String text = Variables.substitute("#{이름}님, #{date} $1 #{nobody}", Map.of("이름", "김$0", "date", "2026-11-20"));

        assertThat(text).isEqualTo("김$0님, 2026-11-20 $1 #{nobody}");
    }

    private static MessageContent content(String text, List<ImageRef> first, List<ImageRef> second, SendOrder order) {
        return new MessageContent(text, first, second, order, 1, 0, 0);
    }
}
