package org.siegel.james;

import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.jspecify.annotations.Nullable;
import spark.HaltException;
import spark.Request;

/** What WebAdmin's routes read of a request, and how they refuse one. */
final class Queries {

    private static final int STANDARD_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;

    private Queries() {}

    static int limit(Request request) {
        @Nullable String text = request.queryParams("limit");
        if (text == null) {
            return STANDARD_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _other) {
            // Said below.
        }
        throw refusal(
                400, ErrorType.INVALID_ARGUMENT, "'limit' must be a number from 1 to " + HIGHEST_LIMIT + ": " + text);
    }

    static HaltException refusal(int status, ErrorType type, String message) {
        return ErrorResponder.builder()
                .statusCode(status)
                .type(type)
                .message("%s", message)
                .haltError();
    }
}
