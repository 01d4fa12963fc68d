package io.quell.run.mark;

import io.quell.update.Limits;
import io.quell.update.ReservedFields;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The comment of an OCSF finding, the only place there for what ASFF keeps in a note and in
/// user-defined fields: what somebody else wrote, then what Quell says for people, then what it
/// says for itself.
///
/// ```text
/// somebody's comment
/// --
/// Quell rule s3-9-log-buckets: suppressed. …
/// [quell:1f3a rules=s3-9-log-buckets workflow=SUPPRESSED workflowBefore=NEW]
/// ```
///
/// The four digits are a checksum of Quell's sentence: where somebody has written in it, it is
/// somebody's from then on. So is what stands behind the signature.
///
/// @param foreign what somebody else wrote, or empty
/// @param said what Quell says for people, or empty where the comment is not Quell's at all
/// @param fields what Quell says for itself, under the names of [ReservedFields]
record OcsfComment(Optional<String> foreign, Optional<String> said, Map<String, String> fields) {
  private static final String SEPARATOR = "\n--\n";
  private static final Pattern LINE_LIKE_SEPARATOR = Pattern.compile("(?m)^--$");
  private static final String PREFIX = "quell.";
  static final String OPENING = " [quell:";
  private static final Pattern SIGNED =
      Pattern.compile(
          "(?s)(?<before>.*) \\[quell:(?<checksum>[0-9a-f]{4}) (?<fields>[^\\[\\]]*)](?<after>.*)");
  private static final Pattern FIELD = Pattern.compile("(?<name>\\w+)=(?<value>[\\w,-]+)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int CHECKSUM = 4;
  /// Less than this of a sentence for people is not worth writing.
  private static final int SHORTEST_SAID = 60;
  /// The longest list of rules, in characters: two of the longest ids. Where there are more, the
  /// others are named in the sentence alone.
  static final int LONGEST_RULES = 101;
  /// The longest value of each field, in characters.
  private static final Map<String, Integer> LONGEST =
      Map.of(
          ReservedFields.RULES,
          LONGEST_RULES,
          ReservedFields.EXPIRES,
          10,
          ReservedFields.SEVERITY,
          13,
          ReservedFields.SEVERITY_BEFORE,
          13,
          ReservedFields.WORKFLOW,
          10,
          ReservedFields.WORKFLOW_BEFORE,
          10,
          ReservedFields.RELEASED,
          3);
  private static final int LONGEST_SIGNATURE =
      OPENING.length()
          + CHECKSUM
          + 1
          + LONGEST.entrySet().stream()
              .mapToInt(field -> " =".length() + bare(field.getKey()).length() + field.getValue())
              .sum();

  /// Whether Quell's part fits beside what somebody else wrote, whatever it says.
  static boolean hasRoomBeside(Optional<String> foreign) {
    return foreign.map(text -> text.length() + SEPARATOR.length()).orElse(0)
            + SHORTEST_SAID
            + LONGEST_SIGNATURE
        <= Limits.LONGEST_NOTE;
  }

  /// Reads a comment.
  static OcsfComment read(Optional<String> text) {
    Matcher signed = SIGNED.matcher(text.orElse(""));
    if (!signed.matches() || !areFields(signed.group("fields"))) {
      return new OcsfComment(text, Optional.empty(), Map.of());
    }
    String before = signed.group("before");
    int separator = before.lastIndexOf(SEPARATOR);
    String said = separator < 0 ? before : before.substring(separator + SEPARATOR.length());
    Optional<String> foreign =
        separator < 0 ? Optional.empty() : Optional.of(before.substring(0, separator));
    if (!said.isBlank() && !checksum(said).equals(signed.group("checksum"))) {
      foreign = Optional.of(before);
      said = "";
    }
    String after = signed.group("after").strip();
    String others =
        Stream.of(foreign.orElse(""), after)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining("\n"));
    return new OcsfComment(
        Optional.of(others).filter(part -> !part.isEmpty()),
        Optional.of(said),
        fields(signed.group("fields")));
  }

  /// Whether the fields are as Quell writes them. Whatever else stands there somebody has written,
  /// and it has to stay.
  private static boolean areFields(String text) {
    return Stream.of(text.split(" ", -1))
        .allMatch(
            field -> {
              Matcher parts = FIELD.matcher(field);
              return parts.matches()
                  && parts.group("value").length()
                      <= LONGEST.getOrDefault(PREFIX + parts.group("name"), 0);
            });
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    FIELD
        .matcher(text)
        .results()
        .forEach(field -> fields.put(PREFIX + field.group("name"), field.group("value")));
    return fields;
  }

  /// A comment of at most [Limits#LONGEST_NOTE] characters: what somebody else wrote is never cut;
  /// empty where it leaves no room for Quell's part at all.
  ///
  /// @param said what Quell says for people, in at most so many characters
  static Optional<String> text(
      Optional<String> foreign, IntFunction<String> said, Map<String, String> fields) {
    String before = foreign.map(text -> text + SEPARATOR).orElse("");
    String signature =
        fields.entrySet().stream()
            .map(field -> " " + bare(field.getKey()) + "=" + field.getValue())
            .collect(Collectors.joining("", "", "]"));
    int room =
        Limits.LONGEST_NOTE - before.length() - OPENING.length() - CHECKSUM - signature.length();
    if (room < SHORTEST_SAID) {
      return Optional.empty();
    }
    String sentence = LINE_LIKE_SEPARATOR.matcher(said.apply(room)).replaceAll("—");
    return Optional.of(before + sentence + OPENING + checksum(sentence) + signature);
  }

  /// A text without its blanks, which a service may treat as it likes.
  static String squeezed(String text) {
    return BLANKS.matcher(text).replaceAll("");
  }

  private static String checksum(String said) {
    var sum = new CRC32();
    sum.update(squeezed(said).getBytes(StandardCharsets.UTF_8));
    return "%04x".formatted(sum.getValue() & 0xffff);
  }

  private static String bare(String name) {
    return name.substring(PREFIX.length());
  }
}
