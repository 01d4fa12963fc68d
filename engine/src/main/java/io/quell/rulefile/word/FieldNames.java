package io.quell.rulefile.word;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What fields are called in the file.
public final class FieldNames {
  /// The fields by how they are written.
  public static final Map<String, Named> FIELDS =
      Arrays.stream(Named.values())
          .collect(
              Collectors.toMap(
                  FieldNames::word, field -> field, (one, _) -> one, LinkedHashMap::new));
  private static final Map<Field, List<String>> ALLOWED = new HashMap<>();

  static {
    for (Named field : Named.values()) {
      ALLOWED.put(field, allowedOf(field));
    }
  }

  private FieldNames() {}

  /// The name of a field: that of its constant, in small letters and with hyphens.
  public static String word(Named field) {
    return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The only values that a field can have, or empty where it can have others.
  public static List<String> allowed(Field field) {
    return field instanceof Named ? ALLOWED.getOrDefault(field, List.of()) : List.of();
  }

  private static List<String> allowedOf(Named field) {
    return switch (field) {
      case FORMAT -> names(Format.values());
      case SEVERITY, PROVIDER_SEVERITY -> names(SeverityLabel.values());
      case WORKFLOW_STATUS -> names(WorkflowStatus.values());
      case VERIFICATION_STATE -> names(VerificationState.values());
      case RECORD_STATE -> List.of("ACTIVE", "ARCHIVED");
      case COMPLIANCE_STATUS -> List.of("PASSED", "WARNING", "FAILED", "NOT_AVAILABLE");
      case FIX_AVAILABLE -> List.of("YES", "NO", "PARTIAL");
      case EXPLOIT_AVAILABLE -> List.of("YES", "NO");
      case CLASS,
          VULNERABILITY,
          CVSS,
          EPSS,
          CONTROL,
          STANDARD,
          PRODUCT,
          GENERATOR,
          ID,
          ACCOUNT,
          REGION,
          TITLE,
          DESCRIPTION,
          TYPE,
          NORMALIZED_SEVERITY,
          CONFIDENCE,
          CRITICALITY,
          AGE,
          CREATED_AT,
          FIRST_OBSERVED_AT,
          LAST_OBSERVED_AT,
          UPDATED_AT,
          NOTE_TEXT,
          NOTE_AUTHOR,
          RESOURCE_TYPE,
          RESOURCE_ID,
          RESOURCE_REGION,
          RESOURCE_PARTITION ->
          List.of();
    };
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  /// The names in a path that are joined by dots. A dot inside a name has a backslash before it.
  ///
  /// @throws IllegalArgumentException where the text is no path
  public static List<String> path(String text) {
    List<String> names = new ArrayList<>();
    var name = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '\\' && at + 1 < text.length()) {
        name.append(text.charAt(++at));
      } else if (letter == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(letter);
      }
    }
    names.add(name.toString());
    if (names.contains("")) {
      throw new IllegalArgumentException(
          "a path is member names joined by dots, such as Network.SourceIpV4");
    }
    return names;
  }

  /// The path as it is written. See [#path(String)].
  public static String path(List<String> names) {
    Function<String, String> escaped = name -> name.replace("\\", "\\\\").replace(".", "\\.");
    return String.join(".", names.stream().map(escaped).toList());
  }
}
