package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.store.ContainerForm.PDF;
import static org.siegel.store.ContainerForm.PDF_AND_ZIP;
import static org.siegel.store.ContainerForm.ZIP;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siegel.store.ContainerRefusalStore.Refusal;

/** What holds for the memory of refused containers on every database. */
abstract class ContainerRefusalStoreContract {

    private static final String REPLY = "552 5.7.0 verschlüsselte Anhänge – nein";

    private final SteppedClock clock = new SteppedClock(Samples.NOON);
    private DatabaseSettings settings;
    private Store store;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        store = Store.open(settings, "node-1", clock, new SecureRandom());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ContainerRefusalStore refusals() {
        return store.containerRefusals();
    }

    @Test
    void aRefusalIsRememberedAfterARestartToo() {
        refusals().remember("a.test", PDF, REPLY);
        store.close();
        store = Store.open(settings, "node-2", clock, new SecureRandom());

        assertThat(refusals().of("a.test")).containsExactly(new Refusal("a.test", PDF, REPLY, Samples.NOON));
        assertThat(refusals().of("b.test")).isEmpty();
    }

    @Test
    void theNewestWordsCountAndEachFormIsRememberedByItself() {
        refusals().remember("a.test", PDF_AND_ZIP, "552 no");
        refusals().remember("a.test", ZIP, "552 no");
        clock.step(Duration.ofDays(20));
        refusals().remember("a.test", ZIP, "552 still no\0" + "x".repeat(5_000));
        clock.step(Duration.ofDays(20));

        assertThat(refusals().of("a.test")).singleElement().satisfies(one -> {
            assertThat(one.form()).isEqualTo(ZIP);
            assertThat(one.reply()).startsWith("552 still no").hasSize(SmtpReply.LONGEST);
        });
    }

    @Test
    void whatWasTakenAfterAllIsForgotten() {
        refusals().remember("a.test", PDF, REPLY);
        refusals().remember("a.test", ZIP, REPLY);
        refusals().remember("b.test", PDF, REPLY);
        refusals().forget("a.test", PDF);

        assertThat(refusals().of("a.test")).extracting(Refusal::form).containsExactly(ZIP);
        assertThat(refusals().of("b.test")).hasSize(1);
    }

    @Test
    void itEndsSoThatTheFirstContainerIsTriedAgain() {
        refusals().remember("a.test", PDF, REPLY);
        clock.step(ContainerRefusalStore.VALIDITY.minusSeconds(1));
        refusals().remember("b.test", PDF, REPLY);
        assertThat(refusals().of("a.test")).hasSize(1);
        clock.step(Duration.ofSeconds(1));

        assertThat(refusals().of("a.test")).isEmpty();
        assertThat(refusals().sweep()).isEqualTo(1);
        assertThat(refusals().of("b.test")).hasSize(1);
    }

    @Test
    void allThatCountsIsListedByDomainsInPages() {
        String longest = "a".repeat(200) + ".test";
        refusals().remember("old.test", PDF, REPLY);
        clock.step(ContainerRefusalStore.VALIDITY);
        for (String domain : List.of("c.test", "b.test", longest)) {
            refusals().remember(domain, PDF, REPLY);
        }
        refusals().remember("b.test", ZIP, REPLY);

        assertThat(refusals().count()).isEqualTo(3);
        List<Refusal> first = refusals().all(2, "");
        assertThat(first).hasSize(3);
        assertThat(first.getFirst().domain()).startsWith("aaa");
        assertThat(first.subList(1, 3)).extracting(Refusal::form).containsExactly(PDF, ZIP);
        assertThat(first.getLast().expires())
                .isEqualTo(Samples.NOON.plus(ContainerRefusalStore.VALIDITY.multipliedBy(2)));
        assertThat(refusals().all(2, "b.test")).extracting(Refusal::domain).containsExactly("c.test");

        assertThat(refusals().forget("b.test")).isTrue();
        assertThat(refusals().forget("b.test")).isFalse();
        assertThat(refusals().forget(first.getFirst().domain()))
                .as("as it is listed")
                .isTrue();
        assertThat(refusals().all(9, "")).extracting(Refusal::domain).containsExactly("c.test");
    }
}
