package org.siegel.james.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The line on which each element starts, by the key that Commons Configuration has for it, such as {@code rules.detector(2)}. */
final class ElementLines extends DefaultHandler {

    private record Open(String key, Map<String, Integer> children) {}

    private final Map<String, Integer> lines = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Locator locator;

    private ElementLines() {}

    static ElementLines of(Path file) throws IOException, SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            ElementLines lines = new ElementLines();
            factory.newSAXParser().parse(file.toFile(), lines);
            return lines;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The Java platform's XML parser cannot be set up", e);
        }
    }

    /** The line of the element, or 0 if there is none of that key. */
    int of(String key) {
        return lines.getOrDefault(key, 0);
    }

    @Override
    public void setDocumentLocator(Locator newLocator) {
        this.locator = newLocator;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        String key = "";
        Open parent = open.peek();
        if (parent != null) {
            int index = parent.children().merge(name, 1, Integer::sum) - 1;
            key = (parent.key().isEmpty() ? "" : parent.key() + ".") + name + "(" + index + ")";
        }
        lines.put(key, locator == null ? 0 : locator.getLineNumber());
        open.push(new Open(key, new HashMap<>()));
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        open.pop();
    }
}
