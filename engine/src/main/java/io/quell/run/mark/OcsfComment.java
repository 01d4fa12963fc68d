package io.quell.run.mark;

import io.quell.finding.Note;
import io.quell.finding.OcsfFinding;
import io.quell.update.Limits;
import io.quell.update.ReservedFields;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The comment of an OCSF finding, the only place there for what ASFF keeps in a note and in
/// user-defined fields: what Quell says for people, then its mark.
///
/// ```text
/// Quell rule a: suppressed. … [quell:prod 1f3a ,a, 2 wf=SUPPRESSED<NEW]
/// ```
///
/// Behind the name of the book stands a checksum of the sentence: where somebody has written in it,
/// the comment is somebody's from then on. So it is where anything stands behind the mark.
///
/// @param said what Quell says for people; empty where the comment is not Quell's
/// @param mark the mark; empty where the comment is not Quell's
/// @param isForeign whether there is a comment that somebody else has written or changed
record OcsfComment(Optional<String> said, Optional<Mark> mark, boolean isForeign) {
  static final String OPENING = " [quell:";
  /// The longest list of rules, in characters: five of the longest ids, as they are shortened.
  static final int LONGEST_RULES = 152;

  private static final Pattern SIGNED =
      Pattern.compile(
          "(?s)(?<said>.*) \\[quell:(?<book>[A-Za-z0-9-]+) (?<checksum>[0-9a-f]{4}) (?<rules>,[^"
              + " \\]]*) (?<mark>2[^\\[\\]]*)]");
  private static final Pattern FORMERLY_SIGNED =
      Pattern.compile(
          "(?s)(?<said>.*) \\[quell:(?<checksum>[0-9a-f]{4}) (?<fields>\\w+=[\\w,-]+("
              + " \\w+=[\\w,-]+)*)]");
  private static final String FORMER_SEPARATOR = "\n--\n";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final OcsfComment NONE =
      new OcsfComment(Optional.empty(), Optional.empty(), false);
  private static final OcsfComment FOREIGN =
      new OcsfComment(Optional.empty(), Optional.empty(), true);

  /// The comment of a finding.
  static OcsfComment of(OcsfFinding finding) {
    return read(finding.note().map(Note::text));
  }

  /// Reads a comment.
  static OcsfComment read(Optional<String> comment) {
    if (comment.isEmpty()) {
      return NONE;
    }
    String text = comment.get().strip();
    if (!text.contains(OPENING)) { // as with most comments
      return FOREIGN;
    }
    Matcher signed = SIGNED.matcher(text);
    if (signed.matches()) {
      return of(
          signed, Mark.read(signed.group("book"), signed.group("rules"), signed.group("mark")));
    }
    Matcher former = FORMERLY_SIGNED.matcher(text);
    return former.matches() && !former.group("said").contains(FORMER_SEPARATOR)
        ? of(former, FormerFields.read(formerFields(former.group("fields"))))
        : FOREIGN;
  }

  private static OcsfComment of(Matcher signed, Optional<Mark> mark) {
    String said = signed.group("said");
    return mark.isPresent() && checksum(said).equals(signed.group("checksum"))
        ? new OcsfComment(Optional.of(said), mark, false)
        : FOREIGN;
  }

  private static Map<String, String> formerFields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    Stream.of(text.split(" ", -1))
        .map(field -> field.split("=", 2))
        .forEach(field -> fields.put(ReservedFields.FORMER_PREFIX + field[0], field[1]));
    return fields;
  }

  /// A comment of at most [Limits#LONGEST_NOTE] characters.
  ///
  /// @param said what Quell says for people, in at most so many characters
  static String text(IntFunction<String> said, Mark mark) {
    String signature =
        " %s %s]".formatted(mark.withShortIds().rulesText(LONGEST_RULES), mark.text());
    String opening = OPENING + mark.book() + " ";
    int checksumLength = 4;
    String sentence =
        said.apply(Limits.LONGEST_NOTE - opening.length() - checksumLength - signature.length());
    return sentence + opening + checksum(sentence) + signature;
  }

  /// Blanks do not count: a service may treat them as it likes.
  private static String checksum(String said) {
    var sum = new CRC32();
    sum.update(BLANKS.matcher(said).replaceAll("").getBytes(StandardCharsets.UTF_8));
    return "%04x".formatted(sum.getValue() & 0xffff);
  }
}
