package dev.ostia.cli.routetest;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.FileProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The XML that CI systems read. */
final class JUnitReport {

  private JUnitReport() {}

  /** Writes the file. */
  static void write(Path file, String suite, List<Result> results) {
    try {
      Files.writeString(file, xml(suite, results));
    } catch (IOException e) {
      throw new CommandFailure("the report " + file + " cannot be written: " + FileProblem.of(e));
    }
  }

  private static String xml(String suite, List<Result> results) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", suite);
      xml.writeAttribute("tests", "" + results.size());
      xml.writeAttribute("failures", "" + results.stream().filter(r -> !r.passed()).count());
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("time", seconds(results.stream().mapToDouble(Result::seconds).sum()));
      for (Result result : results) {
        testCase(xml, suite, result);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML could not be written to memory", e);
    }
    return text + "\n";
  }

  private static void testCase(XMLStreamWriter xml, String suite, Result result)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite);
    xml.writeAttribute("name", clean(result.test().name()));
    xml.writeAttribute("time", seconds(result.seconds()));
    if (!result.passed()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", clean(result.differences().getFirst()));
      xml.writeCharacters(
          clean(result.test().place() + "\n" + String.join("\n", result.differences())));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** Without the control characters that XML does not allow. */
  private static String clean(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
  }
}
