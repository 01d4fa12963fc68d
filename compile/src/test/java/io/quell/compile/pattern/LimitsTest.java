package io.quell.compile.pattern;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.rule.Rule;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Enormous books: the patterns stay within EventBridge's limits, and take what the rules match.
final class LimitsTest {
  /// A book, and findings each of which one of its rules matches.
  enum Book {
    TITLES(10_000, at -> Named.TITLE.is(title(at)), (sample, at) -> sample.title(title(at))), //
    TITLES_BEYOND_ASCII(
        10_000,
        at -> Named.TITLE.is("😀é".repeat(60) + at),
        (sample, at) -> sample.title("😀é".repeat(60) + at)), //
    TITLES_WITHOUT_A_COMMON_WORD(
        10_000,
        at -> Named.TITLE.is(Character.toString(0x4e00 + at % 20_000) + at),
        (sample, at) -> sample.title(Character.toString(0x4e00 + at % 20_000) + at)), //
    ENDINGS(
        10_000,
        at -> Named.TITLE.endsWith(" of " + at * 7919),
        (sample, at) -> sample.title("x of " + at * 7919)), //
    PARTS(
        10_000,
        at -> Named.TITLE.contains("part " + at),
        (sample, at) -> sample.title("a part " + at)), //
    WILDCARDS(
        2_000,
        at -> Named.TITLE.fits("a*" + at + "*b*c"),
        (sample, at) -> sample.title("a " + at + " b c")), //
    ACCOUNTS(
        10_000,
        at -> account("%012d".formatted(at * 7_654_321L)),
        (sample, at) -> sample.account("%012d".formatted(at * 7_654_321L))), //
    CONTROLS_IN_ACCOUNTS(
        10_000,
        at -> control("S3." + at % 97).and(account("%012d".formatted(at))),
        (sample, at) -> sample.control("S3." + at % 97).account("%012d".formatted(at))), //
    TAG_NAMES(
        10_000,
        at -> resourceTag("tag-" + at, "yes"),
        (sample, at) -> sample.tag("tag-" + at, "yes")), //
    TAG_NAMES_OF_CONTROLS(
        10_000,
        at -> control("S3." + at % 97).and(resourceTag("tag-" + at, "yes")),
        (sample, at) -> sample.control("S3." + at % 97).tag("tag-" + at, "yes")), //
    PATHS(
        3_000,
        at -> raw("Path" + at).is("yes"),
        (sample, at) -> sample.with("yes", "Path" + at)), //
    LONG_LISTS(
        50,
        at ->
            control(texts(400, item -> "S3." + (at * 400 + item)))
                .and(account(texts(400, item -> "%012d".formatted(at * 400 + item)))),
        (sample, at) ->
            sample.control("S3." + (at * 400 + 3)).account("%012d".formatted(at * 400 + 7))), //
    MANY_TESTS(
        1_000,
        at ->
            Criteria.allOf(
                IntStream.range(0, 60)
                    .mapToObj(path -> raw("P" + path).is("x".repeat(60) + at))
                    .toArray(Criteria[]::new)),
        (sample, at) -> {
          SampleFinding all = sample;
          for (int path = 0; path < 60; path++) {
            all = all.with("x".repeat(60) + at, "P" + path);
          }
          return all;
        }), //
    CHOICES(
        200,
        at ->
            Criteria.allOf(
                IntStream.range(0, 12)
                    .mapToObj(path -> raw("A" + path).is("a" + at).or(raw("B" + path).is("b" + at)))
                    .toArray(Criteria[]::new)),
        (sample, at) -> {
          SampleFinding all = sample;
          for (int path = 0; path < 12; path++) {
            all = all.with((path % 2 == 0 ? "a" : "b") + at, (path % 2 == 0 ? "A" : "B") + path);
          }
          return all;
        });

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Rule> rules;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final BiFunction<SampleFinding, Integer, SampleFinding> match;

    Book(
        int size,
        IntFunction<Criteria> criteria,
        BiFunction<SampleFinding, Integer, SampleFinding> match) {
      this.rules =
          IntStream.range(0, size)
              .<Rule>mapToObj(
                  at ->
                      SampleRule.rule("r-" + at)
                          .when(criteria.apply(at))
                          .decides(Decision.suppress()))
              .toList();
      this.match = match;
    }

    private static String title(int at) {
      return "%d Something that %s should be enabled on all resources of the kind %d"
          .formatted(at * 31, "really ".repeat(at % 5), at);
    }

    private static String[] texts(int count, IntFunction<String> text) {
      return IntStream.range(0, count).mapToObj(text).toArray(String[]::new);
    }

    /// Some of the rules, the first and the last among them.
    IntStream some() {
      return IntStream.rangeClosed(0, 50).map(part -> part * (rules.size() - 1) / 50).distinct();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hold(Book book) {
    List<FindingPattern> patterns = FindingPattern.of(book.rules, EnumSet.allOf(Format.class));

    assertThat(patterns)
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(FindingPattern.MOST_EVENT_RULES)
        .allSatisfy(pattern -> assertThat(pattern.length()).isLessThanOrEqualTo(2_048));
    var bus = new EventBus(patterns);
    for (SampleFinding base : List.of(finding(), ocsfFinding())) {
      assertThat(book.some().filter(at -> bus.takers(book.match.apply(base, at).read()) == 0))
          .isEmpty();
    }
    System.out.printf(
        "%s, %d rules: %d event rules, %d characters, %s%n",
        book,
        book.rules.size(),
        patterns.size(),
        patterns.stream().mapToInt(FindingPattern::length).sum(),
        bus.takes(finding().control("Z.1").account("999999999999").title("zzz").read())
            ? "takes all"
            : "refuses others");
  }

  @Test
  void keepOneFormatTightWhereTheOtherDoesNotFit() {
    List<Rule> rules =
        new ArrayList<>(
            IntStream.range(0, 5_000)
                .<Rule>mapToObj(
                    at ->
                        SampleRule.rule("r-" + at)
                            .when(raw("Path" + at).is("yes").and(Named.FORMAT.is("ASFF"))))
                .toList());
    rules.add(SampleRule.rule("other").when(product("aws/guardduty").and(Named.FORMAT.is("OCSF"))));
    var bus = new EventBus(FindingPattern.of(rules, EnumSet.allOf(Format.class)));

    assertThat(bus.takes(finding().read())).isTrue();
    assertThat(bus.takes(ocsfFinding().read())).isFalse();
    assertThat(bus.takes(ocsfFinding().product("aws/guardduty").read())).isTrue();
  }

  /// A template may not have members that CloudFormation takes for its functions.
  @Test
  void nameNothingThatCloudFormationKeepsForItself() {
    for (String name : List.of("Ref", "Fn::GetAtt", "$or", "")) {
      List<Rule> rules =
          List.of(SampleRule.rule("a").when(resourceTag(name, "x").and(control("S3.9"))));

      assertThat(FindingPattern.of(rules, EnumSet.of(Format.ASFF)))
          .singleElement()
          .satisfies(
              pattern ->
                  assertThat(pattern.json().toString()).contains("S3.9").doesNotContain("Tags"));
    }
  }

  @Test
  void leaveNothingToTakeWhereNoRuleCouldMatch() {
    assertThat(FindingPattern.of(List.of(), EnumSet.allOf(Format.class))).isEmpty();
    assertThat(
            FindingPattern.of(
                List.of(SampleRule.rule("a").when(Named.FORMAT.is("OCSF"))),
                EnumSet.of(Format.ASFF)))
        .isEmpty();
    assertThat(
            FindingPattern.of(
                List.of(SampleRule.rule("a").when(Named.RECORD_STATE.is("ARCHIVED"))),
                EnumSet.of(Format.ASFF)))
        .isEmpty();
  }

  @Test
  void areThoseOfOneRuleThatSaysNothing() {
    List<Rule> rules =
        Stream.of(control("S3.9"), Criteria.allOf())
            .<Rule>map(criteria -> SampleRule.rule("r-" + criteria.fields().size()).when(criteria))
            .toList();

    assertThat(FindingPattern.of(rules, EnumSet.allOf(Format.class)))
        .containsExactly(FindingPattern.open(EnumSet.allOf(Format.class)));
  }
}
