package io.quell.compile.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateYamlTest {
  private static final String RELEASE = TemplateYaml.of(ReleaseTemplate.json());

  @Test
  void saysWhatTheTemplateSays() {
    assertThat(ReadYaml.of(RELEASE)).isEqualTo(ReleaseTemplate.json());
  }

  @Test
  void isShortEnoughToBeGivenInline() {
    assertThat(RELEASE.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(ReleaseTemplate.MOST_INLINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "Off",
        "yes",
        "N",
        "null",
        "~",
        "1",
        "0x1f",
        "1e3",
        "012",
        "12:30",
        "2010-09-09",
        "a: b",
        "a:",
        "- a",
        "a #b",
        "'quoted'",
        "\"double\"",
        "{a}",
        "[a]",
        "a, b",
        "*",
        "&a",
        "!Ref a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "?",
        "-",
        "",
        " ",
        " a",
        "a ",
        "true",
        "<<",
        "=",
        "AWS::Region",
        "arn:aws:sqs:us-east-1:111122223333:q",
        "a::b: c",
        "${!a}",
        "é"
      })
  void givesBackEveryText(String text) {
    Map<String, Object> template = Map.of("text", text, "list", List.of(text, text));
    String yaml = TemplateYaml.of(template);

    assertThat(ReadYaml.of(yaml)).isEqualTo(template);
  }

  /// CloudFormation reads YAML 1.1, in which these are no texts without quotation marks.
  @ParameterizedTest
  @ValueSource(strings = {"on", "Off", "YES", "n", "12:30", "2010-09-09", "012"})
  void quotesWhatIsNoTextInOlderYaml(String text) {
    assertThat(TemplateYaml.of(Map.of("text", text))).isEqualTo("text: '" + text + "'\n");
  }

  @Test
  void breaksWhatIsLong() {
    List<Object> arguments =
        List.of(
            "IsSo", Map.of("a", "x".repeat(70), "b", List.of("y".repeat(70))), Map.of("Ref", "A"));
    Map<String, Object> template =
        Map.of(
            "Resources",
            Map.of("A", Map.of("Fn::If", arguments), "B", List.of(arguments, 1, true)));

    assertThat(ReadYaml.of(TemplateYaml.of(template))).isEqualTo(template);
  }
}
