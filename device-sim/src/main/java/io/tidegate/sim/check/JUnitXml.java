package io.tidegate.sim.check;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A [Report] as the XML that build servers read: a suite for the scenario, a case for each
/// expectation and each trouble, as the schema of Ant's junitreport task has it.
public final class JUnitXml {
  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  public static void write(Report report, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      write(report, out);
    }
  }

  public static void write(Report report, Writer out) throws IOException {
    try {
      new JUnitXml(XMLOutputFactory.newInstance().createXMLStreamWriter(out)).suite(report);
    } catch (XMLStreamException e) {
      throw new IOException("the report cannot be written: " + e.getMessage(), e);
    }
  }

  private void suite(Report report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(report.title()));
    int cases = report.verdicts().size() + report.troubles().size();
    xml.writeAttribute("tests", Integer.toString(cases));
    xml.writeAttribute("failures", Long.toString(report.missed()));
    xml.writeAttribute("errors", Integer.toString(report.troubles().size()));
    int skipped = report.judged() ? 0 : report.verdicts().size();
    xml.writeAttribute("skipped", Integer.toString(skipped));
    xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", report.tookNanos() / 1e9));
    property("seed", Long.toString(report.seed()));
    for (Report.Verdict each : report.verdicts()) {
      verdict(report, each);
    }
    for (String trouble : report.troubles()) {
      oneCase(report.title(), "the run itself", "error", trouble);
    }
    text("system-out", String.join("\n", report.lines()) + "\n");
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.flush();
  }

  private void verdict(Report report, Report.Verdict verdict) throws XMLStreamException {
    if (report.judged()) {
      String element = verdict.outcome().isMissed() ? "failure" : "";
      oneCase(report.title(), verdict.name(), element, verdict.outcome().words());
    } else {
      oneCase(report.title(), verdict.name(), "skipped", "the run did not come to its end");
    }
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeStartElement("properties");
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", value);
    xml.writeEndElement();
  }

  private void oneCase(String suite, String name, String element, String words)
      throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(suite));
    xml.writeAttribute("name", clean(name));
    if (!element.isEmpty()) {
      xml.writeStartElement(element);
      xml.writeAttribute("message", clean(words));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void text(String element, String text) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  /// Without the characters that XML 1.0 cannot hold.
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\n' || c == '\t' || c >= ' ' && c != 0xFFFE && c != 0xFFFF ? c : '?')
        .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
