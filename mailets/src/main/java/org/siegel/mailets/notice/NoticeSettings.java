package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.james.core.MailAddress;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of a mailet that writes notices say.
 *
 * @param languages in the order in which they are read
 * @param sender    stands in From
 * @param contact   whom to ask; plain words
 * @param processor gets the notice; James's root if empty
 */
record NoticeSettings(List<Wording> languages, MailAddress sender, String contact, Optional<String> processor) {

    /** The parameters read here. */
    static final Set<String> NAMES = Set.of("language", "sender", "contact", "processor");

    private static final int LONGEST_CONTACT = 200;

    NoticeSettings {
        languages = List.copyOf(languages);
    }

    /**
     * Checks what can be checked before James knows its postmaster: 3.8.1 may tell it only after the mailets' init.
     *
     * @throws MessagingException which stops James's start, naming the parameter and what it accepts
     */
    static void check(GenericMailet mailet) throws MessagingException {
        Optional<String> address = mailet.getInitParameterAsOptional("sender");
        if (address.isPresent()) {
            address(mailet, address.get());
        }
        parameter(mailet, "language", "both", Language::of);
    }

    /**
     * Reads them.
     *
     * @throws MessagingException naming the parameter and what it accepts
     */
    static NoticeSettings of(GenericMailet mailet) throws MessagingException {
        Optional<String> address = mailet.getInitParameterAsOptional("sender");
        @Nullable
        MailAddress sender = address.isPresent()
                ? address(mailet, address.get())
                : mailet.getMailetContext().getPostmaster();
        if (sender == null) {
            throw new MessagingException("James does not know its postmaster yet, who writes the notices of "
                    + mailet.getMailetName() + "; set <postmaster> in mailetcontainer.xml");
        }
        return new NoticeSettings(
                parameter(mailet, "language", "both", Language::of).stream()
                        .map(Wording::of)
                        .toList(),
                sender,
                OneLine.of(mailet.getInitParameter("contact", sender.asString()), LONGEST_CONTACT),
                mailet.getInitParameterAsOptional("processor"));
    }

    /**
     * Reads one parameter.
     *
     * @throws MessagingException which stops James's start, naming the parameter and what it accepts
     */
    static <T> T parameter(GenericMailet mailet, String name, String otherwise, Function<String, T> reading)
            throws MessagingException {
        try {
            return reading.apply(mailet.getInitParameter(name, otherwise));
        } catch (IllegalArgumentException e) {
            throw new MessagingException(
                    "mailetcontainer.xml: " + mailet.getMailetName() + ", <" + name + ">: " + e.getMessage(), e);
        }
    }

    private static MailAddress address(GenericMailet mailet, String text) throws MessagingException {
        try {
            return new MailAddress(text.strip());
        } catch (AddressException e) {
            throw new MessagingException(
                    "mailetcontainer.xml: " + mailet.getMailetName() + ", <sender>: '" + text
                            + "' is not a mail address such as postmaster@example.org",
                    e);
        }
    }
}
