package io.roomcast.model.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationPathTest {
    @Test
    void aSubtreeIsWhatBeginsWithItsPath() {
        var agency = new OrganizationPath("/1/7/");

        assertThat(agency.ids()).containsExactly(1L, 7L);
        assertThat(agency.contains(agency.child(31))).isTrue();
        assertThat(agency.contains(new OrganizationPath("/1/71/"))).isFalse();
        assertThat(agency.subtreePattern()).isEqualTo("/1/7/%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "1/", "/1", "/1//2/", "/a/", "/1/%/", "/1/ /"})
    void nothingElseIsAPath(String text) {
        assertThatThrownBy(() -> new OrganizationPath(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
