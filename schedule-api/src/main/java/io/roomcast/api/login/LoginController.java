package io.roomcast.api.login;

import io.roomcast.api.access.SecurityProperties;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sign-in with a password. Not there when an outside issuer signs people in. */
@RestController
@ConditionalOnOwnTokens
@RequestMapping("/api/auth")
@RequiredArgsConstructor
class LoginController {
    /** Compared against when there is no such member, so that the answer takes as long. */
    private static final String NOBODY = "$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5lZ7Yk1vG3g3c7cJQ0x9m0nq3G6W2";

    /** For browsers alone: a program keeps what it was given. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final LoginBrake brake;
    private final SecurityProperties properties;
    private final Validator validator;
    private final Audit audit;
    private final PasswordEncoder passwords = new BCryptPasswordEncoder();

    private record Account(
            long id, String loginId, @Nullable String passwordHash) {}

    @PostMapping("/login")
    Mono<Tokens> login(@RequestBody LoginRequest request, ServerWebExchange exchange) {
        Checks.of(validator, request).throwIfAny();
        return brake.take(request.loginId())
                .then(account(request.loginId()))
                .defaultIfEmpty(new Account(0, "", NOBODY))
                .publishOn(Schedulers.boundedElastic())
                .filter(account -> matches(request.password(), account))
                .switchIfEmpty(Mono.defer(() -> refuse(request.loginId())))
                .flatMap(account -> transactions
                        .run(brake.forget(request.loginId())
                                .then(audit.session(Action.SIGNED_IN, account.loginId()))
                                .then(refreshTokens.first(account.id())))
                        .map(refresh ->
                                tokens(account.loginId(), refresh, exchange, Boolean.TRUE.equals(request.cookie()))));
    }

    @PostMapping("/refresh")
    Mono<Tokens> refresh(@RequestBody RefreshRequest request, ServerWebExchange exchange) {
        Checks.of(validator, request).throwIfAny();
        boolean inCookie = request.refreshToken() == null;
        return transactions
                .run(Mono.justOrEmpty(token(request, exchange))
                        .flatMap(token -> refreshTokens.use(token, inCookie ? GRACE : Duration.ZERO))
                        .flatMap(used -> account(used.loginId())
                                .flatMap(account -> refreshTokens.next(used))
                                .map(next -> tokens(used.loginId(), next, exchange, inCookie))))
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemKind.UNAUTHENTICATED, null, List.of())));
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(@RequestBody RefreshRequest request, ServerWebExchange exchange) {
        Checks.of(validator, request).throwIfAny();
        return transactions
                .run(Mono.justOrEmpty(token(request, exchange))
                        .flatMap(refreshTokens::end)
                        .flatMap(login -> audit.session(Action.SIGNED_OUT, login)))
                .doFirst(() -> RefreshCookie.clear(exchange, properties));
    }

    private Mono<Account> refuse(String loginId) {
        return audit.session(Action.SIGN_IN_REFUSED, loginId)
                .then(Mono.error(() -> new ProblemException(ProblemKind.BAD_CREDENTIALS, null, List.of())));
    }

    private static @Nullable String token(RefreshRequest request, ServerWebExchange exchange) {
        return request.refreshToken() == null ? RefreshCookie.of(exchange) : request.refreshToken();
    }

    private boolean matches(String password, Account account) {
        String hash = account.passwordHash() == null ? NOBODY : account.passwordHash();
        return passwords.matches(password, hash) && account.id() != 0;
    }

    private Mono<Account> account(String loginId) {
        return database.sql("""
                        SELECT m.id, m.login_id, m.password_hash
                        FROM kb_member m JOIN kb_organization g ON g.id = m.organization_id
                        WHERE m.login_id = :login AND m.status = 'active' AND g.status = 'active'""")
                .bind("login", loginId)
                .map(Rows.to(Account.class))
                .one()
                // The column's collation takes accents and full-width letters for plain ones: each would have its own
                // tries.
                .filter(found -> LoginBrake.keyOf(found.loginId()).equals(LoginBrake.keyOf(loginId)));
    }

    private Tokens tokens(String loginId, String refreshToken, ServerWebExchange exchange, boolean inCookie) {
        if (inCookie) {
            RefreshCookie.set(exchange, refreshToken, properties);
        }
        return new Tokens(
                "Bearer",
                accessTokens.issue(loginId),
                properties.accessTokenLife().toSeconds(),
                inCookie ? null : refreshToken);
    }
}
