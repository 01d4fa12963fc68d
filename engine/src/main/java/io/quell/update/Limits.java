package io.quell.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The limits of the two update operations. Each check names the field, the value and what is
/// allowed.
///
/// Source, where nothing else is said: the API reference of BatchUpdateFindings and
/// BatchUpdateFindingsV2. Every string must hold a character that is not blank.
public final class Limits {
  /// The most findings that one call updates (BatchUpdateFindings, FindingIdentifiers;
  /// BatchUpdateFindingsV2, MetadataUids).
  public static final int MOST_FINDINGS_A_CALL = 100;
  /// How many update calls a second Security Hub takes from an account in a Region (Security Hub
  /// quotas, BatchUpdateFindings).
  public static final int CALLS_A_SECOND = 10;
  /// The most update calls that Security Hub takes at once from an account in a Region after a
  /// pause (Security Hub quotas, BatchUpdateFindings, burst).
  public static final int BURST_OF_CALLS = 30;
  /// How many reads a second Security Hub takes from an account in a Region (Security Hub quotas,
  /// GetFindings).
  public static final int READS_A_SECOND = 3;
  /// The most reads that Security Hub takes at once from an account in a Region after a pause
  /// (Security Hub quotas, GetFindings, burst).
  public static final int BURST_OF_READS = 6;
  /// The longest text of a note or comment, in characters; an author's name likewise.
  public static final int LONGEST_NOTE = 512;
  /// The most user-defined fields a finding has.
  public static final int MOST_USER_DEFINED_FIELDS = 50;
  /// The longest name of a user-defined field, in characters.
  public static final int LONGEST_FIELD_NAME = 128;
  /// The longest value of a user-defined field, in characters.
  public static final int LONGEST_FIELD_VALUE = 1_024;
  private static final int MOST_TYPES = 50;
  /// The most findings that a finding can be related to.
  public static final int MOST_RELATED_FINDINGS = 10;
  private static final List<String> TYPE_NAMESPACES =
      List.of(
          "Software and Configuration Checks",
          "TTPs",
          "Effects",
          "Unusual Behaviors",
          "Sensitive Data Identifications");
  private static final Pattern TYPE = Pattern.compile("(?<namespace>[^/]+)(/[^/]+){0,2}");

  private Limits() {}

  static void type(String field, Object value, Class<?> type, Class<?> allowed) {
    if (type != allowed) {
      require(
          false,
          field,
          type.getSimpleName() + " " + value,
          "a value of " + allowed.getSimpleName());
    }
  }

  static void percentage(String field, @Nullable Integer value) {
    require(
        value == null || (value >= 0 && value <= 100),
        field,
        String.valueOf(value),
        "a number from 0 to 100");
  }

  static void finite(String field, @Nullable Double value) {
    require(value == null || Double.isFinite(value), field, String.valueOf(value), "a number");
  }

  static void note(@Nullable Note note) {
    if (note != null) {
      text("note", note.text(), LONGEST_NOTE);
      text("note author", note.author(), LONGEST_NOTE);
    }
  }

  static void types(List<String> types) {
    require(
        types.size() <= MOST_TYPES, "types", types.size() + " of them", "at most " + MOST_TYPES);
    for (String type : types) {
      var parts = TYPE.matcher(type);
      require(
          parts.matches() && TYPE_NAMESPACES.contains(parts.group("namespace")),
          "type",
          type,
          "namespace/category/classifier with one of the namespaces "
              + String.join(", ", TYPE_NAMESPACES));
    }
  }

  static void userDefinedFields(Map<String, String> fields) {
    require(
        fields.size() <= MOST_USER_DEFINED_FIELDS,
        "user-defined fields",
        fields.size() + " of them",
        "at most " + MOST_USER_DEFINED_FIELDS);
    fields.forEach(
        (name, value) -> {
          text("name of a user-defined field", name, LONGEST_FIELD_NAME);
          if (!isText(value, LONGEST_FIELD_VALUE)) {
            text("user-defined field " + name, value, LONGEST_FIELD_VALUE);
          }
        });
  }

  /// Whether these are user-defined fields as the API takes them.
  public static boolean areUserDefinedFields(Map<String, String> fields) {
    try {
      userDefinedFields(fields);
      return true;
    } catch (IllegalArgumentException outside) {
      return false;
    }
  }

  static void relatedFindings(List<FindingIdentifier.Asff> findings) {
    require(
        findings.size() <= MOST_RELATED_FINDINGS,
        "related findings",
        findings.size() + " of them",
        "at most " + MOST_RELATED_FINDINGS);
    require(
        new HashSet<>(findings).size() == findings.size(),
        "related findings",
        findings.toString(),
        "each finding once");
  }

  private static void text(String field, String text, int longest) {
    if (!isText(text, longest)) { // the message is made where it is needed alone
      require(
          false,
          field,
          text.length() > longest ? text.length() + " characters long" : "'" + text + "'",
          "1 to %d characters that are not all blank".formatted(longest));
    }
  }

  private static boolean isText(String text, int longest) {
    return !text.isBlank() && text.length() <= longest;
  }

  private static void require(boolean holds, String field, String value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the %s is %s; allowed is %s".formatted(field, value, allowed));
    }
  }
}
