package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.siegel.content.part.LimitReachedException;

/**
 * Streams of XML events, always by the JDK's own parser whatever the server brings. There are no document types and so no
 * entities: Office files have none, and whoever sends one has something else in mind.
 */
final class XmlText {

    /** Far deeper than any program nests. */
    private static final int DEEPEST = 500;

    private XmlText() {}

    /** Takes the events of one document. */
    abstract static class Events {
        abstract void start(XMLStreamReader xml) throws IOException, XMLStreamException;

        abstract void end(String element) throws IOException;

        abstract void text(char[] chars, int from, int length);
    }

    static void read(InputStream content, Events events) throws XMLStreamException, IOException {
        XMLStreamReader xml = factory().createXMLStreamReader(content);
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > DEEPEST) {
                        throw new LimitReachedException("XML nested deeper than " + DEEPEST);
                    }
                    events.start(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    events.end(xml.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    events.text(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type");
                default -> {}
            }
        }
    }

    /** All character data, each element on a line of its own. */
    static void allText(InputStream content, TextFlow flow) throws XMLStreamException, IOException {
        read(content, new Events() {
            @Override
            void start(XMLStreamReader xml) {}

            @Override
            void end(String element) {
                flow.endParagraph();
            }

            @Override
            void text(char[] chars, int from, int length) {
                flow.append(chars, from, length);
            }
        });
    }

    /** Reads the manifest of an OpenDocument: one encrypted entry means that a password is needed. */
    static void requireOpen(InputStream manifest) throws XMLStreamException, IOException {
        read(manifest, new Events() {
            @Override
            void start(XMLStreamReader xml) throws IOException {
                if (xml.getLocalName().equals("encryption-data")) {
                    throw new EncryptedDocumentException();
                }
            }

            @Override
            void end(String element) {}

            @Override
            void text(char[] chars, int from, int length) {}
        });
    }

    static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(
                "jdk.xml.maxElementDepth", 2 * DEEPEST); // lower in some JDKs, where it would look like a fault
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }
}
