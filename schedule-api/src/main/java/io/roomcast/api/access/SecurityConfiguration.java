package io.roomcast.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Deny first: everything needs a token but signing in, health and the API's description. */
@Configuration
@RequiredArgsConstructor
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/api/auth/login", "/api/auth/refresh", "/api/auth/logout", "/actuator/health/**", "/actuator/info"
    };

    private final SecurityProperties properties;
    private final Problems problems;
    private final ObjectMapper json;

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, Callers callers) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(
                        it -> it.pathMatchers(OPEN).permitAll().anyExchange().authenticated())
                .oauth2ResourceServer(it -> it.jwt(jwt -> jwt.jwtAuthenticationConverter(converter(callers)))
                        .authenticationEntryPoint((exchange, failure) -> refuse(exchange, ProblemKind.UNAUTHENTICATED))
                        .accessDeniedHandler((exchange, failure) -> refuse(exchange, ProblemKind.FORBIDDEN)))
                .exceptionHandling(it -> it.authenticationEntryPoint(
                        (exchange, failure) -> refuse(exchange, ProblemKind.UNAUTHENTICATED)))
                .build();
    }

    /** Only asymmetric algorithms: "none", or the public key taken for an HMAC secret, must never pass. */
    @Bean
    ReactiveJwtDecoder jwtDecoder() throws IOException {
        if (properties.issuerUri() != null) {
            var decoder = NimbusReactiveJwtDecoder.withIssuerLocation(properties.issuerUri())
                    .jwsAlgorithm(SignatureAlgorithm.RS256)
                    .jwsAlgorithm(SignatureAlgorithm.ES256)
                    .build();
            decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(properties.issuerUri()));
            return decoder;
        }
        try (var pem = Objects.requireNonNull(properties.publicKey()).getInputStream()) {
            RSAPublicKey key = Objects.requireNonNull(RsaKeyConverters.x509().convert(pem));
            var decoder = NimbusReactiveJwtDecoder.withPublicKey(key)
                    .signatureAlgorithm(SignatureAlgorithm.RS256)
                    .build();
            decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(SecurityProperties.OWN_ISSUER));
            return decoder;
        }
    }

    private Converter<Jwt, Mono<AbstractAuthenticationToken>> converter(Callers callers) {
        return jwt -> Mono.justOrEmpty(jwt.getClaimAsString(properties.loginClaim()))
                .flatMap(callers::byLogin)
                .<AbstractAuthenticationToken>map(caller -> new CallerToken(caller, jwt))
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("Unknown member")));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, ProblemKind kind) {
        var response = exchange.getResponse();
        response.setStatusCode(kind.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (kind == ProblemKind.UNAUTHENTICATED) {
            response.getHeaders().set("WWW-Authenticate", "Bearer");
        }
        var problem = new ProblemException(kind, null, List.of());
        try {
            byte[] body = json.writeValueAsBytes(
                    problems.of(problem, exchange.getLocaleContext().getLocale()));
            return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
