package io.quell.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonPiecesTest {
  private static final List<String> TEXTS =
      List.of("", "plain", "Überwachung", "日本語", "🔒", "\"\\\n\t\u0001", "{[", "]}", "\u2028");

  /// An input that hands out few bytes at a time, as a pipe does.
  private static final class Trickle extends ByteArrayInputStream {
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
      return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(97)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
  void givesWhatWasWritten(String charset) throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      List<@Nullable Object> values = new ArrayList<>();
      for (int at = random.nextInt(5); at >= 0; at--) {
        values.add(value(random, 3));
      }
      String list = "[" + written(values, random, ",") + "]";
      Charset as = Charset.forName(charset);
      assertThat(pieces(list, as, random)).as("seed %d: %s", seed, list).isEqualTo(values);
      String answer = "{\"NextToken\": \"x\", \"Findings\":" + list + "}";
      assertThat(pieces(answer, as, random)).as("seed %d: %s", seed, answer).isEqualTo(values);
    }
  }

  @Test
  void givesOneValueAfterTheOther() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      List<@Nullable Object> values = new ArrayList<>();
      for (int at = random.nextInt(5); at >= 0; at--) {
        values.add(object(random, 3));
      }
      String lines = written(values, random, "\n");
      assertThat(pieces(lines, StandardCharsets.UTF_8, random))
          .as("seed %d: %s", seed, lines)
          .isEqualTo(values);
    }
  }

  /// The bytes before the text are counted like its own.
  @Test
  void looksPastAByteOrderMark() throws Exception {
    String text = "\uFEFF[{\"Id\": \"ä\"}, {\"Id\": {\"a\": 1}}]";

    assertThat(pieces(text, StandardCharsets.UTF_8, new Random(1)))
        .isEqualTo(List.of(Map.of("Id", "ä"), Map.of("Id", Map.of("a", 1))));
  }

  /// More digits than Java has in a number show only where one is made.
  @Test
  void saysWhereAnObjectStandsThatCannotBeMade() {
    String text = "[{\"Id\": \"a\"},\n  {\"Id\": \"b\", \"Confidence\": 1e99999999999}]";
    List<Object> taken = new ArrayList<>();
    String whereTheWholeTextCannotBeRead =
        assertThatExceptionOfType(UnreadableException.class)
            .isThrownBy(() -> Json.read(text))
            .withMessageStartingWith("no valid JSON at line 2, column ")
            .withMessageEndingWith("the exponent of a number has too many digits")
            .actual()
            .getMessage();

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read(new ByteArrayInputStream(bytes(text)), taken))
        .withMessage(whereTheWholeTextCannotBeRead);
    assertThat(taken).isEqualTo(List.of(Map.of("Id", "a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"Id\": \"a\"}, {\"Id\": \"b\\x\"}]",
        "[{\"Id\": \"a\"}, {\"Id\": tru}]",
        "[{\"Id\": \"a\"}, {\"Id\": 01}]",
        "[{\"Id\": \"a\"}, {\"Id\": \"b\",}]",
        "[{\"Id\": \"a\"}, {\"Id\" \"b\"}]",
        "[{\"Id\": \"a\"}, {\"Id\": [1}]",
        "[{\"Id\": \"a\"}, {\"Id\": \"b\"",
        "[{\"Id\": \"a\"}, {\"Id\": \"b\nc\"}]"
      })
  void givesNothingOfABrokenObject(String text) {
    List<Object> taken = new ArrayList<>();

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read(new ByteArrayInputStream(bytes(text)), taken))
        .withMessageStartingWith("no valid JSON at line ");
    assertThat(taken).isEqualTo(List.of(Map.of("Id", "a")));
  }

  private static List<Object> pieces(String text, Charset charset, Random random)
      throws IOException, UnreadableException {
    List<Object> taken = new ArrayList<>();
    read(new Trickle(text.getBytes(charset), random), taken);
    return taken;
  }

  private static void read(InputStream input, List<Object> taken)
      throws IOException, UnreadableException {
    JsonPieces.read(input, (_, json) -> taken.add(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String written(List<?> values, Random random, String between) {
    return values.stream()
        .map(value -> random.nextBoolean() ? Json.write(value) : Json.writeIndented(value))
        .collect(Collectors.joining(between + " ".repeat(random.nextInt(3))));
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 9)) {
      case 0 -> text(random);
      case 1 -> random.nextInt();
      case 2 -> new BigDecimal("-12.50E+7");
      case 3 -> random.nextBoolean();
      case 4 -> null;
      case 5 -> {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int at = random.nextInt(4); at > 0; at--) {
          elements.add(value(random, depth - 1));
        }
        yield elements;
      }
      default -> object(random, depth);
    };
  }

  private static Map<String, @Nullable Object> object(Random random, int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int at = random.nextInt(5); at > 0; at--) {
      members.put("member " + at + text(random), value(random, depth - 1));
    }
    return members;
  }

  /// Some are longer than what a parser reads at once.
  private static String text(Random random) {
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return random.nextInt(20) == 0 ? text.repeat(1 + random.nextInt(3_000)) : text;
  }
}
