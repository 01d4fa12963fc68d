package io.quell.criteria;

import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.criteria.Condition.Wildcard;
import io.quell.finding.SeverityLabel;
import io.quell.value.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /// What a condition on the title says, what it must not take, and what it must.
  record Row(String sentence, Criteria criteria, List<String> refused, List<String> taken) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "title is S3.9",
            TITLE.is("S3.9"),
            List.of("s3.9", "S3.9 ", "S3.90", "S3x9"),
            List.of("S3.9")),
        new Row(
            "title is a or title is b",
            TITLE.is("a", "b"),
            List.of("c", "ab", "A"),
            List.of("a", "b")),
        new Row("title is HIGH", TITLE.is(SeverityLabel.HIGH), List.of("high"), List.of("HIGH")),
        new Row(
            "title is Straße in any case",
            TITLE.isIgnoringCase("Straße"),
            List.of("Strase", "Straße "),
            List.of("STRASSE", "straße", "STRAẞE")),
        new Row(
            "title starts with dev-",
            TITLE.startsWith("dev-"),
            List.of("Dev-a", "dev", " dev-", "a-dev-"),
            List.of("dev-", "dev-a")),
        new Row(
            "title ends with -dev",
            TITLE.endsWith("-dev"),
            List.of("a-Dev", "dev", "-dev "),
            List.of("-dev", "a-dev")),
        new Row(
            "title contains log",
            TITLE.contains("log"),
            List.of("Log", "lo g", "l"),
            List.of("log", "a log b")),
        new Row(
            "title fits arn:*:s3:::logs-*",
            TITLE.fits("arn:*:s3:::logs-*"),
            List.of("arn:aws:s3:::log", "xarn:aws:s3:::logs-a", "arn:s3:::logs-a"),
            List.of("arn:aws:s3:::logs-", "arn:aws:s3:::logs-a", "arn:aws:x:s3:::logs-a/b*c")),
        new Row("title fits a.c", TITLE.fits("a.c"), List.of("abc", "a.cd"), List.of("a.c")),
        new Row("title fits *", TITLE.fits("*"), List.of(), List.of("a", "*", "**")),
        new Row(
            "title fits a**b",
            TITLE.fits("a**b"),
            List.of("a", "b", "abc"),
            List.of("ab", "acb", "a*b")),
        new Row(
            "title matches /S3\\.\\d+/",
            TITLE.matches("S3\\.\\d+"),
            List.of("S3.", "xS3.9", "S3.9x", "s3.9"),
            List.of("S3.9", "S3.10")),
        new Row(
            "title is between 1 and 2.5",
            TITLE.isBetween(1, 2.5),
            List.of("0.999", "2.51", "one", "1d", "2f", "NaN", "Infinity", "0x1", " 1", "1,5"),
            List.of("1", "1.0", "2.5", "1e0", "20e-1")),
        new Row(
            "title is at least 40",
            TITLE.isAtLeast(40),
            List.of("39.9", "-41", "Infinity", "41d"),
            List.of("40", "1e400")),
        new Row(
            "title is at most -0.5",
            TITLE.isAtMost(-0.5),
            List.of("0", "-0.4", "-Infinity"),
            List.of("-0.5", "-7")),
        new Row(
            "title is more than 40",
            TITLE.isMoreThan(40),
            List.of("40", "39", "x"),
            List.of("40.001", "41")),
        new Row(
            "title is less than 0.5",
            TITLE.isLessThan(0.5),
            List.of("0.5", "1"),
            List.of("0.49", "-7")),
        new Row(
            "title is more than 1 and at most 2",
            new Criteria.Test(TITLE, new Condition.NumericRange(1, false, 2, true)),
            List.of("1", "2.01"),
            List.of("1.5", "2")),
        new Row(
            "title is the number 7",
            TITLE.isBetween(7, 7),
            List.of("7.1", "6"),
            List.of("7", "7.0", "70e-1")),
        new Row(
            "title is not before 2026-05-01T00:00:00Z and is not after 2026-05-02T00:00:00Z",
            TITLE.isWithin(
                Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-05-02T00:00:00Z")),
            List.of("2026-04-30T23:59:59Z", "2026-05-02T00:00:00.001Z", "2026-05-01", "x"),
            List.of("2026-05-01T00:00:00Z", "2026-05-02T02:00:00+02:00")),
        new Row(
            "title is not after 2026-05-02T00:00:00Z",
            new Criteria.Test(
                TITLE, new Condition.TimeRange(null, Instant.parse("2026-05-02T00:00:00Z"))),
            List.of("2026-05-02T00:00:00.001Z"),
            List.of("1970-01-01T00:00:00Z")),
        new Row(
            "title is more than 30 days",
            TITLE.olderThan(Duration.ofDays(30)),
            List.of(
                "2026-05-02T12:00:00Z",
                "2026-05-02T12:00:01Z",
                "2027-01-01T00:00:00Z",
                "2026-01-01",
                "old"),
            List.of("2026-05-02T11:59:59Z", "2026-05-02T13:59:59+02:00", "1970-01-01T00:00:00Z")),
        new Row(
            "title is less than 1 hour",
            TITLE.newerThan(Duration.ofHours(1)),
            List.of("2026-06-01T11:00:00Z", "2026-05-01T12:00:00Z", "now", "1780315200000"),
            List.of("2026-06-01T11:00:01Z", "2026-06-01T12:00:00Z", "2027-01-01T00:00:00Z")),
        new Row(
            "title is in 10.0.0.0/8",
            TITLE.isInNetwork("10.0.0.0/8"),
            List.of(
                "11.0.0.1",
                "9.255.255.255",
                "10",
                "10.1",
                "10.0.0.0/8",
                "a.b",
                "localhost",
                "::a00:1",
                " 10.0.0.1"),
            List.of("10.0.0.0", "10.255.255.255")),
        new Row(
            "title is in 2001:db8::/33",
            TITLE.isInNetwork("2001:db8::/33"),
            List.of("2001:db8:8000::", "2001:db7::1", "10.0.0.1"),
            List.of("2001:db8::1", "2001:DB8:7fff::")),
        new Row("title is present", TITLE.isPresent(), List.of(), List.of("a")),
        new Row("not (title is present)", TITLE.isAbsent(), List.of("a"), List.of()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void refusesAndTakesAndPrintsItself(Row row) {
    for (String title : row.refused()) {
      assertThat(row.criteria().holds(subject(title))).as("%s refuses '%s'", row, title).isFalse();
      assertThat(not(row.criteria()).holds(subject(title)))
          .as("not (%s) takes '%s'", row, title)
          .isTrue();
    }
    for (String title : row.taken()) {
      assertThat(row.criteria().holds(subject(title))).as("%s takes '%s'", row, title).isTrue();
    }
    assertThat(row.criteria()).hasToString(row.sentence());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void refusesAFindingThatHasNothingThere(Row row) {
    assertThat(row.criteria().holds(EvaluationContext.of(finding().without("Title").read(), NOW)))
        .isEqualTo(row.criteria().equals(TITLE.isAbsent()));
  }

  private static EvaluationContext subject(String title) {
    return EvaluationContext.of(finding().title(title).read(), NOW);
  }

  /// Criteria that would never hold, or mean nothing, are refused where they are written.
  private static Stream<Supplier<Criteria>> meaningless() {
    return Stream.of(
        () -> TITLE.is(""),
        () -> TITLE.is(List.of()),
        TITLE::startsWith,
        () -> TITLE.startsWith(""),
        () -> TITLE.endsWith(""),
        () -> TITLE.contains(""),
        () -> TITLE.fits(""),
        () -> TITLE.matches(""),
        () -> TITLE.matches("(a"),
        () -> TITLE.isIgnoringCase(""),
        () -> TITLE.isBetween(2, 1),
        () -> TITLE.isBetween(Double.NaN, 1),
        () -> TITLE.isAtLeast(Double.NaN),
        () -> TITLE.olderThan(Duration.ZERO),
        () -> TITLE.newerThan(Duration.ofDays(-1)),
        () -> TITLE.isInNetwork("10.0.0.0"),
        () -> TITLE.isInNetwork("10.0.0.0/33"),
        () -> TITLE.isInNetwork("10.0.0.0/-1"),
        () -> TITLE.isInNetwork("10.0.0.0/+8"),
        () -> TITLE.isInNetwork("10/8"),
        () -> TITLE.isInNetwork("10.0/16"),
        () -> TITLE.isInNetwork("10.0.0.0/8/8"),
        () -> TITLE.isInNetwork("example.com/8"),
        () -> TITLE.isInNetwork("/8"),
        () -> TITLE.isInNetwork("::/129"),
        () -> TITLE.isInNetwork(""),
        () -> Criteria.raw().is("a"),
        () -> Criteria.rawResource().is("a"));
  }

  @ParameterizedTest
  @MethodSource("meaningless")
  void refusesToBeMadeOfNothing(Supplier<Criteria> criteria) {
    assertThatIllegalArgumentException().isThrownBy(criteria::get);
  }

  @Test
  void saysWhatIsWrongWithARegularExpressionOrANetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TITLE.matches("(a"))
        .withMessageStartingWith("'(a' is no regular expression: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TITLE.isInNetwork("10/8"))
        .withMessageStartingWith("'10/8' is no network: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TITLE.isBetween(2, 1))
        .withMessage("no number lies between 2 and 1");
  }

  @Test
  void isEqualToTheSameCondition() {
    assertThat(List.of("a+", "a*", "a+").stream().map(TITLE::matches).distinct()).hasSize(2);
    assertThat(List.of("::/0", "::/1", "::/0").stream().map(TITLE::isInNetwork).distinct())
        .hasSize(2);
  }

  /// A wildcard pattern takes what the regular expression takes that is built from it.
  @Test
  void fitsWhatTheRegularExpressionOfThePatternMatches() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      String pattern = text(random, "ab*", 1 + random.nextInt(6));
      String seen = text(random, "ab*", random.nextInt(8));
      String expression =
          pattern
              .chars()
              .mapToObj(
                  character ->
                      character == '*' ? "(?s:.*)" : Pattern.quote(Character.toString(character)))
              .collect(Collectors.joining());
      assertThat(new Wildcard(pattern).holds(seen, NOW))
          .as("'%s' fits '%s'", seen, pattern)
          .isEqualTo(seen.matches(expression));
    }
  }

  @Test
  void fitsALongTextQuickly() {
    assertThat(new Wildcard("a*a*a*a*a*a*a*a*b").holds("a".repeat(20_000), NOW)).isFalse();
    assertThat(new Wildcard("*a".repeat(1_000)).holds("a".repeat(1_000), NOW)).isTrue();
  }

  private static String text(Random random, String alphabet, int length) {
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(at -> alphabet.substring(at, at + 1))
        .collect(Collectors.joining());
  }

  @Test
  void isInTheNetworkThatItsBitsSay() {
    var random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      int base = random.nextInt();
      int length = random.nextInt(33);
      int address = base ^ (random.nextInt() >>> random.nextInt(32));
      boolean inside = length == 0 || (base ^ address) >>> (32 - length) == 0;
      assertThat(new Condition.Network(dotted(base) + "/" + length).holds(dotted(address), NOW))
          .as("%s in %s/%d", dotted(address), dotted(base), length)
          .isEqualTo(inside);
    }
  }

  private static String dotted(int address) {
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255);
  }

  @Test
  void looksUpNoNames() {
    for (String text :
        List.of(
            "localhost",
            "example.com",
            "",
            " ",
            "1",
            "1.2",
            "1.2.3",
            "256.1.1.1",
            "1.2.3.4.",
            ".1.2.3.4",
            "1.2.3.4:80",
            ":",
            "1::2::3",
            "fe80::1%eth9",
            "[::1]")) {
      assertThat(Cidr.address(text)).as("'%s'", text).isEmpty();
    }
    assertThat(Cidr.address("1.2.3.4")).isPresent();
    assertThat(Cidr.address("::1")).isPresent();
  }

  /// Whatever the case a letter is written in, it is folded to the same.
  @Test
  void foldsEveryLetterAsItsOtherCases() {
    for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
      String folded = Letters.fold(Character.toString(letter));
      for (int other :
          new int[] {
            Character.toUpperCase(letter),
            Character.toLowerCase(letter),
            Character.toTitleCase(letter)
          }) {
        if (letter != other && letter != 'İ') { // the dot of İ is lost in a single small letter
          assertThat(Letters.fold(Character.toString(other)))
              .as("U+%04X and U+%04X", letter, other)
              .isEqualTo(folded);
        }
      }
    }
    assertThat(Letters.fold("ΟΔΟΣ"))
        .isEqualTo(Letters.fold("οδος"))
        .isEqualTo(Letters.fold("οδοσ"));
    assertThat(Letters.fold("ﬁ")).isEqualTo(Letters.fold("FI"));
    assertThat(Letters.fold("\ud83d")).isEqualTo("\ud83d");
  }

  /// Ordinary expressions come to their end on the longest text that an event can bring.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?s).*nowhere.*",
        "(?is).*\\b(access|log|audit)(ging|ged)?\\b.*x",
        "[^!]*",
        "(?s)(.*\\s)?end",
        "(?:[a-z:]+ ?)*+!",
        "(?s).*one.*two.*"
      })
  void readsLongTextsToTheEnd(String expression) {
    String text = "some words to read and a resource arn:aws:s3:::logs ".repeat(4_700);
    assertThat(new Condition.RegularExpression(expression).holds(text, NOW))
        .isEqualTo(Pattern.matches(expression, text));
  }

  @Test
  void readsAHundredWordsAtEveryPlaceOfALongText() {
    String words =
        IntStream.range(0, 100).mapToObj(at -> "s" + at).collect(Collectors.joining("|"));
    assertThat(
            new Condition.RegularExpression("(?s).*(" + words + ")!.*")
                .holds("so s99 ".repeat(34_000), NOW))
        .isFalse();
  }

  @Test
  void givesUpARegularExpressionThatReadsATextOverAndOver() {
    assertThatExceptionOfType(RegexBudgetExceededException.class)
        .isThrownBy(
            () -> new Condition.RegularExpression("(.*a){25}[bc]").holds("a".repeat(60), NOW))
        .withMessage(
            "the regular expression /(.*a){25}[bc]/ was given up: it had read 1,060,000 characters"
                + " of a text that has 60. Mend it so that no repetition stands inside another, and"
                + " none follows another that takes the same characters, or test without one");
    assertThatExceptionOfType(RegexBudgetExceededException.class)
        .isThrownBy(
            () -> new Condition.RegularExpression(".*a.*a.*a.*b").holds("a".repeat(1_000), NOW))
        .withMessageContaining("it had read 2,000,000 characters of a text that has 1,000.");
  }

  /// What is counted is matched as what is not: groups, references and looks behind and ahead.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(\\w+) \\1",
        "(?i)(\\w+) \\1",
        "(?<=^)\\w+(?= ).*",
        "\\X+",
        "(?u)[\\p{L} ]+",
        "^a.*$",
        "\\Qab ab\\E"
      })
  void matchesAsTheJdkDoes(String expression) {
    for (String text :
        List.of("ab ab", "ab AB", "a", "ä ä", "e\u0301", "\ud83d\ude00 x", "\ud83d", "ab ab\n")) {
      assertThat(new Condition.RegularExpression(expression).holds(text, NOW))
          .as("'%s' on '%s'", expression, text)
          .isEqualTo(Pattern.matches(expression, text));
    }
  }

  @Test
  void saysDurationsInTheirLargestUnit() {
    assertThat(
            Stream.of(
                    Duration.ofDays(1),
                    Duration.ofDays(30),
                    Duration.ofHours(25),
                    Duration.ofMinutes(90),
                    Duration.ofSeconds(61))
                .map(Durations::text))
        .containsExactly("1 day", "30 days", "25 hours", "90 minutes", "61 seconds");
  }

  @Test
  void saysNumbersAsPeopleWriteThem() {
    assertThat(Stream.of(40.0, 0.97, -0.5, 1e7, 0.0, 100.0).map(Numbers::text))
        .containsExactly("40", "0.97", "-0.5", "10000000", "0", "100");
  }
}
