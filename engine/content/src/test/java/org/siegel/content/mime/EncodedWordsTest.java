package org.siegel.content.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource({
        "'plain text', 'plain text'",
        "'=?utf-8?q?Gr=C3=BC=C3=9Fe?=', 'Grüße'",
        "'=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'",
        "'=?iso-8859-1?Q?Gr=FC=DFe_an_alle?=', 'Grüße an alle'",
        "'a =?utf-8?q?b?= c', 'a b c'",
        "'=?utf-8?q?a?= =?utf-8?q?b?=', 'ab'",
        "'=?utf-8?q?a?=   =?iso-8859-1?q?b?=', 'ab'",
        "'=?utf-8?q?=C3?= =?utf-8?q?=BC?=', 'ü'",
        "'=?utf-8*de?q?x?=', 'x'",
        "'=?x-unknown?q?=FC?=', 'ü'",
        "'x=?utf-8?q?y?=z', 'xyz'",
        "'=?utf-8?x?y?=', '=?utf-8?x?y?='",
        "'=?utf-8?q?never ends', '=?utf-8?q?never ends'",
        "'=?utf-8?q?a?= =?broken', 'a =?broken'",
        "'=?', '=?'",
        "'=?utf-8?q?=ZZ=4?=', '=ZZ=4'",
        "'=?utf-8?q??=', ''"
    })
    void decodes(String encoded, String decoded) {
        assertThat(EncodedWords.decode(encoded)).isEqualTo(decoded);
    }
}
