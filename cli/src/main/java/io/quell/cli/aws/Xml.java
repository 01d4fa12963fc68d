package io.quell.cli.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// An element of an answer in XML.
record Xml(Element element) {

  /// Reads a document without anything that it refers to.
  ///
  /// @throws IllegalArgumentException where it is no XML
  static Xml read(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return new Xml(builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("no XML: " + e.getMessage(), e);
    }
  }

  /// The child elements of this name, in their order.
  List<Xml> children(String name) {
    var nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node instanceof Element && name.equals(node.getNodeName()))
        .map(node -> new Xml((Element) node))
        .toList();
  }

  /// The first element at the end of these names, one in another.
  Optional<Xml> at(String... names) {
    Optional<Xml> at = Optional.of(this);
    for (String name : names) {
      at = at.flatMap(parent -> parent.children(name).stream().findFirst());
    }
    return at;
  }

  /// The members of a list.
  List<Xml> members(String... names) {
    return at(names).map(list -> list.children("member")).orElse(List.of());
  }

  /// The text of the first element of this name that is not blank.
  Optional<String> text(String name) {
    return at(name)
        .map(found -> String.valueOf(found.element.getTextContent()))
        .filter(text -> !text.isBlank());
  }
}
