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
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.SeverityLabel;
import org.junit.jupiter.api.Test;

final class SentenceTest {
  private static final Criteria LOGS = resourceTag("purpose", "logs");
  private static final Criteria CRITICAL = SEVERITY.is(SeverityLabel.CRITICAL);

  @Test
  void saysATestAsItSaysItself() {
    assertThat(Sentence.of(control("S3.9"))).isEqualTo("control is S3.9");
    assertThat(Sentence.of(control("S3.9").and(LOGS)))
        .isEqualTo("control is S3.9 and resource tag purpose is logs");
    assertThat(Sentence.of(allOf())).isEqualTo("any finding");
  }

  @Test
  void saysTheVerbOfAlternativesOnce() {
    assertThat(Sentence.of(control("S3.9", "S3.8", "S3.1")))
        .isEqualTo("control is S3.9, S3.8 or S3.1");
    assertThat(Sentence.of(TITLE.startsWith("a", "b"))).isEqualTo("title starts with a or b");
    assertThat(Sentence.of(TITLE.endsWith("a", "b"))).isEqualTo("title ends with a or b");
    assertThat(Sentence.of(TITLE.contains("a", "b"))).isEqualTo("title contains a or b");
    assertThat(Sentence.of(TITLE.fits("a*", "b*"))).isEqualTo("title fits a* or b*");
    assertThat(Sentence.of(TITLE.isInNetwork("10.0.0.0/8", "11.0.0.0/8")))
        .isEqualTo("title is in 10.0.0.0/8 or 11.0.0.0/8");
    assertThat(Sentence.of(TITLE.isIgnoringCase("a", "b")))
        .isEqualTo("title is a in any case or is b in any case");
    assertThat(Sentence.of(TITLE.is("a").or(TITLE.startsWith("b"))))
        .isEqualTo("title is a or starts with b");
  }

  @Test
  void putsAlternativesOfOneFieldTogether() {
    assertThat(Sentence.of(anyOf(control("S3.9"), product("aws/macie"), control("S3.8"))))
        .isEqualTo("control is S3.9 or S3.8 or product is aws/macie");
    assertThat(Sentence.of(control("S3.9").or(LOGS.and(CRITICAL))))
        .isEqualTo("control is S3.9 or (resource tag purpose is logs and severity is CRITICAL)");
  }

  @Test
  void marksWhereAChoiceEnds() {
    assertThat(Sentence.of(control("S3.9", "S3.8").and(LOGS)))
        .isEqualTo("control is S3.9 or S3.8, and resource tag purpose is logs");
    assertThat(Sentence.of(control("S3.9").or(CRITICAL).and(LOGS)))
        .isEqualTo("(control is S3.9 or severity is CRITICAL), and resource tag purpose is logs");
  }

  @Test
  void saysExceptionsLast() {
    assertThat(Sentence.of(allOf(not(CRITICAL), control("S3.9"), not(LOGS))))
        .isEqualTo(
            "control is S3.9, unless severity is CRITICAL, and unless resource tag purpose is"
                + " logs");
    assertThat(Sentence.of(not(CRITICAL))).isEqualTo("any finding, unless severity is CRITICAL");
    assertThat(Sentence.of(not(CRITICAL.and(LOGS))))
        .isEqualTo("any finding, unless (severity is CRITICAL and resource tag purpose is logs)");
    assertThat(Sentence.of(control("S3.9").or(not(CRITICAL))))
        .isEqualTo("control is S3.9 or not (severity is CRITICAL)");
  }

  @Test
  void saysThatAFieldIsAbsent() {
    assertThat(Sentence.of(control("S3.9").and(TITLE.isAbsent())))
        .isEqualTo("control is S3.9 and title is absent");
    assertThat(Sentence.of(TITLE.isAbsent())).isEqualTo("title is absent");
    assertThat(Sentence.of(not(TITLE.isAbsent()))).isEqualTo("any finding, unless title is absent");
  }

  @Test
  void saysWhatResourcesMustBe() {
    assertThat(Sentence.of(onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), LOGS)))
        .isEqualTo(
            "one resource has (resource type is AwsS3Bucket and resource tag purpose is logs)");
    assertThat(Sentence.of(onEveryResource(LOGS).and(control("S3.9"))))
        .isEqualTo("every resource has (resource tag purpose is logs) and control is S3.9");
    assertThat(Sentence.of(onEveryResource(RESOURCE_ID.isPresent())))
        .isEqualTo("every resource has (resource id is present)");
  }

  @Test
  void countsAlternativesThatAreTooManyForABriefSentence() {
    Criteria six = account("1", "2", "3", "4", "5", "6");
    assertThat(Sentence.of(six)).isEqualTo("account is 1, 2, 3, 4, 5 or 6");
    assertThat(Sentence.brief(six)).isEqualTo("account is 1, 2, 3, 4 or one of 2 more");
    assertThat(Sentence.brief(account("1", "2", "3", "4"))).isEqualTo("account is 1, 2, 3 or 4");
    assertThat(Sentence.brief(anyOf(control("a"), product("b"), LOGS, CRITICAL, TITLE.is("c"))))
        .isEqualTo(
            "control is a or product is b or resource tag purpose is logs or severity is CRITICAL"
                + " or one of 1 more");
  }
}
