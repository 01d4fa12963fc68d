package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.localhub.LocalHub;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field × its limits × both formats: what an [Update] takes, the hub takes, and what an
/// update refuses never gets as far as a call that it would spoil.
final class UpdateLimitsTest {
  private static final LocalHub LOCAL = LocalHub.start();
  private static final SecurityHub HUB = SecurityHub.local(LOCAL.endpoint());
  private static final Set<Format> BOTH = EnumSet.allOf(Format.class);
  private static final Set<Format> ASFF = EnumSet.of(Format.ASFF);
  private static final Set<Format> OCSF = EnumSet.of(Format.OCSF);

  @AfterAll
  static void stop() {
    HUB.close();
    LOCAL.close();
  }

  /// A value of one field.
  ///
  /// @param formats the formats that have the field
  /// @param refusal part of what is said where the value is outside the limits, or empty where it
  ///     is inside
  record Value(
      UpdateField field,
      Set<Format> formats,
      String what,
      UnaryOperator<UpdateBuilder> set,
      String refusal) {
    boolean isAllowed() {
      return refusal.isEmpty();
    }

    Update update() {
      return set.apply(Update.builder()).build();
    }

    @Override
    public String toString() {
      return field + " " + what;
    }
  }

  private static final List<Value> TABLE = table();

  private static List<Value> table() {
    List<Value> table = new ArrayList<>();
    each(
        table,
        UpdateField.SEVERITY,
        BOTH,
        Arrays.asList(SeverityLabel.values()),
        label -> of -> of.severity(label));
    each(
        table,
        UpdateField.SEVERITY_ID,
        OCSF,
        Arrays.asList(OcsfSeverity.values()),
        id -> of -> of.severityId(id));
    each(
        table,
        UpdateField.WORKFLOW_STATUS,
        BOTH,
        Arrays.asList(WorkflowStatus.values()),
        status -> of -> of.workflowStatus(status));
    each(
        table,
        UpdateField.STATUS_ID,
        OCSF,
        Arrays.asList(OcsfStatus.values()),
        id -> of -> of.statusId(id));
    each(
        table,
        UpdateField.VERIFICATION_STATE,
        ASFF,
        Arrays.asList(VerificationState.values()),
        state -> of -> of.set(UpdateField.VERIFICATION_STATE, new FieldValue.Constant(state)));
    percentages(
        table,
        UpdateField.NORMALIZED_SEVERITY,
        value -> of -> of.set(UpdateField.NORMALIZED_SEVERITY, new FieldValue.Percentage(value)));
    percentages(
        table,
        UpdateField.CONFIDENCE,
        value -> of -> of.set(UpdateField.CONFIDENCE, new FieldValue.Percentage(value)));
    percentages(
        table,
        UpdateField.CRITICALITY,
        value -> of -> of.set(UpdateField.CRITICALITY, new FieldValue.Percentage(value)));
    each(
        table,
        UpdateField.PRODUCT_SEVERITY,
        ASFF,
        List.of(-1.5, 0.0, 8.0, 1e300),
        value -> of -> of.set(UpdateField.PRODUCT_SEVERITY, new FieldValue.Decimal(value)));
    for (double value : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
      table.add(
          new Value(
              UpdateField.PRODUCT_SEVERITY,
              ASFF,
              "" + value,
              of -> of.set(UpdateField.PRODUCT_SEVERITY, new FieldValue.Decimal(value)),
              "the product severity is " + value + "; allowed is a number"));
    }
    texts(
        table, UpdateField.NOTE, BOTH, "note", 512, text -> of -> of.note(new Note(text, "quell")));
    texts(
        table,
        UpdateField.NOTE,
        BOTH,
        "note author",
        512,
        text -> of -> of.note(new Note("Look here.", text)));
    types(table);
    userDefinedFields(table);
    relatedFindings(table);
    return table;
  }

  private static <T> void each(
      List<Value> table,
      UpdateField field,
      Set<Format> formats,
      List<T> allowed,
      Function<T, UnaryOperator<UpdateBuilder>> set) {
    allowed.forEach(
        value -> table.add(new Value(field, formats, "" + value, set.apply(value), "")));
  }

  private static void percentages(
      List<Value> table, UpdateField field, Function<Integer, UnaryOperator<UpdateBuilder>> set) {
    each(table, field, ASFF, List.of(0, 1, 39, 40, 69, 70, 89, 90, 100), set);
    for (int value : List.of(Integer.MIN_VALUE, -1, 101, Integer.MAX_VALUE)) {
      table.add(
          new Value(
              field,
              ASFF,
              "" + value,
              set.apply(value),
              "the %s is %d; allowed is a number from 0 to 100".formatted(field, value)));
    }
  }

  private static void texts(
      List<Value> table,
      UpdateField field,
      Set<Format> formats,
      String what,
      int longest,
      Function<String, UnaryOperator<UpdateBuilder>> set) {
    String allowed = "allowed is 1 to %d characters that are not all blank".formatted(longest);
    for (String text : List.of("x", " x ", "é", "😀".repeat(longest / 2), "x".repeat(longest))) {
      table.add(new Value(field, formats, what + " of " + text.length(), set.apply(text), ""));
    }
    for (String text : List.of("", " ", "\n\t ", " ".repeat(longest))) {
      table.add(new Value(field, formats, what + " of blanks", set.apply(text), allowed));
    }
    for (String text : List.of("x".repeat(longest + 1), "😀".repeat(longest / 2) + "x")) {
      table.add(
          new Value(
              field,
              formats,
              what + " of " + text.length(),
              set.apply(text),
              "is %d characters long; %s".formatted(text.length(), allowed)));
    }
  }

  private static void types(List<Value> table) {
    each(
        table,
        UpdateField.TYPES,
        ASFF,
        List.of(
            List.of("Effects"),
            List.of("TTPs/Discovery"),
            List.of("Unusual Behaviors/User/Log-in"),
            List.of("Software and Configuration Checks/Vulnerabilities/CVE"),
            List.of("Sensitive Data Identifications/PII/Names"),
            IntStream.range(0, 50).mapToObj(at -> "TTPs/a/" + at).toList()),
        types -> of -> of.set(UpdateField.TYPES, new FieldValue.Texts(types)));
    for (String type :
        List.of(
            "", " ", "Malware", "ttps/a", "TTPs/", "TTPs//a", "TTPs/a/b/c", "/TTPs", "Effects ")) {
      table.add(
          new Value(
              UpdateField.TYPES,
              ASFF,
              "'" + type + "'",
              of -> of.set(UpdateField.TYPES, new FieldValue.Texts(List.of("Effects", type))),
              "the type is "
                  + type
                  + "; allowed is namespace/category/classifier with one of the namespaces "));
    }
    table.add(
        new Value(
            UpdateField.TYPES,
            ASFF,
            "51 of them",
            of ->
                of.set(UpdateField.TYPES, new FieldValue.Texts(Collections.nCopies(51, "Effects"))),
            "the types is 51 of them; allowed is at most 50"));
  }

  private static void userDefinedFields(List<Value> table) {
    texts(
        table,
        UpdateField.USER_DEFINED_FIELDS,
        ASFF,
        "name",
        128,
        text -> of -> of.userDefinedFields(Map.of(text, "value")));
    texts(
        table,
        UpdateField.USER_DEFINED_FIELDS,
        ASFF,
        "value",
        1_024,
        text -> of -> of.userDefinedFields(Map.of("name", text)));
    table.add(
        new Value(
            UpdateField.USER_DEFINED_FIELDS,
            ASFF,
            "50 of them",
            of -> of.userDefinedFields(pairs(50)),
            ""));
    table.add(
        new Value(
            UpdateField.USER_DEFINED_FIELDS,
            ASFF,
            "51 of them",
            of -> of.userDefinedFields(pairs(51)),
            "the user-defined fields is 51 of them; allowed is at most 50"));
  }

  private static Map<String, String> pairs(int count) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int at = 0; at < count; at++) {
      pairs.put("name " + at, "value");
    }
    return pairs;
  }

  private static void relatedFindings(List<Value> table) {
    each(
        table,
        UpdateField.RELATED_FINDINGS,
        ASFF,
        List.of(related(1), related(10)),
        findings -> of -> of.relatedFindings(findings));
    table.add(
        new Value(
            UpdateField.RELATED_FINDINGS,
            ASFF,
            "11 of them",
            of -> of.relatedFindings(related(11)),
            "the related findings is 11 of them; allowed is at most 10"));
    table.add(
        new Value(
            UpdateField.RELATED_FINDINGS,
            ASFF,
            "one twice",
            of -> of.relatedFindings(Collections.nCopies(2, related(1).getFirst())),
            "allowed is each finding once"));
  }

  private static List<FindingIdentifier.Asff> related(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            at ->
                new FindingIdentifier.Asff(
                    "f " + at, "arn:aws:securityhub:eu-west-1::product/aws/macie"))
        .toList();
  }

  static List<Value> allowed() {
    return TABLE.stream().filter(Value::isAllowed).toList();
  }

  static List<Value> refused() {
    return TABLE.stream().filter(value -> !value.isAllowed()).toList();
  }

  @Test
  void coversEveryFieldAndEveryLimit() {
    assertThat(fields(allowed())).isEqualTo(EnumSet.allOf(UpdateField.class));
    assertThat(fields(refused()))
        .as("fields whose type alone does not keep them within the limits")
        .isEqualTo(
            EnumSet.of(
                UpdateField.NORMALIZED_SEVERITY,
                UpdateField.PRODUCT_SEVERITY,
                UpdateField.NOTE,
                UpdateField.CONFIDENCE,
                UpdateField.CRITICALITY,
                UpdateField.TYPES,
                UpdateField.USER_DEFINED_FIELDS,
                UpdateField.RELATED_FINDINGS));
  }

  private static Set<UpdateField> fields(Collection<Value> values) {
    return values.stream()
        .map(Value::field)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(UpdateField.class)));
  }

  @Test
  void holdsNothingWhereNothingIsSet() {
    assertThat(Update.NONE.isEmpty()).isTrue();
    assertThat(
            Update.builder()
                .set(UpdateField.TYPES, new FieldValue.Texts(List.of()))
                .userDefinedFields(Map.of())
                .relatedFindings(List.of())
                .severity(null)
                .build())
        .isEqualTo(Update.NONE);
    for (Format format : Format.values()) {
      assertThat(Update.NONE.beyond(format)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatIsOutsideTheLimits(Value value) {
    assertThatThrownBy(value::update)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(value.refusal());
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void holdsWhatIsWithinTheLimits(Value value) {
    assertThat(value.update().values().keySet()).containsExactly(value.field());
    assertThat(value.update().isEmpty()).isFalse();
    assertThat(Update.builder().of(value.update()).build()).isEqualTo(value.update());
    assertThat(value.update()).isEqualTo(value.update()).hasSameHashCodeAs(value.update());
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void knowsTheFormatsThatHaveTheField(Value value) {
    for (Format format : Format.values()) {
      boolean has = value.formats().contains(format);
      assertThat(value.field().isExpressibleIn(format)).isEqualTo(has);
      assertThat(value.update().beyond(format)).isEqualTo(has ? List.of() : List.of(value.field()));
      assertThat(value.update().within(format)).isEqualTo(has ? value.update() : Update.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void sendsWhatTheHubTakes(Value value) {
    for (Format format : value.formats()) {
      SampleFinding sample =
          format == Format.ASFF ? Findings.finding() : OcsfFindings.ocsfFinding();
      LOCAL.seed(sample.text());
      FindingIdentifier finding = sample.read().identifier();
      assertThat(HUB.apply(List.of(new FindingUpdate(finding, value.update()))))
          .containsOnly(Map.entry(finding, new UpdateResult.Processed()));
    }
  }
}
