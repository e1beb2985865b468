package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LookupKeyTest {

    @Test
    void usualIdentifiersAreTheirOwnKeys() {
        assertThat(LookupKey.of("Mail1700000000-0")).isEqualTo("Mail1700000000-0");
        assertThat(LookupKey.ofMessageId(" <a@b.invalid>\r\n")).isEqualTo("a@b.invalid");
        assertThat(LookupKey.ofAddress("Bernd@Recipient.INVALID")).isEqualTo("bernd@recipient.invalid");
    }

    @Test
    void keysAreBoundedStorableAndDifferentForDifferentIdentifiers() {
        List<String> identifiers = new ArrayList<>();
        for (String text : List.of("x", "\u4E2D", "\0", "\uD83D", "\uDE00", "\uD83D\uDE00", "\n")) {
            for (int length : new int[] {1, 149, 150, 151, 1_000}) {
                identifiers.add(text.repeat(length));
            }
        }

        identifiers.addAll(identifiers.stream()
                .map(LookupKey::of)
                .filter(key -> !identifiers.contains(key))
                .toList());

        List<String> keys = identifiers.stream().map(LookupKey::of).toList();

        assertThat(keys).doesNotHaveDuplicates().allSatisfy(key -> {
            assertThat(key.length()).isLessThanOrEqualTo(LookupKey.LONGEST);
            assertThat(key).doesNotContainPattern("[\\p{Cntrl}\\p{Cs}]");
        });
    }

    @Test
    void caseOfAddressesDoesNotDependOnTheLanguageOfTheServer() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(LookupKey.ofAddress("INFO@X.INVALID")).isEqualTo("info@x.invalid");
        } finally {
            Locale.setDefault(before);
        }
    }
}
