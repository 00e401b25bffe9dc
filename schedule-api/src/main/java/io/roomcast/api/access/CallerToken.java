package io.roomcast.api.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

final class CallerToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient Jwt jwt;

    CallerToken(Caller caller, Jwt jwt) {
        super(List.of());
        this.caller = caller;
        this.jwt = jwt;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    /** The same sign-in, in another capacity of the member's. */
    CallerToken as(Caller other) {
        return new CallerToken(other, jwt);
    }

    @Override
    public Object getCredentials() {
        return jwt;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }
}
