package io.quell.finding;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.value.JsonOutline;
import io.quell.value.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read lazily is what is read at once, value by value, or refused in the same words.
final class LazyJsonTest {
  private static final int MUTATIONS = 2_000;
  private static final int RANDOM_TEXTS = 60_000;
  /// What a mutation puts in: what JSON is made of, what it is never, and halves of letters.
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          " ",
          "\n",
          "\t",
          "0",
          "1",
          "-",
          ".",
          "e",
          "E9",
          "+",
          "u",
          "\\u0041",
          "\\u00e9",
          "\\ud83d",
          "true",
          "null",
          "\u0000",
          "\u001f",
          "é",
          "😀",
          "\"a\":1,",
          "\"Id\":\"x\",",
          "//",
          "NaN",
          "[[[[",
          "1e999",
          "1e99999999999",
          "1e-1000",
          "123456789012",
          "9223372036854775808",
          "\uFEFF");

  private static Object outcome(byte[] bytes, boolean isLazy) {
    try {
      Object json = isLazy ? Json.readLazily(bytes) : Json.read(bytes);
      return List.of(Json.write(json), List.of(new Seen(json)));
    } catch (UnreadableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Object outcome(String text, boolean isLazy) {
    try {
      Object json = isLazy ? Json.readLazily(text) : Json.read(text);
      return List.of(Json.write(json), List.of(new Seen(json)));
    } catch (UnreadableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// A value that may be null, in a list.
  private record Seen(@Nullable Object value) {}

  private static void isReadAlike(byte[] bytes) {
    assertThat(outcome(bytes, true)).isEqualTo(outcome(bytes, false));
    try {
      membersAreFound(Json.readLazily(bytes), Json.read(bytes));
    } catch (UnreadableException refused) {
      assertThat(refused).hasMessageContaining("JSON"); // in the same words, see above
    }
  }

  /// Each member by its name, and none by a name that is like one of them.
  private static void membersAreFound(@Nullable Object lazy, @Nullable Object eager) {
    if (eager instanceof Map<?, ?> members && lazy instanceof Map<?, ?> found) {
      members.forEach(
          (name, value) -> {
            String other = "\u0001" + name.toString().replaceFirst("(?s)^.", "");
            assertThat(found.containsKey(name)).isTrue();
            assertThat(found.containsKey(other)).isEqualTo(members.containsKey(other));
            assertThat(Objects.equals(found.get(name), value)).as("%s", name).isTrue();
            membersAreFound(found.get(name), value);
          });
    } else if (eager instanceof List<?> elements && lazy instanceof List<?> found) {
      for (int at = 0; at < elements.size(); at++) {
        membersAreFound(found.get(at), elements.get(at));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 10, 11, 40})
  void membersAreFoundAmongManyThatAreAlike(int count) {
    StringBuilder text = new StringBuilder("{");
    for (int at = 0; at < count; at++) {
      text.append("\"%02dName\":%d,".formatted(at, at))
          .append("\"\\u00%dName\":{},".formatted(30 + at % 10))
          .append("\"é%dName\":[%d],".formatted(at, at));
    }
    isReadAlike(text.append("\"00Name\":\"last\",\"\":\"\"}").toString());
  }

  /// What is the same as bytes is the same as values.
  @Test
  void valuesAtPlacesDifferWhereTheirBytesDo() throws UnreadableException {
    List<List<String>> paths = List.of(List.of("a"), List.of("b", "c"));
    List<String> texts =
        List.of(
            "{}",
            "{\"a\":1}",
            "{\"a\":\"1\"}",
            "{\"a\":[1]}",
            "{\"a\":{}}",
            "{\"a\":\"\\n\"}",
            "{\"b\":{\"c\":1}}",
            "{\"b\":{\"c\":\"1\"}}",
            "{\"b\":{\"c\":[]}}",
            "{\"a\":1,\"b\":{\"c\":1}}",
            "{\"a\":\"é\"}",
            "{\"a\":\"e\"}");
    for (String one : texts) {
      for (String other : texts) {
        boolean isSame = one.equals(other);
        assertThat(Arrays.equals(textAt(one, true, paths), textAt(other, true, paths)))
            .as(one + other)
            .isEqualTo(isSame);
        assertThat(Arrays.equals(textAt(one, false, paths), textAt(other, false, paths)))
            .as(one + other)
            .isEqualTo(isSame);
        assertThat(!isSame && Arrays.equals(textAt(one, true, paths), textAt(other, false, paths)))
            .as(one + other)
            .isFalse();
      }
    }
    assertThat(textAt("{\"z\":9,\"a\": {\"x\":[1, 2]} ,\"b\":{\"y\":0,\"c\":null}}", true, paths))
        .isEqualTo("{\"x\":[1, 2]}\nnull\n".getBytes(UTF_8));
  }

  private static byte[] textAt(String text, boolean isLazy, List<List<String>> paths)
      throws UnreadableException {
    Object json = isLazy ? Json.readLazily(text) : Json.read(text);
    return JsonOutline.textAt(JsonTree.object(Objects.requireNonNull(json)), paths);
  }

  private static void isReadAlike(String text) {
    assertThat(outcome(text, true)).as(text).isEqualTo(outcome(text, false));
    isReadAlike(text.getBytes(UTF_8));
    isTheSameAtFirstAndInAMessage(new String(text.getBytes(UTF_8), UTF_8));
  }

  private static void isTheSameAtFirstAndInAMessage(String text) {
    try {
      if (Json.read(text) instanceof Map<?, ?> members) {
        for (Map.Entry<?, ?> member : members.entrySet()) {
          assertThat(Json.readLazily(text))
              .extracting(object -> Optional.ofNullable(((Map<?, ?>) object).get(member.getKey())))
              .as("the first that is asked for in %s", text)
              .isEqualTo(Optional.ofNullable(member.getValue()));
        }
      }
      assertThat(Json.readLazily(message(text), "body")).as(text).isEqualTo(Json.read(text));
    } catch (UnreadableException refused) {
      assertThatThrownBy(() -> Json.readLazily(message(text), "body"))
          .as(text)
          .hasMessage(refused.getMessage());
    }
  }

  /// An object that has the text as a member, as a queue has an event.
  private static Map<?, ?> message(String text) throws UnreadableException {
    byte[] bytes = Json.write(Map.of("body", text)).getBytes(UTF_8);
    return (Map<?, ?>) Objects.requireNonNull(Json.readLazily(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}",
        " {\n} \r\t",
        "[]",
        "1",
        "\"a\"",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{\"a\":1,,\"b\":2}",
        "{,\"a\":1}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":[1}}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":tru}",
        "{\"a\":truE}",
        "{\"a\":true1}",
        "{\"a\":nul",
        "{\"a\":-}",
        "{\"a\":01}",
        "{\"a\":-01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":1x}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\",
        "{\"a\":\"b",
        "{\"a\":1} x",
        "{} {}",
        "{\"a\":1}}",
        "// no\n{}",
        "\uFEFF{\"a\":1}",
        "{\"a\":1,\"b\":2,\"a\":3}",
        "{\"a\":{\"b\":1},\"a\":{\"c\":1}}",
        "{\"a\\n\":1,\"\\u0061\":2,\"a\":3,\"ä\":4,\"\":5}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u007f\"}",
        "{\"a\":\"\\u0080\\u00e9\\u20ac\\ud83d\\ude00\\ud83d\"}",
        "{\"a\":\"äß€😀\u2028\u007f\"}",
        "{\"a\":[0,-0,7,-7,2147483647,2147483648,-2147483648,-2147483649]}",
        "{\"a\":[999999999999999999,9223372036854775807,-9223372036854775808,9223372036854775808]}",
        "{\"a\":[0.1,-0.5,40.0,1.10,1e5,1E+5,1e-5,4.3E-4,1e400,1e-400,1e1000000,-0.0,0e0]}",
        "{\"a\":[[],{},[[{\"b\":[null,true,false]}]]]}"
      })
  void everyTextIsReadAlike(String text) {
    isReadAlike(text);
  }

  @Test
  void whatIsHugeOrDeepIsReadAlike() {
    for (int many : new int[] {99, 100, 101, 500, 1_000, 100_000}) {
      isReadAlike("{\"a\":" + "[".repeat(many) + "]".repeat(many) + "}");
      isReadAlike("{\"a\":".repeat(many) + "1" + "}".repeat(many));
      isReadAlike("{\"a\":" + "9".repeat(many) + "}");
      isReadAlike("{\"a\":0." + "9".repeat(many) + "}");
      isReadAlike("{\"" + "n".repeat(many) + "\":1}");
      isReadAlike("{\"a\":\"" + "n".repeat(many) + "\"}");
    }
  }

  @Test
  void bytesThatAreNoTextAreReadAlike() {
    for (int first : new int[] {0x80, 0xc0, 0xc3, 0xe2, 0xed, 0xf0, 0xf5, 0xff}) {
      for (int second : new int[] {'"', 'a', 0x80, 0xa0, 0xbf, 0xc3}) {
        byte[] bytes = "{\"a\":\"12341234\"}".getBytes(UTF_8);
        for (int at = 6; at < 13; at++) {
          byte[] broken = bytes.clone();
          broken[at] = (byte) first;
          broken[at + 1] = (byte) second;
          isReadAlike(broken);
        }
      }
    }
    isReadAlike("{\"a\":\"ä\"}".getBytes(UTF_16));
  }

  @Test
  void halvesOfLettersInATextAreReadAlike() {
    isReadAlike("{\"a\":\"\ud83d\"}");
    isReadAlike("{\"\ude00\":\"?\"}");
  }

  @ParameterizedTest
  @MethodSource("io.quell.finding.CorpusTest#files")
  void whatSecurityHubSendsIsReadAlikeWhateverBecomesOfIt(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    isReadAlike(bytes);
    var random = new Random(bytes.length);
    for (int at = 0; at < MUTATIONS; at++) {
      isReadAlike(mutated(bytes, random));
    }
  }

  @ParameterizedTest
  @MethodSource("io.quell.finding.CorpusTest#files")
  void whatSecurityHubSendsIsReadWithoutTheFullParser(Path file) throws IOException {
    assertThat(JsonOutline.object(Files.readAllBytes(file))).isPresent();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int changes = 1 + random.nextInt(3);
    byte[] now = bytes;
    for (int change = 0; change < changes; change++) {
      int at = random.nextInt(now.length);
      int end = Math.min(now.length, at + random.nextInt(4));
      byte[] piece =
          switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> {
              int from = random.nextInt(now.length);
              yield Arrays.copyOfRange(now, from, Math.min(now.length, from + random.nextInt(40)));
            }
            default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
          };
      byte[] next = Arrays.copyOf(now, at + piece.length + now.length - end);
      System.arraycopy(piece, 0, next, at, piece.length);
      System.arraycopy(now, end, next, at + piece.length, now.length - end);
      now = random.nextInt(20) == 0 ? Arrays.copyOf(next, random.nextInt(next.length + 1)) : next;
      if (now.length == 0) {
        return now;
      }
    }
    return now;
  }

  @Test
  void anyTextOutOfThePiecesOfJsonIsReadAlike() {
    var random = new Random(1);
    int readable = 0;
    for (int at = 0; at < RANDOM_TEXTS; at++) {
      String text = object(random, 3);
      isReadAlike(text);
      readable += JsonOutline.object(text.getBytes(UTF_8)).isPresent() ? 1 : 0;
    }
    assertThat(readable).as("texts that are read lazily").isGreaterThan(RANDOM_TEXTS / 4);
  }

  private static String object(Random random, int depth) {
    var text = new StringBuilder("{");
    for (int count = random.nextInt(5); count > 0; count--) {
      text.append(blanks(random))
          .append(string(random))
          .append(blanks(random))
          .append(':')
          .append(blanks(random))
          .append(value(random, depth))
          .append(count > 1 ? "," : "");
    }
    return text.append(blanks(random)).append('}').toString();
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> List.of("true", "false", "null").get(random.nextInt(3));
      case 1 -> Integer.toString(random.nextInt());
      case 2 -> Long.toString(random.nextLong());
      case 3 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15));
      case 4 -> string(random);
      case 5 ->
          "["
              + value(random, depth - 1)
              + blanks(random)
              + ","
              + blanks(random)
              + value(random, depth - 1)
              + "]";
      default -> object(random, depth - 1);
    };
  }

  private static String string(Random random) {
    List<String> letters =
        List.of(
            "a", "b", "/", " ", "\\n", "\\\"", "\\\\", "\\u0041", "ä", "😀", "abcdefghijklmnop");
    var text = new StringBuilder("\"");
    for (int count = random.nextInt(5); count > 0; count--) {
      text.append(letters.get(random.nextInt(random.nextBoolean() ? 2 : letters.size())));
    }
    if (random.nextInt(100) == 0) {
      text.append(List.of("\\u00e4", "\\ud83d", "\\x", "\u0001").get(random.nextInt(4)));
    }
    return text.append('"').toString();
  }

  private static String blanks(Random random) {
    return List.of("", "", "", " ", "\n  ", "\t\r").get(random.nextInt(6));
  }

  @Test
  void membersAreTheSameHoweverOftenTheyAreAskedFor() throws UnreadableException {
    Object json = Json.readLazily("{\"a\":{\"b\":[1]},\"c\":null,\"a\":{\"b\":[2]}}");
    assertThat(json).isInstanceOf(Map.class);
    Map<String, Object> members = JsonTree.object(Objects.requireNonNull(json));
    for (int at = 0; at < 1_000; at++) {
      assertThat(members.get("a")).isEqualTo(Map.of("b", List.of(2)));
      assertThat(members.get("c")).isNull();
      assertThat(members.containsKey("c")).isTrue();
      assertThat(members.containsKey("d")).isFalse();
      assertThat(members.get("d")).isNull();
    }
    assertThat(members).hasSize(2);
    assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
  }
}
