package io.roomcast.model.event;

import io.roomcast.model.content.Masker;

/**
 * A record that can never be handled: its message says which field and which rule, and goes to the dead letter, personal data
 * masked.
 */
public final class BadEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadEventException(String reason) {
        super(Masker.mask(reason));
    }
}
