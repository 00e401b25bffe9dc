package io.roomcast.api.occurrence;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.model.occurrence.WaitReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void everythingThatARunCanWaitForHasWords(WaitReason reason) {
        assertThat(Explanation.of(reason.name())).isNotEqualTo(Explanation.OTHER);
    }
}
