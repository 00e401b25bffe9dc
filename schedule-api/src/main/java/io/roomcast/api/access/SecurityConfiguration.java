package io.roomcast.api.access;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import reactor.core.publisher.Mono;

/** Deny first: everything needs a token but signing in, health and the files of the admin web. */
@Configuration
@RequiredArgsConstructor
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/",
        "/app/**",
        "/api/auth/login",
        "/api/auth/refresh",
        "/api/auth/logout",
        "/actuator/health/**",
        "/actuator/info"
    };

    /** Where it is said who may what, where messages and alerts go, and what concerns everybody; to pause a room is daily work. */
    private static final String[] ADMINISTRATION = {
        "/api/organizations/**",
        "/api/members/**",
        "/api/bots/**",
        "/api/rooms",
        "/api/rooms/*",
        "/api/alert-channels/**",
        "/api/holidays/**",
        "/api/stops/**",
        "/api/grants/**"
    };

    /** Of an issuer that is asked for its keys. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final SecurityProperties properties;

    /** A request whose address or headers no filter looks into gets its problem detail as any other. */
    @Bean
    ServerExchangeRejectedHandler rejectedRequests() {
        return (exchange, rejected) -> Mono.error(rejected);
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, Callers callers) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(it -> {
                    var administration = new AdministrationAddresses(properties.administrationAddresses());
                    it.pathMatchers(OPEN).permitAll();
                    it.pathMatchers(HttpMethod.POST, ADMINISTRATION).access(administration);
                    it.pathMatchers(HttpMethod.PUT, ADMINISTRATION).access(administration);
                    it.pathMatchers(HttpMethod.DELETE, ADMINISTRATION).access(administration);
                    it.pathMatchers("/api/audit", "/api/operations/**").access(administration);
                    it.anyExchange().authenticated();
                })
                .oauth2ResourceServer(it -> it.jwt(jwt -> jwt.jwtAuthenticationConverter(converter(callers)))
                        .authenticationEntryPoint((exchange, failure) -> refuse(
                                failure instanceof UnknownMember
                                        ? ProblemKind.UNKNOWN_MEMBER
                                        : ProblemKind.UNAUTHENTICATED))
                        .accessDeniedHandler((exchange, failure) -> refuse(ProblemKind.FORBIDDEN)))
                .addFilterAfter(new UnderGrant(callers), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(
                        it -> it.authenticationEntryPoint((exchange, failure) -> refuse(ProblemKind.UNAUTHENTICATED)))
                .build();
    }

    /** Only asymmetric algorithms: "none", or the public key taken for an HMAC secret, must never pass. */
    @Bean
    ReactiveJwtDecoder jwtDecoder() throws IOException {
        String issuer = properties.issuerUri();
        if (issuer != null) {
            String audience = Objects.requireNonNull(properties.audience());
            return outside(issuer, audience);
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

    /** Asks the issuer for its keys when the first token comes: this service starts without it. */
    private static ReactiveJwtDecoder outside(String issuer, String audience) {
        var decoder = NimbusReactiveJwtDecoder.withIssuerLocation(issuer)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                accessTokens(),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, named -> named != null && named.contains(audience))));
        return token -> decoder.decode(token)
                .timeout(LONGEST_ANSWER)
                .onErrorMap(
                        failure -> !(failure instanceof JwtException),
                        failure -> new JwtException("The issuer does not answer", failure));
    }

    /** By their header {@code typ}: RFC 9068 names them {@code at+jwt}, many issuers say no more than {@code JWT}. */
    private static JwtTypeValidator accessTokens() {
        var types = new JwtTypeValidator(List.of("JWT", "at+jwt", "application/at+jwt"));
        types.setAllowEmpty(true);
        return types;
    }

    private Converter<Jwt, Mono<AbstractAuthenticationToken>> converter(Callers callers) {
        return jwt -> Mono.justOrEmpty(jwt.getClaimAsString(properties.loginClaim()))
                .flatMap(callers::byLogin)
                .<AbstractAuthenticationToken>map(caller -> new CallerToken(caller, jwt))
                .switchIfEmpty(Mono.error(UnknownMember::new));
    }

    /** The token is good, and no member, or none any more, has its login. */
    private static final class UnknownMember extends InvalidBearerTokenException {
        UnknownMember() {
            super("Unknown member");
        }
    }

    private static Mono<Void> refuse(ProblemKind kind) {
        return Mono.error(new ProblemException(kind, null, List.of()));
    }
}
