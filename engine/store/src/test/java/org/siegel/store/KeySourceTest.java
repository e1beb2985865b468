package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key is in a variable or in a file, never in two minds, and never in a message. */
class KeySourceTest {

    private static final byte[] KEY = new byte[32];
    private static final String TEXT;

    static {
        for (int i = 0; i < KEY.length; i++) {
            KEY[i] = (byte) (7 * i + 201);
        }
        TEXT = Base64.getEncoder().encodeToString(KEY);
    }

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("store.key");
    }

    private KeySource with(String variable) {
        return new KeySource(Map.of(KeySource.VARIABLE, variable), file);
    }

    private KeySource without() {
        return new KeySource(Map.of(), file);
    }

    @Test
    void withoutTheVariableTheFileCountsAndIsMadeAtTheFirstStart() {
        assertThatThrownBy(() -> without().open(random)).isInstanceOf(StoreException.class);
        String made = without().openOrCreate(random).keyId();
        assertThat(without().open(random).keyId()).isEqualTo(made);
        assertThat(without().file()).contains(file);
    }

    @Test
    void theVariableCountsAndNoFileIsMade() {
        SecretBox box = with(TEXT).openOrCreate(random);
        assertThat(with("  " + HexFormat.of().formatHex(KEY) + "\n")
                        .open(random)
                        .keyId())
                .isEqualTo(box.keyId());
        assertThat(file).doesNotExist();
        assertThat(with(TEXT).file()).isEmpty();
        SealedSecret sealed = box.seal("wolke".toCharArray(), "password", "row");
        assertThat(with(TEXT).open(random).reveal(sealed, "password", "row")).containsExactly("wolke".toCharArray());
    }

    @Test
    void aFileWithTheSameKeyDoesNoHarm() throws Exception {
        without().openOrCreate(random);
        String same = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        assertThat(with(same).open(random).keyId())
                .isEqualTo(without().open(random).keyId());
    }

    @Test
    void aFileWithAnotherKeyStopsTheStart() {
        String files = without().openOrCreate(random).keyId();
        assertThatThrownBy(() -> with(TEXT).openOrCreate(random))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("two keys", KeySource.VARIABLE, file.toString(), files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "AAAA", "not base64 at all!", "zeVV", "0123456789abcdef"})
    void whatIsNoKeyStopsTheStart(String wrong) {
        assertThatThrownBy(() -> with(wrong).openOrCreate(random))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(KeySource.VARIABLE, "32 random bytes");
        assertThat(file).doesNotExist();
    }

    @Test
    void noMessageTellsTheKey() {
        for (String typo : new String[] {TEXT + "A", TEXT.substring(1), "!" + TEXT, TEXT + TEXT}) {
            Throwable failure = Assertions.catchThrowable(() -> with(typo).open(random));
            StringWriter all = new StringWriter();
            failure.printStackTrace(new PrintWriter(all));
            assertThat(all.toString()).doesNotContain(TEXT.substring(1, 12), TEXT.substring(20, 30));
        }
        assertThat(with(TEXT).toString()).doesNotContain(TEXT.substring(0, 8));
        assertThat(with(TEXT).open(random).toString()).doesNotContain(TEXT.substring(0, 8));
    }
}
