package io.roomcast.api.access;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.util.List;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.IpAddressReactiveAuthorizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is signed in may administer from these addresses alone; from everywhere where none is named. */
final class AdministrationAddresses implements ReactiveAuthorizationManager<AuthorizationContext> {
    private final List<IpAddressReactiveAuthorizationManager> allowed;

    /** @param ranges addresses, or ranges as {@code 10.1.0.0/16} */
    AdministrationAddresses(List<String> ranges) {
        this.allowed = ranges.stream()
                .map(IpAddressReactiveAuthorizationManager::hasIpAddress)
                .toList();
    }

    @Override
    public Mono<AuthorizationDecision> check(Mono<Authentication> authentication, AuthorizationContext context) {
        return authentication
                .filter(Authentication::isAuthenticated)
                .flatMap(signedIn -> isAllowed(context))
                .map(here -> {
                    if (!here) {
                        throw ProblemException.of(
                                ProblemKind.FORBIDDEN, "Administration is not open to the address from which you come");
                    }
                    return new AuthorizationDecision(true);
                })
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    private Mono<Boolean> isAllowed(AuthorizationContext context) {
        return allowed.isEmpty()
                ? Mono.just(true)
                : Flux.fromIterable(allowed)
                        .concatMap(range -> range.check(Mono.empty(), context))
                        .any(AuthorizationDecision::isGranted);
    }
}
