package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String SECRET = "wolke-\u00E4rmel-\uD83D\uDE00-sieben";

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("secret.key");
    }

    private void writeKey(byte[] key, String mode) throws IOException {
        Files.write(file, key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void secretOpensForItsRowAndPurposeOnly() {
        SecretBox box = SecretBox.openOrCreate(file, random);
        SealedSecret sealed = box.seal(SECRET.toCharArray(), "password", "row 1");

        assertThat(box.reveal(sealed, "password", "row 1")).containsExactly(SECRET.toCharArray());
        assertThatThrownBy(() -> box.reveal(sealed, "password", "row 2")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> box.reveal(sealed, "answer", "row 1")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> box.reveal(sealed, "passwordr", "ow 1")).isInstanceOf(StoreException.class);
    }

    @Test
    void noBitOfTheCiphertextCanBeChanged() {
        SecretBox box = SecretBox.openOrCreate(file, random);
        SealedSecret sealed = box.seal(SECRET.toCharArray(), "password", "row");
        byte[] bytes = Base64.getDecoder().decode(sealed.text());
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            SealedSecret forged =
                    new SealedSecret(sealed.keyId(), Base64.getEncoder().encodeToString(changed));

            assertThatThrownBy(() -> box.reveal(forged, "password", "row"))
                    .isInstanceOf(StoreException.class)
                    .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("wolke"));
        }
    }

    @Test
    void sameSecretIsNeverEncryptedTheSameWay() {
        SecretBox box = SecretBox.openOrCreate(file, random);

        assertThat(box.seal(SECRET.toCharArray(), "password", "row"))
                .isNotEqualTo(box.seal(SECRET.toCharArray(), "password", "row"));
    }

    @Test
    void keyFileIsCreatedOnceReadableByItsOwnerAlone() throws IOException {
        String keyId = SecretBox.openOrCreate(file, random).keyId();

        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
        assertThat(SecretBox.openOrCreate(file, random).keyId()).isEqualTo(keyId);
        try (var files = Files.list(folder)) {
            assertThat(files).as("no draft is left").containsExactly(file);
        }
    }

    @Test
    void theFolderOfTheKeyFileIsCreatedToo() throws IOException {
        Path inner = folder.resolve("var/siegel");
        SecretBox.openOrCreate(inner.resolve("key"), random);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
                .isEqualTo("rwx------");
    }

    @Test
    void processesThatCreateTheKeyFileAtOnceHoldTheSameKey() throws Exception {
        Callable<String> start = () -> SecretBox.openOrCreate(file, random).keyId();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> ids =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList());

            assertThat(ids).extracting(Future::get).containsOnly(ids.getFirst().get());
        }
    }

    @Test
    void missingKeyFileIsNotCreatedUnlessAllowed() {
        assertThatThrownBy(() -> SecretBox.open(file, random))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--r-----", "r-----r--", "rw--w----", "rw-----w-", "r-x--x---"})
    void keyFileThatOthersCanGetAtIsRefusedWithItsMode(String mode) throws IOException {
        writeKey(new byte[32], mode);

        assertThatThrownBy(() -> SecretBox.openOrCreate(file, random))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(mode)
                .hasMessageContaining("chmod 0400 " + file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void keyFileOfAnotherLengthIsRefused(int length) throws IOException {
        writeKey(new byte[length], "r--------");

        assertThatThrownBy(() -> SecretBox.openOrCreate(file, random))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("exactly 32 random bytes");
    }

    @Test
    void folderInPlaceOfTheKeyFileIsRefused() throws IOException {
        Files.createDirectory(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThatThrownBy(() -> SecretBox.openOrCreate(file, random)).isInstanceOf(StoreException.class);
    }

    @Test
    void secretOfAnotherKeyIsToldByTheNamesOfBothKeys() {
        SecretBox box = SecretBox.openOrCreate(file, random);
        SecretBox other = SecretBox.openOrCreate(folder.resolve("other.key"), random);
        SealedSecret sealed = box.seal(SECRET.toCharArray(), "password", "row");

        assertThatThrownBy(() -> other.reveal(sealed, "password", "row"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(box.keyId())
                .hasMessageContaining(other.keyId());
    }

    @Test
    void keyIdTellsNothingOfTheKey() throws IOException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        writeKey(key, "r--------");
        SecretBox box = SecretBox.open(file, random);

        assertThat(box.keyId()).matches("[0-9a-f]{16}");
        assertThat(java.util.HexFormat.of().formatHex(key)).doesNotContain(box.keyId());
        assertThat(box).hasToString("SecretBox with key " + box.keyId());
    }
}
