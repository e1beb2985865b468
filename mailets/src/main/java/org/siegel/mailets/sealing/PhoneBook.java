package org.siegel.mailets.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.siegel.policy.PhoneNumber;

/**
 * Whose mobile telephone has which number, from a file of the administrator: one a line, the mailbox, a semicolon, the number with its
 * country.
 */
public final class PhoneBook {

    private final Map<String, PhoneNumber> numbers;

    private PhoneBook(Map<String, PhoneNumber> numbers) {
        this.numbers = Map.copyOf(numbers);
    }

    /** Nobody. */
    public static PhoneBook empty() {
        return new PhoneBook(Map.of());
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException naming file, line and what is wrong, but no number
     */
    public static PhoneBook read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("the phone book " + file + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, PhoneNumber> numbers = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int separator = line.indexOf(';');
            String mailbox = line.substring(0, Math.max(0, separator)).strip().toLowerCase(Locale.ROOT);
            String where = "the phone book " + file + ", line " + number;
            if (!mailbox.matches("[^@\\s]+@[^@\\s]+")) {
                throw new IllegalArgumentException(where + ", must be: mailbox; number");
            }
            try {
                if (numbers.put(mailbox, PhoneNumber.parse(line.substring(separator + 1))) != null) {
                    throw new IllegalArgumentException("the mailbox has a number already");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
            }
        }
        return new PhoneBook(numbers);
    }

    public Optional<PhoneNumber> numberOf(String mailbox) {
        return Optional.ofNullable(numbers.get(mailbox.strip().toLowerCase(Locale.ROOT)));
    }
}
