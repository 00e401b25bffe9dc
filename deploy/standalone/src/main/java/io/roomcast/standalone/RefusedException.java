package io.roomcast.standalone;

/** An answer that is no success. @param body what the server said, as a problem detail */
final class RefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String body;

    RefusedException(String request, int status, String body) {
        super(request + " → " + status + " " + body);
        this.body = body;
    }

    String body() {
        return body;
    }
}
