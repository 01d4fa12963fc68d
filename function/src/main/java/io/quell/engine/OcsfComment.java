package io.quell.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The comment of an OCSF finding, the only place there for what ASFF keeps in a note and in user-defined fields: what
/// somebody else wrote, then what Quell says for people, then what it says for itself.
///
/// ```text
/// somebody's comment
/// --
/// Quell rule s3-9-log-buckets: suppressed. … [quell rules=s3-9-log-buckets workflow=SUPPRESSED workflowBefore=NEW]
/// ```
///
/// @param foreign what somebody else wrote, or empty
/// @param said what Quell says for people, or empty where the comment is not Quell's at all
/// @param fields what Quell says for itself, under the names of [Provenance]
record OcsfComment(Optional<String> foreign, Optional<String> said, Map<String, String> fields) {
  private static final String SEPARATOR = "\n--\n";
  private static final String PREFIX = "quell.";
  private static final Pattern SIGNED = Pattern
      .compile("(?s)(?:(?<foreign>.*)\n--\n)?(?<said>.*) \\[quell (?<fields>[^\\[\\]]*)]\\s*");
  /// Less than this of a sentence for people is not worth writing.
  private static final int SHORTEST_SAID = 60;

  /// The most characters of rule ids in a signature: two of the longest; more rules are named in the sentence alone.
  private static final int LONGEST_RULES = 129;
  /// No signature is longer: the rules, a day, two severities, two statuses and the release.
  private static final int LONGEST_SIGNATURE = LONGEST_RULES + 134;

  /// Whether Quell's part fits beside what somebody else wrote, whatever it says.
  static boolean hasRoomBeside(Optional<String> foreign) {
    return foreign.map(text -> text.length() + SEPARATOR.length()).orElse(0) + SHORTEST_SAID
        + LONGEST_SIGNATURE <= Limits.LONGEST_NOTE;
  }

  /// Reads a comment.
  static OcsfComment read(Optional<String> text) {
    Matcher matcher = SIGNED.matcher(text.orElse(""));
    if (!matcher.matches()) {
      return new OcsfComment(text, Optional.empty(), Map.of());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : matcher.group("fields").split(" ", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(PREFIX + field.substring(0, equals), field.substring(equals + 1));
      }
    }
    return new OcsfComment(Optional.ofNullable(matcher.group("foreign")), Optional.of(matcher.group("said")), fields);
  }

  /// A comment of at most [Limits#LONGEST_NOTE] characters: what somebody else wrote is never cut; empty where it leaves
  /// no room for Quell's part at all.
  ///
  /// @param said what Quell says for people, in at most so many characters
  static Optional<String> text(Optional<String> foreign, IntFunction<String> said, Map<String, String> fields) {
    String before = foreign.map(text -> text + SEPARATOR).orElse("");
    String signature = fields.entrySet().stream()
        .map(field -> field.getKey().substring(PREFIX.length()) + "=" + cut(field.getValue()))
        .collect(Collectors.joining(" ", " [quell ", "]"));
    int room = Limits.LONGEST_NOTE - before.length() - signature.length();
    return room < SHORTEST_SAID ? Optional.empty() : Optional.of(before + said.apply(room) + signature);
  }

  /// Leaves out the last of a long list of rules, whole ids at a time.
  private static String cut(String value) {
    return value.length() <= LONGEST_RULES
        ? value
        : value.substring(0, Math.max(0, value.lastIndexOf(',', LONGEST_RULES)));
  }
}
