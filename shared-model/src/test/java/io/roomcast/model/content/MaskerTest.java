package io.roomcast.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
    @ParameterizedTest
    @CsvSource({
        "주민번호 900101-1234567 입니다, 주민번호 ******-******* 입니다",
        "９００１０１－１２３４５６７ 님, ******-******* 님",
        "900101 — 1234567, ******-*******",
        "900101.1234567, ******-*******",
        "900101·1234567, ******-*******",
        "/variables/900101-1234567, /variables/******-*******",
        "연락처 010-1234-5678, 연락처 010-****-5678",
        "01012345678 님, 010****5678 님",
        "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln, Bearer ***",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, ***",
        "r2dbc:mysql://root:hunter2@db:3306/x, r2dbc:mysql://root:***@db:3306/x"
    })
    void hidesWhatNobodyMaySee(String text, String masked) {
        assertThat(Masker.mask(text)).isEqualTo(masked);
        assertThat(Masker.mask(masked)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "room 18219201472247343, occurrence 1794960001234",
                "b3f01012-3456-4789-8abc-010123456789",
                "2026-11-22T03:21:11.956Z took 1234567 ms",
                "sum 1900101.12 of 2026/11/29",
                "http://example.com/240512/1234567 and 250612_1234567.jpg",
                "http://127.0.0.1:26080/app/ is ready",
                "$1 \\ costs nothing"
            })
    void leavesEverythingElse(String text) {
        assertThat(Masker.mask(text)).isEqualTo(text);
    }

    @Test
    void hidesEachOfMany() {
        assertThat(Masker.mask("900101-1234567 and 910202-2345678, 010 1111 2222"))
                .isEqualTo("******-******* and ******-*******, 010 **** 2222");
    }
}
