package io.roomcast.api.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.codec.DecodingException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebInputException;

/** What was wrong with a body or parameter that could not be read, and where. */
final class JsonProblems {
    private JsonProblems() {}

    static ProblemException of(ServerWebInputException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return malformed(pointer(unknown), "unknown_field", "No such field");
            }
            if (cause instanceof JsonMappingException mapping) {
                return malformed(pointer(mapping), "wrong_type", "Not a value of this field's type");
            }
        }
        if (failure instanceof WebExchangeBindException binding && binding.getFieldError() != null) {
            return malformed(binding.getFieldError().getField(), "wrong_type", "Not a value of this type");
        }
        if (failure.getCause() instanceof DecodingException) {
            return malformed("", "not_json", "Not JSON, or nested too deeply");
        }
        String name = failure.getMethodParameter() == null
                ? ""
                : String.valueOf(failure.getMethodParameter().getParameterName());
        return malformed(name, "wrong_type", "Missing, or not a value of this type");
    }

    /** A JSON pointer (RFC 6901) from the path of a binding failure. */
    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static ProblemException malformed(String pointer, String code, String detail) {
        return new ProblemException(ProblemKind.MALFORMED, null, List.of(new FieldProblem(pointer, code, detail)));
    }
}
