package io.roomcast.api.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** Who is signed in may administer from these addresses alone; from everywhere where none is named. */
final class AdministrationAddresses implements ReactiveAuthorizationManager<AuthorizationContext> {
    private final List<IpSubnetFilterRule> allowed;

    /** @param ranges addresses, or ranges as {@code 10.1.0.0/16} */
    AdministrationAddresses(List<String> ranges) {
        this.allowed = ranges.stream()
                .map(range -> range.contains("/") ? range : range + (range.contains(":") ? "/128" : "/32"))
                .map(range -> new IpSubnetFilterRule(range, IpFilterRuleType.ACCEPT))
                .toList();
    }

    @Override
    public Mono<AuthorizationDecision> check(Mono<Authentication> authentication, AuthorizationContext context) {
        return authentication
                .filter(Authentication::isAuthenticated)
                .doOnNext(signedIn ->
                        require(RemoteAddress.of(context.getExchange().getRequest())))
                .map(signedIn -> new AuthorizationDecision(true))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    private void require(@Nullable InetAddress address) {
        if (!allowed.isEmpty() && (address == null || !isAllowed(new InetSocketAddress(address, 0)))) {
            throw ProblemException.of(
                    ProblemKind.FORBIDDEN, "Administration is not open to the address from which you come");
        }
    }

    private boolean isAllowed(InetSocketAddress address) {
        return allowed.stream().anyMatch(range -> range.matches(address));
    }
}
