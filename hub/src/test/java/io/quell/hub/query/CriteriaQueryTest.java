package io.quell.hub.query;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.hub.query.FindingQuery.Span;
import io.quell.hub.query.QueryPart.Comparand;
import io.quell.hub.query.QueryPart.Comparison;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleRule;
import io.quell.testing.random.RandomCriteria;
import io.quell.testing.random.RandomFindings;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A filter may take more findings than the criteria, and never fewer.
final class CriteriaQueryTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void takesEveryFindingThatMeetsTheCriteria() {
    var random = new Random(7);
    try (var hub = new FilteredHub()) {
      IntStream.range(0, 90).forEach(_ -> hub.add(RandomCriteria.finding(random)));
      int narrow = 0;
      int met = 0;
      for (int round = 0; round < 150; round++) {
        Criteria criteria = RandomCriteria.criteria(random, 3);
        for (Format format : Format.values()) {
          Optional<FindingQuery> query = CriteriaQuery.of(criteria, format);
          List<FindingIdentifier> meeting =
              hub.findings().stream()
                  .filter(finding -> finding.format() == format)
                  .filter(finding -> criteria.isShownBy(EvaluationContext.of(finding, NOW)))
                  .map(Finding::identifier)
                  .toList();
          met += meeting.size();
          if (query.isEmpty()) {
            assertThat(meeting).as(criteria.toString()).isEmpty();
          } else if (!query.get().parts().isEmpty()) {
            narrow++;
            assertThat(hub.answer(query.get())).as(criteria.toString()).containsAll(meeting);
          }
        }
      }
      assertThat(narrow).as("queries that leave something out").isGreaterThan(50);
      assertThat(met).as("findings that meet criteria").isGreaterThan(1_000);
    }
  }

  /// Whatever stands on the finding: what Quell, people, and those who plant marks have set.
  @ParameterizedTest
  @EnumSource
  void takesEveryFindingThatARuleMatches(Format format) {
    var random = new Random(11);
    try (var hub = new FilteredHub()) {
      for (int at = 0; at < 90; at++) {
        var sample = RandomFindings.untouched(random, format);
        hub.add(random.nextBoolean() ? sample : RandomFindings.planted(random, sample, "adhoc"));
      }
      int narrow = 0;
      for (int round = 0; round < 200; round++) {
        Criteria criteria = ofPresentValues(random, hub.findings());
        var rule = SampleRule.rule("one").when(criteria).decides(Decision.suppress());
        var engine = new RuleEngine(List.of(rule), Clock.fixed(NOW, ZoneOffset.UTC));
        FindingQuery query = CriteriaQuery.of(criteria, format).orElseThrow();
        narrow += query.parts().isEmpty() ? 0 : 1;
        assertThat(hub.answer(query))
            .as("%s", criteria)
            .containsAll(
                hub.findings().stream()
                    .filter(finding -> !engine.evaluate(finding).matched().isEmpty())
                    .map(Finding::identifier)
                    .toList());
      }
      assertThat(narrow).isGreaterThan(30);
    }
  }

  /// Tests of any field for values that some finding has.
  private static Criteria ofPresentValues(Random random, List<Finding> findings) {
    List<Criteria> parts = new ArrayList<>();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      Finding finding = findings.get(random.nextInt(findings.size()));
      List<Field> fields = new ArrayList<>(Arrays.asList(Named.values()));
      fields.add(resourceTag("stage"));
      fields.add(userDefinedField("team"));
      Collections.shuffle(fields, random);
      fields.stream()
          .filter(field -> field.isIn(finding.format()))
          .flatMap(
              field ->
                  field
                      .values(finding)
                      .limit(1)
                      .filter(value -> !value.isEmpty())
                      .map(value -> random.nextBoolean() ? field.is(value) : prefix(field, value)))
          .findFirst()
          .ifPresent(parts::add);
    }
    return random.nextInt(3) == 0 ? anyOf(parts) : allOf(parts);
  }

  private static Criteria prefix(Field field, String value) {
    return field.startsWith(value.substring(0, 1 + value.length() / 2));
  }

  private static List<String> attributes(Criteria criteria, Format format) {
    return CriteriaQuery.of(criteria, format).orElseThrow().parts().stream()
        .map(QueryPart::attribute)
        .sorted()
        .toList();
  }

  @Test
  void saysAConjunctionOfAttributes() {
    Criteria criteria =
        Named.TITLE
            .startsWith("S3", "EC2")
            .and(onOneResource(Named.RESOURCE_TYPE.is("AwsS3Bucket"), resourceTag("team", "red")));
    assertThat(CriteriaQuery.of(criteria, Format.ASFF).orElseThrow().filters())
        .isEqualTo(
            Map.of(
                "Title",
                List.of(
                    Map.of("Value", "S3", "Comparison", "PREFIX"),
                    Map.of("Value", "EC2", "Comparison", "PREFIX")),
                "ResourceType",
                List.of(Map.of("Value", "AwsS3Bucket", "Comparison", "EQUALS")),
                "ResourceTags",
                List.of(Map.of("Key", "team", "Value", "red", "Comparison", "EQUALS"))));
    assertThat(attributes(criteria, Format.OCSF))
        .containsExactly("finding_info.title", "resources.tags");
  }

  @Test
  void leavesOutWhatIsWorkedOutOrChanges() {
    assertThat(attributes(control("S3.9"), Format.ASFF)).isEmpty();
    assertThat(attributes(control("S3.9"), Format.OCSF)).containsExactly("compliance.control");
    assertThat(attributes(Named.SEVERITY.is(SeverityLabel.LOW), Format.ASFF)).isEmpty();
    assertThat(attributes(Named.RESOURCE_ID.is("arn"), Format.OCSF)).isEmpty();
    assertThat(attributes(not(Named.TITLE.is("a")), Format.ASFF)).isEmpty();
    assertThat(attributes(Named.TITLE.isIgnoringCase("a"), Format.ASFF)).isEmpty();
    assertThat(attributes(Named.AGE.olderThan(Duration.ofDays(1)), Format.ASFF)).isEmpty();
  }

  @Test
  void saysOfAlternativesWhatTheyHaveInCommon() {
    Criteria common =
        anyOf(
            Named.TITLE.is("a").and(Named.RESOURCE_REGION.is("eu-west-1")),
            Named.TITLE.is("b"),
            Named.FORMAT.is(Format.OCSF).and(Named.TITLE.is("c")));
    assertThat(CriteriaQuery.of(common, Format.ASFF).orElseThrow().parts())
        .containsExactly(
            new QueryPart(
                "Title",
                List.of(
                    Comparand.of(Comparison.EQUALS, "a"), Comparand.of(Comparison.EQUALS, "b"))));
  }

  @Test
  void knowsThatAFormatHasNone() {
    assertThat(CriteriaQuery.of(Named.FORMAT.is(Format.OCSF), Format.ASFF)).isEmpty();
    assertThat(CriteriaQuery.of(Named.CLASS.is("2004"), Format.ASFF)).isEmpty();
    assertThat(CriteriaQuery.of(Named.FORMAT.is(Format.ASFF), Format.ASFF)).isPresent();
  }

  @Test
  void leavesOutMoreValuesThanACallTakes() {
    String[] titles = IntStream.range(0, 21).mapToObj(Integer::toString).toArray(String[]::new);
    assertThat(attributes(Named.TITLE.is(titles), Format.ASFF)).isEmpty();
    assertThat(attributes(Named.TITLE.is(Arrays.copyOf(titles, 20)), Format.ASFF))
        .containsExactly("Title");
  }

  /// With as many attributes as there can be, and with all that may be added.
  @ParameterizedTest
  @EnumSource
  void isTakenByTheHubWithAllItsParts(Format format) {
    Criteria many =
        allOf(
            Arrays.stream(Named.values())
                .filter(field -> field != Named.FORMAT && field.isIn(format))
                .map(field -> field.is("x"))
                .toList());
    FindingQuery query =
        CriteriaQuery.of(many, format).orElseThrow().open().created(new Span(Instant.EPOCH, NOW));
    assertThat(query.parts()).hasSizeGreaterThan(format == Format.ASFF ? 8 : 6);
    try (var hub = new FilteredHub()) {
      assertThat(hub.answer(query)).isEmpty();
    }
  }

  @Test
  void takesWhatWasCreatedInARangeWithBothEnds() {
    try (var hub = new FilteredHub()) {
      var asff =
          hub.add(Findings.finding().with("2026-05-01T10:00:00.000Z", "CreatedAt")).identifier();
      var ocsf =
          hub.add(
                  OcsfFindings.ocsfFinding()
                      .with("2026-05-01T10:00:00.000Z", "finding_info", "created_time_dt"))
              .identifier();
      Map.of(Format.ASFF, asff, Format.OCSF, ocsf)
          .forEach(
              (format, identifier) -> {
                FindingQuery all = FindingQuery.all(format);
                assertThat(hub.answer(all.created(span("10:00:00", "10:00:00"))))
                    .isEqualTo(Set.of(identifier));
                assertThat(hub.answer(all.created(span("10:00:01", "11:00:00")))).isEmpty();
                assertThat(hub.answer(all.created(span("09:00:00", "09:59:59")))).isEmpty();
              });
    }
  }

  private static Span span(String from, String to) {
    return new Span(
        Instant.parse("2026-05-01T" + from + "Z"), Instant.parse("2026-05-01T" + to + "Z"));
  }

  @Test
  void refusesARangeThatEndsBeforeItBegins() {
    assertThatIllegalArgumentException().isThrownBy(() -> span("11:00:00", "10:00:00"));
  }

  @Test
  void opensLeaveOutWhatIsArchivedOrResolved() {
    try (var hub = new FilteredHub()) {
      var open = hub.add(Findings.finding()).identifier();
      var silent = hub.add(Findings.finding().without("Workflow")).identifier();
      hub.add(Findings.finding().with("ARCHIVED", "RecordState"));
      hub.add(Findings.finding().with("RESOLVED", "Workflow", "Status"));
      assertThat(hub.answer(FindingQuery.all(Format.ASFF).open())).isEqualTo(Set.of(open, silent));
    }
  }
}
