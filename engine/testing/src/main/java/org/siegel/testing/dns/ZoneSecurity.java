package org.siegel.testing.dns;

/** How a zone is signed, and how well. */
sealed interface ZoneSecurity {
    record Unsigned() implements ZoneSecurity {}

    record Signed(ZoneKey key) implements ZoneSecurity {}

    record Flawed(ZoneKey key, ZoneFlaw flaw) implements ZoneSecurity {}
}
