package io.quell.finding;

import static io.quell.testing.Findings.finding;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t \n"})
  void saysThatThereIsNothingToRead(String text) {
    assertThatThrownBy(() -> Json.read(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("no JSON: the input is empty");
    assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("no JSON: the input is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "[1,]",
        "{a:1}",
        "{'a':1}",
        "tru",
        "nul",
        "NaN",
        "Infinity",
        "-",
        "01",
        "1.",
        "+1",
        ".5",
        "\"",
        "\"a",
        "\"\\x\"",
        "\"\t\"",
        "}",
        "]",
        ",",
        ":",
        "// no\n1",
        "/* no */ 1",
        "\uFEFF1",
        "<xml/>",
        "{\"a\" 1}",
        "[1 2]",
        "\"\\u12\""
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> Json.read(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("no valid JSON at line ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "{} {}", "[]\n[]", "\"a\" \"b\"", "null null"})
  void refusesMoreThanOneValue(String text) {
    assertThatThrownBy(() -> Json.read(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("more than one JSON value: the second begins at line ");
  }

  @Test
  void refusesRubbishAfterTheValue() {
    assertThatThrownBy(() -> Json.read("{} }")).isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> Json.read("[] ]")).isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> Json.read("1 x")).isInstanceOf(UnreadableException.class);
  }

  @Test
  void namesLineAndColumnOnOneLine() {
    assertThatThrownBy(
            () ->
                Json.read(
                    """
                    {
                      "a": 1,
                      "b": tru
                    }\
                    """))
        .hasMessageStartingWith("no valid JSON at line 3, column ")
        .hasMessageContaining("tru")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> Json.read("{}\n\n{}")).hasMessageEndingWith("line 3");
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xc3, '"'}))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> Json.read(new byte[] {0, 0, 0, 0}))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void refusesWhatIsNestedTooDeep() throws UnreadableException {
    assertThat(Json.read("[".repeat(500) + "]".repeat(500))).isInstanceOf(List.class);
    assertThatThrownBy(() -> Json.read("[".repeat(100_000) + "]".repeat(100_000)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("nesting depth");
    assertThatThrownBy(() -> Json.read("{\"a\":".repeat(100_000)))
        .isInstanceOf(UnreadableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "{\"a\":[-1.5E-171999623620512]}"})
  void refusesANumberWhoseExponentNobodyCanReckonWith(String text) {
    assertThatThrownBy(() -> Json.read(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageEndingWith("the exponent of a number has too many digits");
  }

  @Test
  void refusesANumberOfThousandsOfDigits() {
    assertThatThrownBy(() -> Json.read("9".repeat(5_000))).isInstanceOf(UnreadableException.class);
  }

  @Test
  void keepsTheLastOfTwoMembersOfOneName() throws UnreadableException {
    assertThat(Json.read("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo(Map.of("a", 3, "b", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "\"\"",
        "\"a\"",
        "[]",
        "{}",
        "[null]",
        "{\"a\":null}",
        "{\"\":0}",
        "[[],[{}]]",
        "{\"b\":1,\"a\":[true,{\"c\":\"d\"}]}",
        "\"\\\"\\\\\\n\\u0000\"",
        "\"äß€😀\"",
        "\"\u2028\""
      })
  void writesWhatItRead(String text) throws UnreadableException {
    assertThat(Json.write(Json.read(text))).isEqualTo(text);
    assertThat(Json.write(Json.read(text.getBytes(UTF_8)))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "-7",
        "2147483648",
        "9223372036854775808",
        "123456789012345678901234567890",
        "0.1",
        "-0.5",
        "40.0",
        "1.10",
        "12345678.9",
        "3.14159265358979323846264338327950288"
      })
  void keepsNumbersToTheDigit(String text) throws UnreadableException {
    assertThat(Json.write(Json.read(text))).isEqualTo(text.equals("-0") ? "0" : text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e-400", "1E+5", "5e-324", "1e1000000"})
  void keepsNumbersThatNoDoubleHolds(String text) throws UnreadableException {
    String written = Json.write(Json.read(text));
    assertThat(new BigDecimal(written)).isEqualByComparingTo(new BigDecimal(text));
    assertThat(Json.write(Json.read(written))).isEqualTo(written);
  }

  @Test
  void readsEscapedCharactersAsTheCharactersTheyAre() throws UnreadableException {
    assertThat(Json.read("\"\\ud83d\\ude00\"")).isEqualTo("😀");
    assertThat(Json.read("\"\\ud83d\"")).isEqualTo("\ud83d");
    assertThat(Json.read(Json.write("\ud83d"))).isEqualTo("\ud83d");
  }

  @Test
  void readsEveryUnicodeEncodingAndAByteOrderMark() throws UnreadableException {
    assertThat(Json.read("{\"a\":\"ä\"}".getBytes(UTF_16))).isEqualTo(Map.of("a", "ä"));
    assertThat(Json.read("\uFEFF{\"a\":\"ä\"}".getBytes(UTF_8))).isEqualTo(Map.of("a", "ä"));
  }

  @Test
  void keepsTheOrderOfTheMembers() throws UnreadableException {
    assertThat(Json.read("{\"z\":1,\"a\":2,\"m\":3}"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsOnlyKeys("z", "a", "m")
        .hasToString("{z=1, a=2, m=3}");
  }

  @Test
  void writesOtherValuesAsTheirText() {
    assertThat(Json.write(Arrays.asList(SeverityLabel.HIGH, null, Map.of(7, 8L))))
        .isEqualTo("[\"HIGH\",null,{\"7\":8}]");
  }

  @Test
  void givesAFindingBackAsItWas() throws UnreadableException {
    assertThat(Json.read(finding().text())).isEqualTo(finding().json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1d",
        "1f",
        "0x10",
        "NaN",
        "Infinity",
        "-",
        "1.",
        ".5",
        "+1",
        " 1",
        "1 ",
        "1,5",
        "٣",
        "10 days"
      })
  void takesNoNumberFromOtherText(String text) {
    assertThat(Json.number(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, -1", "97.5, 97.5", "1e2, 100", "1E-2, 0.01", "007, 7"})
  void takesANumberFromText(String text, double number) {
    assertThat(Json.number(text)).hasValue(number);
  }
}
