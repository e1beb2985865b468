package org.siegel.gateway.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.apache.james.core.Username;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {

    private static final Username PRINTER = Username.of("printer");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("users.txt");
    }

    @Test
    void aUserIsThereAfterARestartAndHisPasswordIsNotInTheFile() throws Exception {
        open().addUser(PRINTER, "s3cret");

        var user = open().getUserByName(PRINTER).orElseThrow();
        assertThat(user.verifyPassword("s3cret")).isTrue();
        assertThat(user.verifyPassword("S3cret")).isFalse();
        assertThat(Files.readString(file)).startsWith("printer=pbkdf2-sha512$").doesNotContain("s3cret");
    }

    @Test
    void theSamePasswordLooksDifferentEachTime() throws Exception {
        var users = open();
        users.addUser(PRINTER, "s3cret");
        users.addUser(Username.of("scanner"), "s3cret");

        var hashes = Files.readAllLines(file).stream()
                .map(line -> line.substring(line.indexOf('=')))
                .toList();
        assertThat(hashes).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aChangedPasswordCountsAfterTheUpdateAndARemovedUserIsGone() throws Exception {
        var users = open();
        users.addUser(PRINTER, "old");
        var user = users.getUserByName(PRINTER).orElseThrow();
        user.setPassword("new");
        assertThat(users.getUserByName(PRINTER).orElseThrow().verifyPassword("old"))
                .isTrue();
        users.updateUser(user);
        assertThat(open().getUserByName(PRINTER).orElseThrow().verifyPassword("new"))
                .isTrue();

        users.removeUser(PRINTER);
        assertThat(open().list()).toIterable().isEmpty();
        assertThatThrownBy(() -> users.removeUser(PRINTER)).hasMessageContaining("printer");
    }

    @Test
    void whatCannotBeWrittenHasNotHappened() throws Exception {
        var users = open();
        users.addUser(PRINTER, "s3cret");
        Files.createDirectory(folder.resolve("users.txt.tmp"));

        assertThatThrownBy(() -> users.removeUser(PRINTER)).hasMessageContaining(file.toString());
        assertThat(users.contains(PRINTER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printer",
                "printer=s3cret",
                "=pbkdf2-sha512$1$AA==$AA==",
                "printer=pbkdf2-sha512$0$AA==$AA==",
                "printer=pbkdf2-sha512$1$A$AA=="
            })
    void aLineThatIsNoneStopsTheStartAndIsNamedButNotShown(String line) throws Exception {
        Files.writeString(file, "# users\n\n" + line + "\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ", line 3")
                .hasMessageNotContaining("s3cret");
    }

    private UsersFile open() throws IOException {
        return new UsersFile(file, new SecureSalts(new SecureRandom()));
    }
}
