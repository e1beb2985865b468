package org.siegel.mailets.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.apache.mailet.MailetConfig;
import org.xbill.DNS.Address;

/** Reads single parameters of a mailet; what is wrong is told with the parameter's name. */
record ParameterReader(MailetConfig config) {

    /** Empty if it is missing or blank. */
    Optional<String> text(String name) {
        return Optional.ofNullable(config.getInitParameter(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    int number(String name, int otherwise) {
        Optional<String> value = text(name);
        try {
            return value.map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not '" + value.orElse("") + "'", e);
        }
    }

    /** With a unit, or in milliseconds, as James has it; longer than zero. */
    Optional<Duration> time(String name) {
        return text(name).map(value -> {
            try {
                Duration time = RetrySchedule.parse(value, 0).delays().getFirst();
                if (time.isPositive() && !value.contains(",")) {
                    return time;
                }
            } catch (IllegalArgumentException _notATime) {
                // said below
            }
            throw new IllegalArgumentException(name + " must be a time such as '30 s' or '5 min', not '" + value + "'");
        });
    }

    boolean claim(String name) {
        return switch (text(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false");
        };
    }

    Optional<InetAddress> address(String name) {
        return text(name).map(value -> {
            try {
                return InetAddress.getByAddress(Address.getByAddress(value).getAddress());
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(
                        name + " must be an IP address of this machine, not '" + value + "'", e);
            }
        });
    }
}
