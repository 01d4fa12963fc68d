package io.quell.testing.samplebook;

import static io.quell.testing.RuleBookAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.testing.SampleRule;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is said of a whole book, by one with a single rule class, whose test this is too.
final class SuppressListedTest {
  private record SampleBook(List<Rule> classes, String text) implements RuleBook {
    @Override
    public Optional<InputStream> file() {
      return Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static RuleBook book(Rule... classes) {
    return new SampleBook(List.of(classes), "{\"rules\": []}");
  }

  @Test
  void findsARuleClassThatIsNotListed() {
    assertThat(book(new SuppressListed(), new SuppressForgotten())).listsEveryRuleClass();
    assertThatThrownBy(() -> assertThat(book(new SuppressListed())).listsEveryRuleClass())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the rules that SampleBook lists")
        .hasMessageContaining("SuppressForgotten");
  }

  @Test
  void findsARuleClassThatNoTestTests() {
    assertThat(book(new SuppressListed())).hasATestForEveryRuleClass();
    assertThatThrownBy(() -> assertThat(book(new SuppressForgotten())).hasATestForEveryRuleClass())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the tests in SuppressForgottenTest");
    assertThatThrownBy(() -> assertThat(book(SampleRule.rule("a"))).hasATestForEveryRuleClass())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there is no class ");
  }

  @Test
  void findsWhatMakesNoEngine() {
    String rule =
        "{\"id\": \"a\", \"title\": \"a\", \"reason\": \"a\", \"owner\": \"a\", \"when\":"
            + " {\"control\": \"S3.8\"}, \"then\": {\"severity\": \"LOW\"}}";
    assertThat(new SampleBook(List.of(), "{\"rules\": [%s]}".formatted(rule))).makesAnEngine();
    assertThatThrownBy(
            () ->
                assertThat(new SampleBook(List.of(), "{\"rules\": [%s, %s]}".formatted(rule, rule)))
                    .makesAnEngine())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> assertThat(book(new SuppressListed())).makesAnEngine())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SuppressListed");
  }
}
