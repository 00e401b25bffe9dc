package io.roomcast.api.access;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A request that names a grant in the header {@value #HEADER} is made under it: at its organisation and in its role, and not
 * with what the member may besides. A grant that has ended, or is another's, is refused.
 */
@RequiredArgsConstructor
public final class UnderGrant implements WebFilter {
    public static final String HEADER = "Roomcast-Grant";

    private final Callers callers;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String named = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (named == null) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .map(SecurityContext::getAuthentication)
                .ofType(CallerToken.class)
                .flatMap(own -> under(own, named))
                .singleOptional()
                .flatMap(token -> token.isPresent()
                        ? chain.filter(exchange)
                                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(token.get()))
                        : chain.filter(exchange));
    }

    private Mono<CallerToken> under(CallerToken own, String named) {
        return callers.underGrant(own.caller().loginId(), id(named))
                .map(own::as)
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemKind.GRANT_ENDED, null, List.of())));
    }

    private static long id(String named) {
        if (!named.matches("\\d{1,18}")) {
            throw ProblemException.of(ProblemKind.MALFORMED, HEADER + ": the id of a grant");
        }
        return Long.parseLong(named);
    }
}
