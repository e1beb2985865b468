package org.siegel.james.policy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.io.FileHandler;
import org.siegel.policy.Policy;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads {@code adaptive-encryption.xml}: first against its schema, then for sense. */
public final class PolicyReader {

    private PolicyReader() {}

    /**
     * The policy of the file.
     *
     * @throws PolicyFileException if the file is missing, not as the schema wants it, or makes no sense; names the line
     */
    public static Policy read(Path file) {
        if (!Files.isReadable(file)) {
            throw new PolicyFileException(
                    file, 0, "the data protection officer's policy file is missing or cannot be read", null);
        }
        try {
            validate(file);
            return new PolicyMapping(file, ElementLines.of(file), load(file)).policy();
        } catch (SAXParseException e) {
            throw new PolicyFileException(file, e.getLineNumber(), readable(String.valueOf(e.getMessage())), e);
        } catch (SAXException | IOException | ConfigurationException e) {
            throw new PolicyFileException(file, 0, "it cannot be read: " + e.getMessage(), e);
        }
    }

    private static void validate(Path file) throws SAXException, IOException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        URL xsd = Objects.requireNonNull(
                PolicyReader.class.getResource("adaptive-encryption.xsd"), "adaptive-encryption.xsd is missing");
        Schema schema = factory.newSchema(xsd);
        Validator validator = schema.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        List<SAXParseException> problems = new ArrayList<>();
        validator.setErrorHandler(collecting(problems));
        validator.validate(new StreamSource(file.toFile()));
        if (!problems.isEmpty()) {
            throw firstOf(file, problems);
        }
    }

    /** What is wrong with one attribute comes in two sentences, of which only the second names it. */
    private static PolicyFileException firstOf(Path file, List<SAXParseException> problems) {
        int line = problems.getFirst().getLineNumber();
        String text = problems.stream()
                .filter(problem -> problem.getLineNumber() == line)
                .map(problem -> readable(String.valueOf(problem.getMessage())))
                .distinct()
                .collect(Collectors.joining("; "));
        return new PolicyFileException(file, line, text, problems.getFirst());
    }

    private static ErrorHandler collecting(List<SAXParseException> problems) {
        return new ErrorHandler() {
            @Override
            public void warning(SAXParseException problem) {
                problems.add(problem);
            }

            @Override
            public void error(SAXParseException problem) {
                problems.add(problem);
            }

            @Override
            public void fatalError(SAXParseException problem) throws SAXException {
                throw problem;
            }
        };
    }

    private static XMLConfiguration load(Path file) throws ConfigurationException, IOException {
        XMLConfiguration xml = new XMLConfiguration();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            xml.setDocumentBuilder(factory.newDocumentBuilder());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The Java platform's XML parser cannot be set up", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            new FileHandler(xml).load(in);
        }
        return xml;
    }

    /** The schema validator's sentences begin with the number of a rule that no administrator knows. */
    private static String readable(String message) {
        String text = message.replaceFirst("^(cvc|s4s|src)[-\\w.]*: ", "").strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
