package io.roomcast.api.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Every kind of refusal. {@link #code()} is stable, for programs; the titles are for people. */
public enum ProblemKind {
    MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read", "요청을 읽을 수 없습니다"),
    KEY_REQUIRED(HttpStatus.BAD_REQUEST, "An Idempotency-Key is required", "Idempotency-Key가 필요합니다"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Sign in first", "로그인이 필요합니다"),
    UNKNOWN_MEMBER(HttpStatus.UNAUTHORIZED, "No member has this login", "이 로그인을 쓰는 구성원이 없습니다"),
    BAD_CREDENTIALS(HttpStatus.UNAUTHORIZED, "Login or password is wrong", "아이디 또는 비밀번호가 올바르지 않습니다"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "You may not do this", "권한이 없습니다"),
    GRANT_ENDED(HttpStatus.FORBIDDEN, "The temporary grant has ended, or is another's", "임시 권한이 끝났거나 본인의 것이 아닙니다"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing", "찾을 수 없습니다"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This method is not offered here", "허용되지 않는 요청 방식입니다"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No such form is offered", "제공하지 않는 형식입니다"),
    CONFLICT(HttpStatus.CONFLICT, "This does not fit what is there", "현재 상태와 맞지 않습니다"),
    STALE(HttpStatus.PRECONDITION_FAILED, "Somebody changed it meanwhile", "다른 사람이 먼저 수정했습니다"),
    TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "The request is too large", "요청이 너무 큽니다"),
    UNSUPPORTED_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This kind of content is not taken", "지원하지 않는 형식입니다"),
    INVALID(HttpStatus.UNPROCESSABLE_ENTITY, "Some fields are not right", "입력값을 확인해 주세요"),
    KEY_REUSED(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The Idempotency-Key was used for another request",
            "Idempotency-Key가 다른 요청에 이미 사용되었습니다"),
    VERSION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "If-Match is required", "If-Match가 필요합니다"),
    BUSY(HttpStatus.TOO_MANY_REQUESTS, "Too many at once", "요청이 너무 많습니다"),
    TOO_MANY_TRIES(HttpStatus.TOO_MANY_REQUESTS, "Too many tries to sign in", "로그인을 너무 많이 시도했습니다"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available for the moment", "잠시 사용할 수 없습니다"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here", "서버에 문제가 생겼습니다");

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final HttpStatus status;
    private final String english;
    private final String korean;

    ProblemKind(HttpStatus status, String english, String korean) {
        this.status = status;
        this.english = english;
        this.korean = korean;
    }

    public HttpStatus status() {
        return status;
    }

    /** When to come back after a refusal that passes by itself, where nothing more is known. */
    @Nullable
    Duration retryAfter() {
        return this == BUSY || this == UNAVAILABLE ? COME_BACK : null;
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String title(boolean inKorean) {
        return inKorean ? korean : english;
    }
}
