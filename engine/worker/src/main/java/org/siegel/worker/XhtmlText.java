package org.siegel.worker;

import java.io.IOException;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes the XHTML that Tika makes of a document and sends its text, with a break where one thing ends. */
final class XhtmlText extends DefaultHandler {

    private static final Set<String> INLINE =
            Set.of("a", "b", "i", "u", "s", "strike", "em", "strong", "span", "sub", "sup");

    private final Output out;
    private boolean inBody;

    XhtmlText(Output out) {
        this.out = out;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        if (name.equals("body")) {
            inBody = true;
        }
        // A link's address may be all that tells where it leads.
        String address = attributes.getValue("href");
        if (inBody && address != null && name.equals("a")) {
            send((" " + address + " ").toCharArray());
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
        if (name.equals("body")) {
            inBody = false;
        } else if (name.equals("td") || name.equals("th")) {
            send(new char[] {'\t'});
        } else if (!INLINE.contains(name)) {
            send(new char[] {'\n'});
        }
    }

    @Override
    public void characters(char[] chars, int from, int length) throws SAXException {
        send(chars, from, length);
    }

    @Override
    public void ignorableWhitespace(char[] chars, int from, int length) throws SAXException {
        send(chars, from, length);
    }

    private void send(char[] chars) throws SAXException {
        send(chars, 0, chars.length);
    }

    private void send(char[] chars, int from, int length) throws SAXException {
        if (inBody) {
            try {
                out.text(chars, from, length);
            } catch (IOException e) {
                throw new SAXException(e);
            }
        }
    }
}
