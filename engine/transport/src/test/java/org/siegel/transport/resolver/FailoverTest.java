package org.siegel.transport.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.siegel.testing.FakeClock;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A resolver that is down is not waited for again and again. */
class FailoverTest {
    private static final Message QUERY =
            Message.newQuery(Record.newRecord(Name.fromConstantString("a.test."), Type.A, DClass.IN));

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final Scripted first = new Scripted("first");
    private final Scripted second = new Scripted("second");
    private final Failover both = over(first, second);

    private Failover over(Scripted... resolvers) {
        return new Failover(Stream.<RemoteResolver>of(resolvers).toList(), Runnable::run, clock);
    }

    private static final class Scripted implements RemoteResolver {
        private final String name;
        private final AtomicInteger asked = new AtomicInteger();
        private IOException failure = new IOException();
        private boolean isDown;
        private int code = Rcode.NOERROR;

        Scripted(String name) {
            this.name = name;
        }

        void fail(IOException how) {
            failure = how;
            isDown = true;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Message ask(Message query) throws IOException {
            asked.incrementAndGet();
            if (isDown) {
                throw failure;
            }
            Message answer = query.clone();
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setRcode(code);
            return answer;
        }

        int asked() {
            return asked.getAndSet(0);
        }
    }

    private void ask(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            both.ask(QUERY);
        }
    }

    @Test
    void theFirstIsAskedWhileItAnswers() throws IOException {
        ask(5);

        assertThat(first.asked()).isEqualTo(5);
        assertThat(second.asked()).isZero();
    }

    @Test
    void aDeadOneIsAskedThreeTimesInARowAndThenPassedOver() throws IOException {
        first.fail(new IOException("no answer within 5000 ms"));

        ask(20);

        assertThat(first.asked()).isEqualTo(3);
        assertThat(second.asked()).isEqualTo(20);
    }

    @Test
    void whereNobodyListensOnceIsEnough() throws IOException {
        first.fail(new ConnectException("Connection refused"));

        ask(20);

        assertThat(first.asked()).isEqualTo(1);
    }

    @Test
    void oneThatIsOnlySilentAboutSomeNamesIsNotDown() throws IOException {
        for (int i = 0; i < 10; i++) {
            first.fail(new IOException("no answer within 5000 ms"));
            ask(2);
            first.isDown = false;
            ask(1);
        }

        assertThat(first.asked()).isEqualTo(30);
    }

    @Test
    void itIsTriedAgainByOneQuestionThatDoesNotWaitForIt() throws IOException {
        first.fail(new ConnectException("Connection refused"));
        ask(1);
        first.asked();
        clock.advance(Duration.ofSeconds(31));

        ask(10);

        assertThat(first.asked()).isEqualTo(1);
    }

    @Test
    void itIsAskedFirstAgainOnceItAnswers() throws IOException {
        first.fail(new ConnectException("Connection refused"));
        ask(1);
        first.isDown = false;
        clock.advance(Duration.ofSeconds(31));
        ask(1);
        second.asked();

        ask(5);

        assertThat(second.asked()).isZero();
    }

    @Test
    void anErrorIsNotTheLastWordButCountsIfAllSayIt() throws IOException {
        first.code = Rcode.SERVFAIL;
        assertThat(both.ask(QUERY).getRcode()).isEqualTo(Rcode.NOERROR);
        second.code = Rcode.REFUSED;
        assertThat(both.ask(QUERY).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void ifNobodyAnswersEachIsNamedWithItsReason() {
        first.fail(new ConnectException("Connection refused"));
        second.fail(new IOException("no answer within 5000 ms"));

        assertThatThrownBy(() -> both.ask(QUERY))
                .hasMessageContaining("first: Connection refused")
                .hasMessageContaining("second: no answer");
    }

    @Test
    void thoseThatAreDownAreStillAskedIfNobodyElseIsLeft() throws IOException {
        first.fail(new ConnectException("Connection refused"));
        second.fail(new ConnectException("Connection refused"));
        assertThatThrownBy(() -> both.ask(QUERY)).isInstanceOf(IOException.class);
        second.isDown = false;

        assertThat(both.ask(QUERY).getRcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void withoutAnyNothingStarts() {
        assertThatThrownBy(() -> new Failover(List.of(), Runnable::run, clock))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
