package io.quell.localhub.json;

import io.quell.localhub.api.ServiceException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Collects what is wrong with a document, each with its place. A check of an absent part finds
/// nothing.
public final class Violations {
  private final List<Violation> found = new ArrayList<>();

  /// One thing that is wrong.
  ///
  /// @param path where, such as `data.Note.Text`
  /// @param text what, such as `should NOT be longer than 512 characters`
  record Violation(String path, String text) {
    @Override
    public String toString() {
      return path + " " + text;
    }
  }

  /// Refuses the call for the first violation, if there is any.
  ///
  /// @throws ServiceException for the first violation
  public void refuseCall() {
    if (!found.isEmpty()) {
      throw ServiceException.invalidParameter(found.getFirst().path(), found.getFirst().text());
    }
  }

  /// Says whether nothing is wrong.
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /// All violations in one sentence without its end.
  @Override
  public String toString() {
    return String.join(", ", found.stream().map(Violation::toString).toList());
  }

  /// Notes that something is wrong with this part.
  ///
  /// @param text what, such as `should NOT be longer than 512 characters`
  public void add(JsonPart part, String text) {
    found.add(new Violation(part.path(), text));
  }

  /// The part is an object that has these members.
  public boolean object(JsonPart part, String... required) {
    if (!is(part, part.node().isObject(), "should be object")) {
      return false;
    }
    for (String member : required) {
      if (part.at(member).isAbsent()) {
        add(part, "should have required property '" + member + "'");
      }
    }
    return true;
  }

  /// The part is an object that has no members but these.
  public void onlyMembers(JsonPart part, Collection<String> known) {
    for (JsonPart.JsonMember member : part.members()) {
      if (!known.contains(member.name())) {
        add(part, "should NOT have additional property '" + member.name() + "'");
      }
    }
  }

  /// The part is an object that has these members and no others.
  public void exactly(JsonPart part, String... members) {
    object(part, members);
    onlyMembers(part, List.of(members));
  }

  /// The part is a string that holds a character other than white space.
  public boolean text(JsonPart part) {
    if (!is(part, part.node().isTextual(), "should be string")) {
      return false;
    }
    if (part.node().asText().isBlank()) {
      add(part, "should match pattern \".*\\S.*\"");
      return false;
    }
    return true;
  }

  /// The part is no longer than so many characters; what is no string passes.
  public void noLonger(JsonPart part, int characters) {
    String text = part.node().asText();
    if (part.node().isTextual() && text.codePointCount(0, text.length()) > characters) {
      add(part, "should NOT be longer than " + characters + " characters");
    }
  }

  /// The part is a string as [#text(JsonPart)] has it, and no longer than so many characters.
  public void text(JsonPart part, int characters) {
    text(part);
    noLonger(part, characters);
  }

  /// The part is a string in which the pattern matches everything.
  public void text(JsonPart part, Pattern pattern) {
    if (text(part) && !pattern.matcher(part.node().asText()).matches()) {
      add(part, "should match pattern \"" + pattern + "\"");
    }
  }

  /// The part is one of these strings.
  public void oneOf(JsonPart part, Collection<String> allowed) {
    if (text(part) && !allowed.contains(part.node().asText())) {
      add(part, "should be equal to one of the allowed values: " + String.join(", ", allowed));
    }
  }

  /// The part is one of these whole numbers.
  public void number(JsonPart part, Collection<Integer> allowed) {
    if (!is(part, part.node().isIntegralNumber(), "should be integer")) {
      return;
    }
    if (!part.node().canConvertToInt() || !allowed.contains(part.node().asInt())) {
      add(
          part,
          "should be equal to one of the allowed values: "
              + String.join(", ", allowed.stream().map(String::valueOf).toList()));
    }
  }

  /// The part is a timestamp.
  public void timestamp(JsonPart part) {
    if (text(part) && Timestamps.read(part.node().asText()).isEmpty()) {
      add(part, "should match format \"date-time\"");
    }
  }

  /// The part is a whole number in this range, both ends included.
  public void integer(JsonPart part, int least, int most) {
    if (!is(part, part.node().isIntegralNumber(), "should be integer")) {
      return;
    }
    BigInteger value = part.node().bigIntegerValue();
    if (value.compareTo(BigInteger.valueOf(least)) < 0) {
      add(part, "should be >= " + least);
    } else if (value.compareTo(BigInteger.valueOf(most)) > 0) {
      add(part, "should be <= " + most);
    }
  }

  /// The part is a number.
  public void number(JsonPart part) {
    is(part, part.node().isNumber(), "should be number");
  }

  /// The part is `true` or `false`.
  public void bool(JsonPart part) {
    is(part, part.node().isBoolean(), "should be boolean");
  }

  /// The part is a list; answers its elements.
  public List<JsonPart> list(JsonPart part) {
    is(part, part.node().isArray(), "should be array");
    for (JsonPart item : part.items()) {
      if (item.isAbsent()) {
        add(item, "should NOT be null");
      }
    }
    return part.items();
  }

  /// The list has so many elements; what is no list passes.
  public void sized(JsonPart part, int least, int most) {
    if (part.node().isArray() && part.node().size() < least) {
      add(part, "should NOT have fewer than " + least + " items");
    }
    if (part.node().isArray() && part.node().size() > most) {
      add(part, "should NOT have more than " + most + " items");
    }
  }

  /// The part is a map of strings.
  public void map(JsonPart part) {
    if (object(part)) {
      for (JsonPart.JsonMember member : part.members()) {
        if (member.name().isBlank()) {
          add(part, "should NOT have a blank key");
        }
        text(member.value());
      }
    }
  }

  /// The map has no more pairs, no longer keys and no longer values than these; what is no map
  /// passes.
  public void sized(JsonPart part, int pairs, int keyLength, int valueLength) {
    List<JsonPart.JsonMember> members = part.members();
    if (members.size() > pairs) {
      add(part, "should NOT have more than " + pairs + " properties");
    }
    for (JsonPart.JsonMember member : members) {
      if (member.name().codePointCount(0, member.name().length()) > keyLength) {
        add(part, "should NOT have a key longer than " + keyLength + " characters");
      }
      noLonger(member.value(), valueLength);
    }
  }

  private boolean is(JsonPart part, boolean holds, String text) {
    if (part.isAbsent()) {
      return false;
    }
    if (!holds) {
      add(part, text);
    }
    return holds;
  }
}
