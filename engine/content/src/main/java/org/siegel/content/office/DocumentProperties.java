package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Title, keywords and the properties that programs and labelling tools add (ISO/IEC 29500-2 §11, ISO/IEC 29500-1 §22.3). */
final class DocumentProperties extends XmlText.Events {

    private final TextFlow flow;
    private final DocumentVisitor visitor;
    private final StringBuilder value = new StringBuilder();
    private String name = "";

    DocumentProperties(TextFlow flow, DocumentVisitor visitor) {
        this.flow = flow;
        this.visitor = visitor;
    }

    void read(InputStream content) throws XMLStreamException, IOException {
        XmlText.read(content, this);
    }

    @Override
    void start(XMLStreamReader xml) {
        value.setLength(0);
        if (xml.getLocalName().equals("property")) {
            name = XmlText.attribute(xml, "name");
        }
        if (xml.getLocalName().equals("label")) {
            // MS-OFFCRYPTO 2.6.4.2: labels of Microsoft Purview, one per tenant
            String id = XmlText.attribute(xml, "id").replaceAll("[{}]", "");
            String site = XmlText.attribute(xml, "siteId").replaceAll("[{}]", "");
            boolean enabled = !XmlText.attribute(xml, "enabled").equals("0");
            visitor.property("MSIP_Label_" + id + "_SiteId", site);
            visitor.property("MSIP_Label_" + id + "_Enabled", Boolean.toString(enabled));
        }
    }

    @Override
    void text(char[] chars, int from, int length) {
        value.append(chars, from, length);
    }

    @Override
    void end(String element) {
        String text = value.toString().strip();
        value.setLength(0);
        if (element.equals("property")) {
            name = "";
        } else if (!text.isEmpty()) {
            if (!name.isEmpty()) {
                visitor.property(name, text);
                flow.append(name);
                flow.append(": ");
            }
            flow.append(text);
            flow.endParagraph();
        }
    }
}
