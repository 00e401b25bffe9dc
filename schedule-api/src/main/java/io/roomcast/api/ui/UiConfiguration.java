package io.roomcast.api.ui;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import lombok.RequiredArgsConstructor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.resource.EncodedResourceResolver;
import org.springframework.web.reactive.resource.PathResourceResolver;
import reactor.core.publisher.Mono;

/**
 * The admin web at {@code /app}: its page for every path below, so that a reload or a link finds its screen, and its files,
 * whose names change with their contents, kept by browsers for a year.
 */
@Configuration
@RequiredArgsConstructor
class UiConfiguration implements WebFluxConfigurer {
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-%s';"
            + " img-src 'self' blob: data:; connect-src 'self'%s; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";
    private static final String NONCE = "__NONCE__";
    private static final String ISSUER = "__ISSUER__";
    private static final String NOT_BUILT = "<!doctype html><meta charset=utf-8><title>Roomcast</title>"
            + "<p>The admin web was not built: build with Node.js 20 or later installed.";

    private final SecureRandom random = new SecureRandom();
    private final SignInAddress signIn;

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/app/assets/**")
                .addResourceLocations("classpath:/ui/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new PathResourceResolver());
    }

    @Bean
    RouterFunction<ServerResponse> pages() throws IOException {
        String page = page().replace(ISSUER, signIn.asAttribute());
        return RouterFunctions.route()
                .GET(
                        "/",
                        request -> ServerResponse.temporaryRedirect(URI.create("/app/"))
                                .build())
                .GET(path("/app/**").and(path("/app/assets/**").negate()), request -> show(page))
                .build();
    }

    private Mono<ServerResponse> show(String page) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY.formatted(nonce, signIn.origins()))
                .bodyValue(page.replace(NONCE, nonce));
    }

    private static String page() throws IOException {
        var file = new ClassPathResource("ui/index.html");
        return file.exists() ? file.getContentAsString(StandardCharsets.UTF_8) : NOT_BUILT;
    }
}
