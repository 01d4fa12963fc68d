package io.quell.criteria;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.criteria.Field.Named.TYPE;
import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.SeverityLabel;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.random.RandomCriteria;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MismatchTest {
  private static final String BUCKET = "arn:aws:s3:::amzn-s3-demo-bucket";
  private static final Criteria LOGS = resourceTag("purpose", "logs");
  private static final Criteria CRITICAL = SEVERITY.is(SeverityLabel.CRITICAL);

  private static EvaluationContext subject(SampleFinding sample) {
    return EvaluationContext.of(sample.read(), Instant.parse("2026-06-01T12:00:00Z"));
  }

  private static Mismatch mismatch(Criteria criteria, SampleFinding sample) {
    return Mismatch.of(criteria, subject(sample)).orElseThrow();
  }

  // --- One test

  @Test
  void tellsWhatATestWantedFromWhatItSaw() {
    Mismatch mismatch = mismatch(control("S3.9"), finding());
    assertThat(mismatch)
        .isEqualTo(new Mismatch.Unmet(control("S3.9"), "is S3.9", List.of("S3.1")))
        .hasToString("control is S3.9, but saw S3.1");
    assertThat(mismatch.parts()).isEmpty();
  }

  @Test
  void saysThatTheFindingHasNothingThere() {
    Mismatch mismatch = mismatch(LOGS, finding());
    assertThat(mismatch.seen()).isEmpty();
    assertThat(mismatch)
        .hasToString("resource tag purpose is logs, but the finding has nothing there");
    assertThat(mismatch(TITLE.isPresent(), finding().without("Title")))
        .hasToString("title is present, but the finding has nothing there");
  }

  @Test
  void saysWhatStandsWhereNothingShould() {
    assertThat(mismatch(control("S3.1").and(TITLE.isAbsent()), finding().title("a")))
        .isEqualTo(new Mismatch.Unmet(TITLE.isAbsent(), "is absent", List.of("a")))
        .hasToString("title is absent, but saw a");
  }

  @Test
  void takesTestsOfOneFieldForOne() {
    assertThat(mismatch(control("S3.9", "S3.8"), finding()))
        .isEqualTo(new Mismatch.Unmet(control("S3.9", "S3.8"), "is S3.9 or S3.8", List.of("S3.1")))
        .hasToString("control is S3.9 or S3.8, but saw S3.1");
  }

  @Test
  void staysShortWhereThereIsMuchToSeeOrToWant() {
    Sample types =
        finding().with(IntStream.range(0, 7).mapToObj(at -> "a/b/" + at).toList(), "Types");
    assertThat(mismatch(TYPE.is("x"), types))
        .hasToString("type is x, but saw a/b/0, a/b/1, a/b/2, a/b/3, a/b/4 and 2 more");
    assertThat(mismatch(TYPE.is("x"), types).seen()).hasSize(7);
    assertThat(mismatch(TITLE.is("x"), finding().title("y".repeat(500))).toString())
        .hasSizeLessThan(160)
        .endsWith("y…");
    Mismatch accounts =
        mismatch(
            account(IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new)),
            finding().account("111122223333"));
    assertThat(accounts)
        .hasToString("account is 0, 1, 2, 3 or one of 496 more, but saw 111122223333");
    assertThat(accounts.wanted()).startsWith("is 0, 1, ").endsWith(" or 499");
  }

  // --- All and any

  @Test
  void namesTheFirstOfAllThatFails() {
    assertThat(mismatch(allOf(control("S3.1"), LOGS, product("aws/macie")), finding()).criterion())
        .isEqualTo(LOGS);
    assertThat(
            mismatch(
                    new Criteria.AllOf(List.of(new Criteria.AllOf(List.of(control("S3.1"), LOGS)))),
                    finding())
                .criterion())
        .isEqualTo(LOGS);
  }

  @Test
  void saysWhyEachAlternativeFailed() {
    Mismatch mismatch =
        mismatch(
            anyOf(control("S3.9"), product("aws/macie"), LOGS.and(CRITICAL), control("S3.8")),
            finding());
    assertThat(mismatch.parts())
        .extracting(Mismatch::criterion)
        .isEqualTo(List.of(control("S3.9", "S3.8"), product("aws/macie"), LOGS));
    assertThat(mismatch.wanted()).isEqualTo("one of 3 alternatives");
    assertThat(mismatch.seen()).containsExactly("control: S3.1", "product: aws/securityhub");
    assertThat(mismatch)
        .hasToString(
            "none of 3 alternatives holds: control is S3.9 or S3.8, but saw S3.1; product is"
                + " aws/macie, but saw aws/securityhub; resource tag purpose is logs, but the"
                + " finding has nothing there");
  }

  @Test
  void saysOfManyAlternativesTheFirst() {
    assertThat(
            mismatch(anyOf(control("a"), product("b"), LOGS, CRITICAL, TITLE.is("c")), finding())
                .toString())
        .startsWith("none of 5 alternatives holds: control is a, ")
        .endsWith("; and 2 more");
  }

  @Test
  void goesIntoAlternativesInsideAlternatives() {
    Criteria nested = anyOf(control("S3.9"), LOGS.or(CRITICAL).and(TITLE.isPresent()));
    assertThat(mismatch(nested, finding()))
        .hasToString(
            "none of 2 alternatives holds: control is S3.9, but saw S3.1; (none of 2 alternatives"
                + " holds: resource tag purpose is logs, but the finding has nothing there;"
                + " severity is CRITICAL, but saw MEDIUM)");
  }

  // --- Exceptions

  @Test
  void namesTheExceptionThatHeld() {
    Mismatch mismatch =
        mismatch(
            control("S3.1").unless(LOGS.or(CRITICAL)), finding().severity(SeverityLabel.CRITICAL));
    assertThat(mismatch).hasToString("left out by its exception: severity is CRITICAL");
    assertThat(mismatch.seen()).containsExactly("CRITICAL");
    assertThat(mismatch.wanted())
        .isEqualTo("that this does not hold: resource tag purpose is logs or severity is CRITICAL");
  }

  @Test
  void namesTheValueByWhichAnExceptionHeld() {
    assertThat(
            mismatch(
                not(product("aws/macie").or(Field.Named.PRODUCT.startsWith("aws/"))), finding()))
        .hasToString("left out by its exception: product starts with aws/ (aws/securityhub)");
    assertThat(mismatch(not(control("S3.1").and(TITLE.contains("b"))), finding().title("abc")))
        .hasToString("left out by its exception: control is S3.1 and title contains b (abc)");
    Mismatch two = mismatch(not(control("S3.1").and(TITLE.contains("b"))), finding().title("abc"));
    assertThat(two.seen()).containsExactly("control: S3.1", "title: abc");
    Sample types = finding().with(List.of("a/b/c", "x/y/z"), "Types");
    assertThat(mismatch(not(TYPE.startsWith("x/")), types).seen()).containsExactly("x/y/z");
  }

  @Test
  void namesTheResourceOnWhichAnExceptionHeld() {
    Sample sample =
        finding().resource("AwsS3Bucket", "b").with("logs", "Resources", "1", "Tags", "purpose");
    assertThat(mismatch(not(onOneResource(LOGS)), sample))
        .hasToString("left out by its exception: resource tag purpose is logs on b");
    assertThat(mismatch(not(onEveryResource(RESOURCE_TYPE.is("AwsS3Bucket"))), sample))
        .hasToString(
            "left out by its exception: every resource has (resource type is AwsS3Bucket) ("
                + BUCKET
                + ", b)");
  }

  @Test
  void saysAnExceptionFromAnExceptionAsItStands() {
    assertThat(mismatch(not(not(LOGS)), finding()))
        .hasToString("left out by its exception: any finding, unless resource tag purpose is logs");
    assertThat(mismatch(not(allOf()), finding()))
        .hasToString("left out by its exception: any finding");
  }

  // --- Resources

  @Test
  void saysWhatFailedOnEachResource() {
    Sample sample =
        finding().resource("AwsEc2Volume", "v").with("logs", "Resources", "1", "Tags", "purpose");
    Mismatch mismatch = mismatch(onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), LOGS), sample);
    assertThat(mismatch.seen()).containsExactly(BUCKET, "v");
    assertThat(mismatch.parts().getFirst())
        .isEqualTo(
            new Mismatch.OnElement(
                Element.RESOURCE, BUCKET, new Mismatch.Unmet(LOGS, "is logs", List.of())));
    assertThat(mismatch.parts())
        .extracting(Mismatch::seen)
        .isEqualTo(List.of(List.of(), List.of("AwsEc2Volume")));
    assertThat(mismatch)
        .hasToString(
            "no resource meets it: on "
                + BUCKET
                + ", resource tag purpose is logs, but it has nothing there; on v, resource type is"
                + " AwsS3Bucket, but saw AwsEc2Volume");
  }

  @Test
  void namesOnlyTheResourcesThatFail() {
    Sample sample = finding().tag("purpose", "logs").resource("AwsEc2Volume", "v");
    Mismatch mismatch = mismatch(onEveryResource(LOGS), sample);
    assertThat(mismatch.seen()).containsExactly("v");
    assertThat(mismatch)
        .hasToString(
            "not every resource meets it: on v, resource tag purpose is logs, but it has nothing"
                + " there");
  }

  @Test
  void saysThatThereIsNoResource() {
    Sample none = finding().without("Resources");
    assertThat(mismatch(onEveryResource(LOGS), none))
        .hasToString(
            "every resource has (resource tag purpose is logs), but the finding has no resource");
    assertThat(mismatch(onOneResource(LOGS), none).parts()).isEmpty();
  }

  @Test
  void callsAResourceWithoutIdentifierByItsTypeOrPlace() {
    Sample sample =
        finding()
            .resource("AwsEc2Volume", "v")
            .without("Resources", "0", "Id")
            .without("Resources", "1", "Id")
            .without("Resources", "1", "Type");
    assertThat(mismatch(onOneResource(LOGS), sample).seen())
        .containsExactly("AwsS3Bucket", "resource 2");
  }

  // --- Any criteria

  @Test
  void everyPartNamesACriterionThatFailsWhereItIsLookedAt() {
    var random = new Random(11);
    int leaves = 0;
    for (int round = 0; round < 4_000; round++) {
      Criteria criteria = RandomCriteria.criteria(random, 4);
      EvaluationContext subject = subject(RandomCriteria.finding(random));
      if (Arrays.stream(Element.values())
          .anyMatch(
              element -> Set.copyOf(names(subject, element)).size() < subject.count(element))) {
        continue; // an element is found again by its name
      }
      Optional<Mismatch> mismatch = Mismatch.of(criteria, subject);
      assertThat(mismatch.isEmpty()).as("%s", criteria).isEqualTo(criteria.holds(subject));
      leaves += mismatch.map(found -> failing(found, subject)).orElse(0);
    }
    assertThat(leaves).isGreaterThan(2_000);
  }

  private static List<String> names(EvaluationContext subject, Element element) {
    return IntStream.range(0, subject.count(element))
        .mapToObj(at -> subject.name(element, at))
        .toList();
  }

  /// Checks a mismatch and all its parts, and counts those that are a test.
  private static int failing(Mismatch mismatch, EvaluationContext subject) {
    return switch (mismatch) {
      case Mismatch.OnElement(var element, var name, var reason) ->
          failing(reason, subject.withOnly(element, names(subject, element).indexOf(name)));
      case Mismatch.Unmet unmet -> {
        assertThat(unmet.criterion().holds(subject)).as("%s", unmet).isFalse();
        yield 1;
      }
      case Mismatch.Excepted(var criterion, var held) -> {
        assertThat(criterion.holds(subject)).as("%s", criterion).isFalse();
        assertThat(held).as("%s", criterion).isNotEmpty();
        yield 0;
      }
      case Mismatch.NoAlternative _, Mismatch.NotOnElements _ -> {
        assertThat(mismatch.criterion().holds(subject)).as("%s", mismatch).isFalse();
        yield mismatch.parts().stream().mapToInt(part -> failing(part, subject)).sum();
      }
      case Mismatch.Untestable untestable -> throw new AssertionError(untestable);
    };
  }
}
