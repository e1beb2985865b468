package org.siegel.sealing.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.siegel.sealing.container.Enclosures;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Note;
import org.siegel.sealing.container.Phrase;
import org.siegel.sealing.container.Placement;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.html.BodySheet;
import org.siegel.sealing.html.MessageSheet;
import org.siegel.sealing.html.Pictures;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.SourceMessage;

/** Decides what goes onto the pages and what goes along as files, and has the pages rendered. */
final class PageComposer {

    private final Fonts fonts;
    private final PageRenderer renderer;

    PageComposer(Fonts fonts, Clock clock) {
        this.fonts = fonts;
        this.renderer = new PageRenderer(fonts, clock);
    }

    ComposedPages compose(
            Version version,
            SourceMessage message,
            Placement placement,
            SealingRequest request,
            StreamCacheCreateFunction cache)
            throws IOException, CannotShow {
        var enclosures = new Enclosures(placement);
        enclosures.addAll(message.attachments());
        return switch (version) {
            case LAID_OUT -> {
                var pictures = new Pictures(message.images(), request.limits());
                var body = BodySheet.laidOut(message, pictures, request.language());
                enclosures.addAll(pictures.notShown());
                yield render(message, request, cache, body, pictures, enclosures);
            }
            case TEXT, SHORT_TEXT, HEADER_ONLY -> {
                var body = BodySheet.textOnly(message, request.language(), version.longestText());
                message.images().forEach(image -> enclosures.addAll(List.of(image.file())));
                addWhatIsNotShown(body, message, request, enclosures);
                yield render(message, request, cache, body, new Pictures(List.of(), request.limits()), enclosures);
            }
        };
    }

    private static void addWhatIsNotShown(
            BodySheet body, SourceMessage message, SealingRequest request, Enclosures enclosures) throws IOException {
        String stem = request.language().fileStem();
        if (body.notes().contains(Note.SHOWN_AS_TEXT)) {
            byte[] html = BodySheet.standalone(message, request).getBytes(StandardCharsets.UTF_8);
            enclosures.add(stem + ".html", "text/html", Content.of(html), Phrase.HTML_VERSION);
        }
        if (body.notes().contains(Note.SHORTENED)) {
            byte[] text = BodySheet.fullText(message, request.language()).getBytes(StandardCharsets.UTF_8);
            enclosures.add(stem + ".txt", "text/plain", Content.of(text), Phrase.TEXT_VERSION);
        }
    }

    private ComposedPages render(
            SourceMessage message,
            SealingRequest request,
            StreamCacheCreateFunction cache,
            BodySheet body,
            Pictures pictures,
            Enclosures enclosures)
            throws IOException, CannotShow {
        Language language = request.language();
        var sheet = new MessageSheet(message.headers(), language, request.organisation());
        boolean original = request.withOriginal()
                || message.isSigned()
                || !message.remarks().isEmpty()
                || sheet.lacksCharacters(body, fonts);
        if (original) {
            enclosures.add("Original.eml", "message/rfc822", message.original(), Phrase.ORIGINAL);
        }
        var page = sheet.page(body, message.remarks(), enclosures.files(), true, fonts);
        long bodyInk = InkCount.of(body.content().wholeText());
        long frameInk = InkCount.of(page.document().body().wholeText()) - bodyInk;
        String organisation = request.organisation();
        String foot = Phrase.PAGE.in(language)
                + Phrase.OF.in(language)
                + (organisation.isBlank() ? "" : Phrase.SEALED_BY.in(language) + organisation);
        var document = renderer.render(page.document(), pictures, request.limits(), cache);
        return new ComposedPages(
                document, enclosures, page.notes(), page.document().title(), frameInk, bodyInk, InkCount.of(foot));
    }
}
