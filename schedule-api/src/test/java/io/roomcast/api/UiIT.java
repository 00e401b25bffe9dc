package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** The admin web as the service serves it; whether it was built or not, its page is there. */
class UiIT extends ApiTest {
    private static final Pattern NONCE = Pattern.compile("'nonce-([^']+)'");

    @ParameterizedTest
    @ValueSource(strings = {"/app/", "/app/schedules/12/edit", "/app/rooms?x=1"})
    void everyScreensAddressGivesThePage(String path) {
        EntityExchangeResult<String> page = page(path);

        assertThat(page.getResponseBody()).contains("Roomcast").doesNotContain("__NONCE__");
        assertThat(page.getResponseHeaders().getContentType().isCompatibleWith(MediaType.TEXT_HTML))
                .isTrue();
        assertThat(page.getResponseHeaders().getCacheControl()).contains("no-store");
    }

    @Test
    void nothingInlineRunsAndEveryPageHasANonceOfItsOwn() {
        String first = policy();
        String second = policy();

        assertThat(first)
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(nonce(first)).isNotEqualTo(nonce(second));
    }

    @Test
    void theStartIsTheAdminWeb() {
        web.get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isTemporaryRedirect()
                .expectHeader()
                .location("/app/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/app/assets/nothing.js", "/app/assets/../../application.yaml", "/app/assets/%2e%2e/index.html"})
    void whatIsNoFileOfItIsNotFound(String path) {
        assertThat(web.get()
                        .uri(java.net.URI.create("http://127.0.0.1:" + port + path))
                        .exchange()
                        .returnResult(String.class)
                        .getStatus()
                        .value())
                .isIn(400, 401, 404);
    }

    private String policy() {
        return page("/app/").getResponseHeaders().getFirst("Content-Security-Policy");
    }

    private static String nonce(String policy) {
        Matcher matcher = NONCE.matcher(policy);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private EntityExchangeResult<String> page(String path) {
        return web.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
    }
}
