package io.quell.importers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.importers.SourceFiles;
import io.quell.testing.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonPatternTest {
  private static boolean isFound(String pattern, String text) throws RefusedException {
    Criteria criteria = PythonPattern.of(pattern).foundIn(Named.TITLE);
    if (criteria instanceof Criteria.Test(_, Condition.RegularExpression(var java))) {
      assertThat(java.flags()).as("flags, which a file of rules has no place for").isZero();
    }
    return criteria.holds(
        EvaluationContext.of(Findings.finding().title(text).read(), SourceFiles.NOW));
  }

  /// What `re.search(pattern, text)` of Python 3.11 answers.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          ~ci-logs~; ~ci-logs-replica~; true
          ~ci-logs~; ~my-ci-log~; false
          ~^ci~; ~ci-logs~; true
          ~^ci~; ~my-ci~; false
          ~logs$~; ~ci-logs~; true
          ~logs$~; ~ci-logs-2~; false
          ~.+-logs~; ~-logs~; false
          ~.+-logs~; ~qa-logs~; true
          ~a|b~; ~xxb~; true
          ~^a|b$~; ~ab~; true
          ~^a|b$~; ~cb~; true
          ~^a|b$~; ~ba~; false
          ~(?:a|b){2}c~; ~xabc~; true
          ~a{,2}c~; ~c~; true
          ~a{,2}b~; ~xaab~; true
          ~^a{2,}$~; ~aaa~; true
          ~^a{2,}$~; ~a~; false
          ~a{x}~; ~a{x}~; true
          ~a{x}~; ~aax~; false
          ~[[]a~; ~[a~; true
          ~[]a]~; ~]~; true
          ~[^]a]~; ~]~; false
          ~[^]a]~; ~b~; true
          ~[a&&b]~; ~&~; true
          ~[a&&b]~; ~c~; false
          ~[a^]~; ~^~; true
          ~\\d+~; ~abc12~; true
          ~\\d~; ~abc~; false
          ~\\w+-x~; ~é-x~; true
          ~^\\w+$~; ~straße~; true
          ~\\bdev\\b~; ~a-dev-b~; true
          ~\\bdev\\b~; ~adevb~; false
          ~\\Aab\\Z~; ~ab~; true
          ~\\Aab\\Z~; ~abc~; false
          ~(?P<x>a+)b(?P=x)$~; ~aabaa~; true
          ~(?P<x>a+)b(?P=x)$~; ~aba a~; false
          ~(?P<my_name>a)~; ~a~; true
          ~(a)(b)\\2\\1~; ~abba~; true
          ~(a)(b)\\2\\1~; ~abab~; false
          ~(?i)ABC~; ~xabcx~; true
          ~(?i)STRASSE~; ~strasse~; true
          ~(?i:A)b~; ~ab~; true
          ~(?i:A)b~; ~aB~; false
          ~a(?#comment)b~; ~ab~; true
          ~(?=a)a~; ~a~; true
          ~(?!a)b~; ~ab~; true
          ~(?<=a)b~; ~ab~; true
          ~(?<!a)b~; ~ab~; false
          ~(?<!a)b~; ~cb~; true
          ~x}~; ~x}~; true
          ~x]~; ~x]~; true
          ~a.b~; ~a-b~; true
          ~a.b~; ~ab~; false
          ~a\\.b~; ~a.b~; true
          ~a\\.b~; ~a-b~; false
          ~a\\-b~; ~a-b~; true
          ~a\\/b~; ~a/b~; true
          ~S3.9~; ~S3.9~; true
          ~S3.9~; ~S3x9~; true
          ~a+?b~; ~aaab~; true
          ~[\\w.-]+@x~; ~me.you-2@x~; true
          ~[\\d]~; ~7~; true
          ~\\x41~; ~A~; true
          ~\\u0041b~; ~Ab~; true
          ~test|prod$~; ~my-prod~; true
          ~test|prod$~; ~prod-1~; false
          ~^arn:aws:ec2:.*:.*:instance/.*$~; ~arn:aws:ec2:eu-west-1:1:instance/i-1~; true
          ~^arn:aws:ec2:.*:.*:instance/.*$~; ~x-arn:aws:ec2:eu-west-1:1:instance/i-1~; false
          ~a$b~; ~a$b~; false
          ~a\\$b~; ~a$b~; true
          ~ß~; ~STRASSE~; false
          ~é~; ~é~; true
          ~(?s)a.*b~; ~a b~; true
          ~colou?r~; ~the color~; true
          ~colou?r~; ~the colr~; false
          ~a{2}~; ~xaax~; true
          ~a{2}~; ~xax~; false
          """)
  void findsWhatPythonFinds(String pattern, String text, boolean found) throws RefusedException {
    assertThat(isFound(pattern, text)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ci-logs;              resource id contains ci-logs
          ^arn:aws:s3:::.*-dev$; resource id fits arn:aws:s3:::*-dev
          ^arn:aws:s3;          resource id starts with arn:aws:s3
          -dev$;                resource id ends with -dev
          ^i-1$;                resource id is i-1
          a.*b;                 resource id fits *a*b*
          user\\.name;          resource id contains user.name
          """)
  void saysPlainPatternsInPlainWords(String pattern, String criteria) throws RefusedException {
    assertThat(PythonPattern.of(pattern).foundIn(Named.RESOURCE_ID)).hasToString(criteria);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*foo",
        "a(b",
        "a)b",
        "[a",
        "a**",
        "\\",
        "(?P<n>a",
        "\\p{L}",
        "\\Qa\\E",
        "(?(1)a|b)",
        "a(?i)b",
        "(?x)a b",
        "\\0",
        "\\12",
        "x{,}",
        "(?P>a)",
        "\\u12",
        "(?#a"
      })
  void refusesWhatJavaHasNoWordsFor(String pattern) {
    assertThatThrownBy(() -> PythonPattern.of(pattern))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(pattern);
  }

  @Test
  void looksAtEveryValue() throws RefusedException {
    Field type = Named.TYPE;
    Criteria criteria = PythonPattern.of("b$").foundIn(type);
    assertThat(criteria).hasToString("type ends with b");
  }
}
