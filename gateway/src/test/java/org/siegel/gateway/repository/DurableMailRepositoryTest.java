package org.siegel.gateway.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.mailrepository.MailRepositoryContract;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** James's own contract, and what it does not ask for: that mail lasts. */
class DurableMailRepositoryTest implements MailRepositoryContract {

    @TempDir
    private Path folder;

    @Override
    public MailRepository retrieveRepository() throws Exception {
        return new DurableMailRepository(folder.resolve("standard"));
    }

    @Override
    public MailRepository retrieveRepository(MailRepositoryPath path) throws Exception {
        return new DurableMailRepository(folder.resolve(path.asString()));
    }

    @Test
    void aMailIsThereAfterARestart() throws Exception {
        retrieveRepository().store(createMail(MAIL_1));

        assertThat(retrieveRepository().list()).toIterable().containsExactly(MAIL_1);
        checkMailEquality(
                retrieveRepository().retrieve(MAIL_1), retrieveRepository().retrieve(MAIL_1));
    }

    @Test
    void aMailThatWasTakenOutAndChangedCanBeStoredInItsOwnPlace() throws Exception {
        var repository = retrieveRepository();
        repository.store(createMail(MAIL_1));
        var mail = repository.retrieve(MAIL_1);
        mail.setErrorMessage("x".repeat(1000));
        repository.store(mail);

        assertThat(repository.retrieve(MAIL_1).getErrorMessage()).hasSize(1000);
        assertThat(repository.retrieve(MAIL_1).getMessage().getContent()).isEqualTo("original body");
        assertThat(mail.getMessage().getContent()).isEqualTo("original body");
    }

    @Test
    void aMailThatCannotBeReadIsReportedAndKept() throws Exception {
        var repository = retrieveRepository();
        repository.store(createMail(MAIL_1));
        var file = folder.resolve("standard/mail1.mail");
        Files.write(file, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> repository.retrieve(MAIL_1)).hasMessageContaining(folder.toString());
        assertThat(file).exists();
    }

    @Test
    void aKeyIsNeverAPathOutOfTheFolder() throws Exception {
        var key = new MailKey("../../escaped");
        var repository = retrieveRepository();
        repository.store(createMail(key));

        assertThat(repository.list()).toIterable().containsExactly(key);
        assertThat(folder.resolve("standard")).isDirectoryContaining("regex:.*escaped\\.mail");
    }
}
