package org.siegel.sealing.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.sealing.Mails;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.RenderingLimits;

class HtmlSanitizerTest {
    private final CssFilter css = new CssFilter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert('weg')</script>",
                "<iframe src='http://x.example'>weg</iframe>",
                "<object data='http://x.example'>weg</object>",
                "<svg><image href='http://x.example'/><text>weg</text></svg>",
                "<link rel=stylesheet href='http://x.example'>",
                "<base href='http://x.example'>",
                "<meta http-equiv=refresh content='0;url=http://x.example'>",
                "<form action='http://x.example'><input value=weg></form>",
                "<video src='http://x.example'>weg</video>",
                "<body background='http://x.example'>",
                "<table background='http://x.example'><td background='file:///etc/passwd'></td></table>",
                "<div style=\"background:url('http://x.example')\"></div>",
                "<div style='background-image:u\\72l(http://x.example)'></div>",
                "<div style='list-style:url(file:///etc/hostname)'></div>",
                "<style>@import 'http://x.example'; @font-face{src:url(http://x.example)} p{background:url(http://x.example)}</style>",
                "<a href='javascript:weg()'>x</a>",
                "<a href='data:text/html,weg'>x</a>",
                "<p onclick='weg()'>x</p>",
                "<img src='file:///etc/hostname'>",
                "<img src='siegel:0'>",
                "<td width='1;background:url(http://x.example)'>x</td>",
                "<?xml-stylesheet href='http://x.example'?>"
            })
    void nothingThatFetchesOrRunsIsLeft(String html) throws IOException {
        var clean = sanitize(html);
        assertThat(clean.body().outerHtml() + clean.style())
                .doesNotContain("x.example", "weg", "url(", "file:", "javascript", "siegel:", "onclick");
    }

    @Test
    void aTableWithoutBordersAndGapsGetsNone() throws IOException {
        var clean = sanitize("<table border=0 cellpadding=0 cellspacing=0><tr><td align=CENTER>x</table>");
        assertThat(clean.body().outerHtml())
                .contains("border=\"0\"", "cellpadding=\"0\"", "cellspacing=\"0\"", "align=\"center\"");
    }

    @Test
    void onlyTablesWithoutTablesInThemKeepTheirRowsWhole() throws IOException {
        var clean = sanitize(
                "<table id=a><tr><td><table><tr><td>x</td></tr></table></td></tr></table><table><tr><td>y</table>");
        assertThat(clean.body().select("table").eachAttr("class")).containsExactly("siegel-flat", "siegel-flat");
        assertThat(clean.body().selectFirst("table").hasClass("siegel-flat")).isFalse();
    }

    @Test
    void keepsWhatMailsAreMadeOf() throws IOException {
        var clean = sanitize(
                "<style>p.MsoNormal{margin:0cm} body{color:red}</style><p class=MsoNormal style='color:#ff0000'>"
                        + "<b>fett</b> <a href='https://x.example/?a=b&c'>Link</a> <font color=blue size=5>groß</font></p>");
        assertThat(clean.body().html())
                .contains(
                        "class=\"MsoNormal\"",
                        "color:#ff0000;",
                        "<b>fett</b>",
                        "https://x.example/?a=b",
                        "font-size:18pt");
        assertThat(clean.style()).contains("div.mail p.MsoNormal{margin:0cm;}").contains("div.mail{color:red;}");
    }

    @Test
    void spansAreClampedAndHeightsDropped() throws IOException {
        assertThat(sanitize(
                                "<table><tr><td colspan=1000000000 rowspan=-1 height=99999 style='height:9999999px'>x</table>")
                        .body()
                        .html())
                .contains("colspan=\"100\"")
                .doesNotContain("1000000000", "rowspan", "height");
    }

    @Test
    void depthIsBoundedWithoutLosingWords() throws IOException {
        var body = sanitize("<div>".repeat(50_000) + "innen" + "</div>".repeat(50_000) + "danach")
                .body();
        assertThat(body.wholeText()).contains("innen").contains("danach");
        int depth = 0;
        for (var e = body; !e.children().isEmpty(); e = e.child(0)) {
            depth++;
        }
        assertThat(depth).isLessThanOrEqualTo(60);
    }

    @Test
    void whatComesAfterADroppedElementStays() throws IOException {
        assertThat(sanitize("a<script>x<b>y</b></script>b<select><option>z</select>c<custom>d</custom>e")
                        .body()
                        .text())
                .isEqualTo("abcde");
    }

    @Test
    void remotePicturesBecomeWordsAndTrackersNothing() throws IOException {
        var pictures = new Pictures(List.of(), RenderingLimits.DEFAULT);
        var sanitizer = new HtmlSanitizer(pictures, Language.GERMAN);
        assertThat(sanitizer
                        .sanitize("<img src='http://x.example/t.gif' width=1 height=1>")
                        .body()
                        .text())
                .isEmpty();
        assertThat(sanitizer.leftOutRemoteImages()).isFalse();
        assertThat(sanitizer
                        .sanitize("<img src='http://x.example/p.png' alt='Rathaus'>")
                        .body()
                        .text())
                .isEqualTo("[Rathaus]");
        assertThat(sanitizer.leftOutRemoteImages()).isTrue();
    }

    @Test
    void picturesAreMeasuredBeforeTheyAreShown() throws IOException {
        String small = "<img src='data:image/png;base64," + Base64.getEncoder().encodeToString(Mails.png(4, 2)) + "'>";
        String large =
                "<img src='data:image/png;base64," + Base64.getEncoder().encodeToString(Mails.png(6000, 5000)) + "'>";
        String broken = "<img src='data:image/png;base64,iVBORw0KGgoAAAA='>";
        assertThat(sanitize(small).body().html()).contains("src=\"siegel:0\"", "width:4px");
        assertThat(sanitize(large).body().html()).doesNotContain("siegel:");
        assertThat(sanitize(broken).body().html()).doesNotContain("siegel:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "color: RED | color:red;",
                "width: 9999px | width:100%;",
                "width:20em | width:20em;",
                "font-size: 0 | font-size:0;",
                "margin: -5px | ''",
                "margin: 1px 2px 3px 4px 5px | ''",
                "position: absolute | ''",
                "page-break-after: always | ''",
                "border: 1px solid windowtext | border:1px solid black;",
                "border: 1px solid rgb(1, 2, 3) | border:1px solid rgb(1,2,3);",
                "background: transparent url(x) | ''",
                "color: expression(alert(1)) | ''",
                "line-height: 1.5 | line-height:1.5000;",
                "color:red !important | color:red;",
                "content: 'x' | ''",
                "font-family: Courier New | font-family:'siegel-mono','siegel',monospace;"
            })
    void onlyKnownDeclarationsPass(String declared, String kept) {
        assertThat(css.declarations(declared)).isEqualTo(kept);
    }

    @Test
    void styleSheetsCannotReachOurOwnFrame() {
        assertThat(css.sheet(
                        "h1.siegel-subject{display:none} *{color:red} @media print{p{color:blue}} p,a{color:green}",
                        "div.mail"))
                .isEqualTo("""
                        div.mail h1.siegel-subject{display:none;}
                        div.mail *{color:red;}
                        div.mail p{color:green;}
                        div.mail a{color:green;}
                        """);
    }

    private static HtmlSanitizer.Clean sanitize(String html) throws IOException {
        return new HtmlSanitizer(new Pictures(List.of(), RenderingLimits.DEFAULT), Language.GERMAN).sanitize(html);
    }
}
