package org.siegel.james;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import spark.Request;

/**
 * What a request asks for of a list that goes on where it ended.
 *
 * @param after what to ask for the next ones with; empty if there are none
 */
record Slice<T>(List<T> items, Optional<String> after) {

    /** Reads the list in the order of its keys. */
    @FunctionalInterface
    interface Reading<T> {
        /** Those of at most so many keys that come after that one; all if that is empty text. */
        List<T> read(int most, String after);
    }

    /** Reads what {@code limit} and {@code after} of the request say; items of one key are not torn apart. */
    static <T> Slice<T> of(Request request, Reading<T> list, Function<T, String> key) {
        int limit = Queries.limit(request);
        // One more than asked for tells whether there are more.
        List<T> found = list.read(
                limit + 1, Optional.ofNullable(request.queryParams("after")).orElse(""));
        List<String> keys = found.stream().map(key).distinct().limit(limit).collect(Collectors.toList());
        List<T> items =
                found.stream().filter(item -> keys.contains(key.apply(item))).toList();
        return new Slice<>(items, found.size() > items.size() ? Optional.of(keys.getLast()) : Optional.empty());
    }
}
