package org.siegel.mailets.asking;

import java.util.Optional;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.PhoneNumber;

/**
 * How a sender wants the password to reach the recipient.
 *
 * @param phone for {@link PasswordWay#SMS}; empty if none was given that is one
 */
public record PasswordWish(PasswordWay way, Optional<PhoneNumber> phone) {

    /** As the rules for wrapping have it. */
    public static final PasswordWish NONE = new PasswordWish(PasswordWay.BY_RULE, Optional.empty());

    /** With a number as somebody wrote it; what is none counts as missing. */
    public static PasswordWish of(PasswordWay way, String phone) {
        if (way != PasswordWay.SMS) {
            return new PasswordWish(way, Optional.empty());
        }
        try {
            return new PasswordWish(way, Optional.of(PhoneNumber.parse(phone)));
        } catch (IllegalArgumentException _noNumber) {
            return new PasswordWish(way, Optional.empty());
        }
    }
}
