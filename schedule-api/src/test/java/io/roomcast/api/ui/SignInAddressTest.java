package io.roomcast.api.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.roomcast.api.access.SecurityProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.util.HtmlUtils;

class SignInAddressTest {
    private static final String ISSUER = "https://login.example:8443/realms/one";

    @Test
    void nothingIsSaidWhereMembersSignInHere() {
        SignInAddress here = of(null, new UiProperties("web", "openid", List.of()));

        assertThat(here.asAttribute()).isEmpty();
        assertThat(here.origins()).isEmpty();
    }

    @Test
    void thePageKnowsTheIssuerItsClientAndItsScope() throws Exception {
        SignInAddress outside = of(ISSUER, new UiProperties("the \"web\" <b>", "openid offline_access", List.of()));

        assertThat(outside.asAttribute()).doesNotContain("\"", "<", ">");
        var read = new ObjectMapper().readTree(HtmlUtils.htmlUnescape(outside.asAttribute()));
        assertThat(read.path("authority").asText()).isEqualTo(ISSUER);
        assertThat(read.path("clientId").asText()).isEqualTo("the \"web\" <b>");
        assertThat(read.path("scope").asText()).isEqualTo("openid offline_access");
    }

    @Test
    void withoutAClientThePageIsToldThatToo() throws Exception {
        SignInAddress outside = of(ISSUER, new UiProperties(null, "openid", List.of()));

        assertThat(new ObjectMapper()
                        .readTree(HtmlUtils.htmlUnescape(outside.asAttribute()))
                        .has("clientId"))
                .isFalse();
    }

    @Test
    void originsHaveNoPathAndComeOnce() {
        var elsewhere =
                List.of(URI.create("https://tokens.example/oauth2/token"), URI.create("https://login.example:8443"));

        assertThat(of(ISSUER, new UiProperties("web", "openid", elsewhere)).origins())
                .isEqualTo(" https://login.example:8443 https://tokens.example");
    }

    @Test
    void anOriginWithoutASchemeEndsTheStart() {
        assertThatThrownBy(() -> new UiProperties("web", "openid", List.of(URI.create("tokens.example"))))
                .hasMessageContaining("issuer-origins")
                .hasMessageContaining("tokens.example");
    }

    private static SignInAddress of(@Nullable String issuer, UiProperties ui) {
        var key = new ByteArrayResource(new byte[0]);
        var life = Duration.ofMinutes(15);
        return new SignInAddress(
                new SecurityProperties(issuer, "roomcast", "sub", key, key, life, life, false, List.of()),
                ui,
                new ObjectMapper());
    }
}
