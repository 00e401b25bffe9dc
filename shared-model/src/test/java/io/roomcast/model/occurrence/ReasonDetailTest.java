package io.roomcast.model.occurrence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonDetailTest {
    @ParameterizedTest
    @EnumSource(ReasonDetail.class)
    void whatIsKeptIsToldInKoreanWithAllItsFigures(ReasonDetail detail) {
        String kept = detail.of("1234567", "89", "777");

        String korean = ReasonDetail.inKorean(null, kept);

        assertThat(korean).containsPattern("[가-힣]").doesNotContain("%");
        for (String figure : new String[] {"1234567", "89", "777"}) {
            assertThat(korean.contains(figure)).as(figure).isEqualTo(kept.contains(figure));
        }
    }

    @Test
    void whatOneWaitsForBehindAnotherIsToldInKoreanToo() {
        String kept = ReasonDetail.BEHIND_WAITING.of(7, ReasonDetail.GAP.of(30));

        assertThat(kept).isEqualTo("Run 7 goes first; it waits: 30 s between two messages of a room");
        assertThat(ReasonDetail.inKorean("GAP", kept)).isEqualTo("7번 발송이 먼저입니다. 그것이 기다리는 이유: 한 톡방의 두 메시지 사이에 30초를 둡니다");
        assertThat(ReasonDetail.inKorean(
                        "GAVE_UP", ReasonDetail.TRIES.of(3, ReasonDetail.NO_ANSWER.of(ReasonDetail.TOO_LONG.of()))))
                .isEqualTo("3번 시도했습니다. 마지막 대답: 답이 없습니다: 너무 오래 걸렸습니다");
    }

    @Test
    void theWordsOfPeopleAndPhonesStayAsTheyAre() {
        assertThat(ReasonDetail.inKorean("STOPPED", "가격이 틀림")).isEqualTo("가격이 틀림");
        assertThat(ReasonDetail.inKorean("STOPPED", "Heating is switched off")).isEqualTo("Heating is switched off");
        assertThat(ReasonDetail.inKorean("ROOM_PAUSED", ReasonDetail.BEHIND_WAITING.of(7, "Heating is switched off")))
                .isEqualTo("7번 발송이 먼저입니다. 그것이 기다리는 이유: Heating is switched off");
        assertThat(ReasonDetail.inKorean("RETRY", "HTTP 500")).isEqualTo("HTTP 500");
        assertThat(ReasonDetail.inKorean(null, "")).isEmpty();
        assertThat(ReasonDetail.inKorean(null, null)).isNull();
    }
}
