package org.siegel.content.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.part.TextSink;

class HtmlTextTest {

    private static String text(String html) {
        return text(html, html.length() + 1);
    }

    private static String text(String html, int piece) {
        StringBuilder text = new StringBuilder();
        HtmlText sink = new HtmlText(new TextSink() {
            @Override
            public void accept(char[] chars, int from, int to) {
                text.append(chars, from, to - from);
            }

            @Override
            public void end() {
                text.append('$');
            }
        });
        char[] chars = html.toCharArray();
        for (int i = 0; i < chars.length; i += piece) {
            sink.accept(chars, i, Math.min(chars.length, i + piece));
        }
        sink.end();
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89<b>3704</b>0044",
                "DE89<span style='display:none'>37</span>04<i hidden>00</i>44",
                "DE8&#57;3704&#x30;044",
                "DE8&#57 37040044",
                "DE89<!-- 1 -->3704<!---->0044",
                "DE89<a title='x>y'>3704</a>0044",
                "DE89<a title=\"x\ny\" b c=d>3704</a>0044",
                "DE89<o:p></o:p>3704<wbr/>0044",
                "DE89<script>1<2 </b> </scrip></script>3704<style>p{}</style>0044",
                "DE89<?x y?>3704<![if !mso]>0044<![endif]>",
                "D<b\n>E89</b\n>37040044",
                "DE89</>37040044",
                "<p\tclass=x>DE8937040044</p",
                "<textarea>DE8937040044</textarea>",
                "<title>DE8937040044</title>",
                "DE89370400<img alt='x'>44"
            })
    void tagsDoNotSplitWhatTheySplit(String html) {
        for (int piece : new int[] {1, 2, 3, 1000}) {
            assertThat(text(html, piece).replace("DE89 37040044", "DE8937040044"))
                    .contains("DE8937040044");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'a<p>b', 'a\nb$'",
        "'<td>1</td><td>2</td>', '\t1\t2$'",
        "'a  \n\t b', 'a b$'",
        "'a<br>\n b', 'a\nb$'",
        "'a &lt; b &amp; c&nbsp;d', 'a < b & c\u00A0d$'",
        "'&auml;&ouml;&szlig &euro;&unknown;&;&#;&#x;', 'äöß €&unknown;&;&#;&#x;$'",
        "'1 < 2 <3 a<', '1 < 2 <3 a<$'",
        "'a<b', 'a$'",
        "'<a title=\"t&auml;t\">x</a>', 'x\ntät\n\n$'",
        "'<!-- still -->x', 'x\n still --\n\n$'",
        "'&#0;&#xD800;&#1114112;', '\u0000\uFFFD\uFFFD$'"
    })
    void textReadsAsItLooks(String html, String text) {
        assertThat(text(html)).isEqualTo(text);
    }

    @Test
    void allTextThatAnHtmlParserSeesIsThere() {
        String[] pieces = {
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i>",
            "<div class=x>",
            "</div>",
            "<br>",
            "<span hidden>",
            "</span>",
            "wort ",
            "&auml;",
            "4711",
            "<a title='q'>",
            "</a>",
            "<!-- c -->",
            " ",
            "<ul><li>",
            "</ul>",
            "&lt;"
        };
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++) {
            StringBuilder html = new StringBuilder();
            for (int k = 0; k < 40; k++) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            String expected = Jsoup.parse(html.toString()).wholeText().replaceAll("\\s+", "");
            String found = text(html.toString()).replaceAll("\nq\n|\n? c --\n|\\$|\\s+", "");
            assertThat(found.replaceAll("q|c--", "")).isEqualTo(expected);
        }
    }
}
